import { dateToDay, dayOf, formatDayNear, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isPaid, isReversed, isUnclear, isUndecided } from '@/lib/payments/rules/status'
import type { Email, Payment, Reversal } from '@/prisma/generated/client'
import { PaymentMethod, type PaymentStatus } from '@/prisma/generated/enums'
import { supersededSentence } from './email-words'
import { statusLabel } from './labels'
import { describePayment, type EarlierPayment, type PaymentView } from './payment-view'

// The sentences about a payment on the screen. Pure.

/** An estimated day at the end of a sentence: ", about Tuesday", ", today", or nothing where it isn't known. */
export const aboutDay = (day: string | null) => (day === null ? '' : day === 'today' ? ', today' : `, about ${day}`)

/** Empty, or with a space before it: " Settles about Tuesday." */
export const settlesSentence = (day: string | null) =>
  day === null ? '' : day === 'today' ? ' Settles today.' : ` Settles about ${day}.`

/** "Visa 1111", "First Bank checking 1111" */
export const accountOf = ({ accountLabel, lastFour }: { accountLabel: string; lastFour: string }) =>
  `${accountLabel} ${lastFour}`

/** What happened to a payment on its way: a bank approved a card's, and hasn't seen an ACH payment yet. */
export const takenWord = (method: PaymentView['method']) =>
  method === 'card' ? 'Authorized' : 'Submitted, pending settlement'

/** "$1,500.00 on", "$1,500.00 from": a charge goes on a card, and comes from a bank account. */
export const amountOn = ({ amountCents, method }: Pick<PaymentView, 'amountCents' | 'method'>) =>
  `${formatCents(amountCents)} ${method === 'card' ? 'on' : 'from'}`

/** "$1,500.00 on Visa 1111" */
export const chargeOf = (payment: Pick<PaymentView, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'>) =>
  `${amountOn(payment)} ${accountOf(payment)}`

/** "Authorized. $1,500.00 on Visa 1111. Settles about Tuesday." */
export const takenSentence = (view: PaymentView): string =>
  `${takenWord(view.method)}. ${chargeOf(view)}.${settlesSentence(view.settles)}`

/** "Voided. $1,500.00 on Visa 1111. The customer isn’t charged. The amount is owed again." */
export const reversedSentence = (view: PaymentView): string =>
  `${view.label}. ${chargeOf(view)}. ${view.words?.title}. ${view.words?.next}`

/** "Visa 1111 was already charged $1,500.00 at 2:14 PM." */
export const earlierSentence = (earlier: EarlierPayment): string =>
  earlier.undecided
    ? `Plumbline is still checking a charge of ${formatCents(earlier.amountCents)} to ${accountOf(earlier)} at ${earlier.takenAt}.`
    : `${accountOf(earlier)} was already charged ${formatCents(earlier.amountCents)} at ${earlier.takenAt}.`

/** What stands beside the name of a payment's state, as a person sees it at `at`. It doesn't repeat the name. */
export function statusDetail(payment: Payment, timeZone: string, at: Date): string {
  const { settles, words } = describePayment(payment, timeZone, at)
  switch (payment.status) {
    case 'submitting':
      return 'The charge is under way. Don’t charge it again.'
    case 'unknown':
      return payment.needsPersonAt
        ? 'PaySimple hasn’t been able to say whether this was charged. Call PaySimple. Don’t charge it again.'
        : `${words?.title}. Don’t charge it again.`
    case 'authorized':
      if (payment.method === 'card') return settlesSentence(settles).trim() || 'Not settled yet.'
      return `Pending settlement${aboutDay(settles)}.`
    case 'settled':
      return `The money arrived${settledDay(payment, timeZone, at)}.`
    case 'declined':
    case 'not_taken':
      return `${words?.title}.`
    case 'voided':
      return 'The customer isn’t charged.'
    case 'refunded':
      return 'All of it went back to the customer.'
    case 'returned':
      return 'The customer’s bank returned it. It’s owed again.'
    case 'chargeback':
      return 'The cardholder disputed this payment with the bank. It’s owed again.'
  }
}

/** Empty, or with a space before it: " Fri, Nov 20". */
const settledDay = ({ settledOn }: Payment, timeZone: string, at: Date) =>
  settledOn ? ` ${formatDayNear(dateToDay(settledOn), dayOf(at, timeZone))}` : ''

/** A payment's state in one sentence or two that stand alone, its name first, as a person sees it at `at`. */
export function statusSentence(payment: Payment, timeZone: string, at: Date): string {
  if (payment.status === 'authorized')
    return `${takenWord(payment.method)}.${settlesSentence(describePayment(payment, timeZone, at).settles)}`
  if (payment.status === 'settled') return `Settled${settledDay(payment, timeZone, at)}.`
  return `${statusLabel(payment.status, payment.method).label}. ${statusDetail(payment, timeZone, at)}`
}

/** What is wrong with an amount above what is owed on a job. */
export function owedProblem({ owedCents, checkingCents }: Pick<Balance, 'owedCents' | 'checkingCents'>): string {
  const held = checkingCents > 0 ? ` ${heldSentence(checkingCents)}` : ''
  return `The balance due is ${formatCents(owedCents)}. Enter ${formatCents(owedCents)} or less.${held}`
}

/** What is held for unconfirmed payments. */
export const heldSentence = (checkingCents: number): string =>
  `Plumbline is still checking another ${formatCents(checkingCents)}.`

/** What a job on which nothing is owed is, for the people of the company; null while something is. */
export function paidWords({ totalCents, paidCents, checkingCents, owedCents, overpaidCents }: Balance): string | null {
  if (paidCents === 0) return null
  if (totalCents <= 0) return `${formatCents(paidCents)} is paid, but the job has no total yet`
  if (overpaidCents > 0) return `Overpaid by ${formatCents(overpaidCents)}`
  return owedCents + checkingCents === 0 ? 'Paid in full' : null
}

type WithReversals = Payment & {
  reversals: readonly Pick<Reversal, 'id' | 'kind' | 'status' | 'retainedCents' | 'acceptedAt'>[]
  /** Payments of the job, among them all that recharge what partial refunds of this one retain. */
  charges: readonly Pick<Payment, 'status' | 'reversalId'>[]
}

/**
 * What stands beside the name of a payment's state, for the people of the company: an open void or refund comes first,
 * and a partial refund is explained.
 */
export function standingSentence(payment: WithReversals, timeZone: string, at: Date): string {
  const open = payment.reversals.find(({ status }) => isReversalOpen(status))
  if (open) return `${openReversalWords(open)}. Don’t ${open.kind} it another way.`
  if (isUnclear(payment))
    return `PaySimple says “${payment.paysimpleStatus}”, which doesn’t match what Plumbline knows. Look the payment up in PaySimple.`
  if (payment.reversals.some((reversal) => incompleteKindOf(reversal, payment.status, []) === 'not_credited'))
    return 'The credit hasn’t reached the customer. Ask PaySimple where it is.'
  const detail = statusDetail(payment, timeZone, at)
  const split = payment.reversals.find(({ status, retainedCents }) => isReversalDone(status) && retainedCents > 0)
  if (split && split.acceptedAt === null && payment.status === 'refunded')
    return `${detail} The ${formatCents(split.retainedCents)} you keep ${rechargeWords(split.id, payment.charges)}.`
  return payment.reversalId === null ? detail : `${detail} ${partSentence(payment.status)}`
}

/** What happened to the retained amount of a refund: "was charged again". */
function rechargeWords(reversalId: string, charges: WithReversals['charges']): string {
  const states = charges.filter((charge) => charge.reversalId === reversalId).map(({ status }) => status)
  if (states.filter(isPaid).length > 1) return 'was charged again more than once'
  if (states.some(isPaid)) return 'was charged again'
  if (states.some(isUndecided)) return 'is being charged again'
  if (states.some(isReversed)) return 'was charged again, but that charge no longer counts'
  return 'wasn’t charged again'
}

/** What a payment is that recharges the retained amount of a partial refund. */
function partSentence(status: PaymentStatus): string {
  if (isPaid(status) || isUndecided(status)) return 'This is the part you keep of a refunded payment.'
  return isReversed(status)
    ? 'This was the part you kept of a refunded payment.'
    : 'This was meant to be the part you keep of a refunded payment.'
}

/** "Checking the refund", of a void or refund that isn't certain; "Processing the refund" while it is being sent. */
export const openReversalWords = ({ kind, status }: Pick<Reversal, 'kind' | 'status'>): string =>
  `${status === 'submitting' ? 'Processing' : 'Checking'} the ${kind}`

/** A payment, or a recorded one, with the emails of its receipt, the newest first. */
type WithEmails = {
  method: string
  emails: readonly Pick<Email, 'to' | 'status' | 'attempts' | 'sentAt' | 'lastError' | 'supersededBy'>[]
}

/** Where a payment's newest receipt is. Null when nobody asked for one. */
export function receiptSentence(payment: WithEmails, timeZone: string, at: Date): { to: string; state: string } | null {
  const email = payment.emails[0]
  if (!email) return null
  const state = {
    queued: 'On its way',
    sent: email.sentAt ? `Sent ${timeOrDay(email.sentAt, timeZone, at)}` : 'Sent',
    retrying: 'Not delivered yet, trying again',
    failed: `Not delivered. ${email.lastError ?? 'Check the address.'}`,
    unconfirmed: 'May not have arrived',
    superseded: supersededSentence(email.supersededBy, chargedMethod(payment.method)),
  }[email.status]
  return { to: email.to, state }
}

const chargedMethod = (method: string) => Object.values(PaymentMethod).find((each) => each === method) ?? null

/** "2:14 PM" today, "Nov 21, 2026, 2:14 PM" on any other day. */
function timeOrDay(instant: Date, timeZone: string, at: Date): string {
  const full = formatInstant(instant, timeZone)
  return dayOf(instant, timeZone) === dayOf(at, timeZone) ? (full.split(', ').at(-1) ?? full) : full
}
