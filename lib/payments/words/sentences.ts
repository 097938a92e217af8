import { dateToDay, dayOf, formatDayNear, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isPaid, isReversed, isUnclear, isUndecided } from '@/lib/payments/rules/status'
import type { Email, Payment, Reversal } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { describePayment, type EarlierPayment, type PaymentView } from './payment-view'

// The sentences of a payment on the screen. Pure.

/** Empty, or with a space before it: " Settles about Tuesday." */
export const settlesSentence = (day: string | null) =>
  day === null ? '' : day === 'today' ? ' Settles today.' : ` Settles about ${day}.`

/** "Visa 1111", "First Bank checking 1111" */
export const accountOf = ({ accountLabel, lastFour }: { accountLabel: string; lastFour: string }) =>
  `${accountLabel} ${lastFour}`

/** What has happened to a payment that is on its way: a bank has approved a card's, and has not seen ACH yet. */
export const takenWord = (method: PaymentView['method']) =>
  method === 'card' ? 'Authorized' : 'Submitted, pending settlement'

/** "$1,500.00 on", "$1,500.00 from": what is charged goes on a card, and comes from a bank account. */
export const amountOn = ({ amountCents, method }: Pick<PaymentView, 'amountCents' | 'method'>) =>
  `${formatCents(amountCents)} ${method === 'card' ? 'on' : 'from'}`

/** "Authorized. $1,500.00 on Visa 1111. Settles about Tuesday." */
export const takenSentence = (view: PaymentView): string =>
  `${takenWord(view.method)}. ${amountOn(view)} ${accountOf(view)}.${settlesSentence(view.settles)}`

/** "$1,500.00 on Visa 1111. Voided: the customer is not charged. What it paid is owed again." */
export const reversedSentence = (view: PaymentView): string =>
  `${amountOn(view)} ${accountOf(view)}. ${view.words?.title}. ${view.words?.next}`

/** "Visa 1111 was already charged $1,500.00 at 2:14 PM." */
export const earlierSentence = (earlier: EarlierPayment): string =>
  earlier.undecided
    ? `A charge of ${formatCents(earlier.amountCents)} to ${accountOf(earlier)} at ${earlier.takenAt} is still being checked.`
    : `${accountOf(earlier)} was already charged ${formatCents(earlier.amountCents)} at ${earlier.takenAt}.`

/** What a payment's status means, in one plain sentence, as a person sees it at `at`. */
export function statusSentence(payment: Payment, timeZone: string, at: Date): string {
  const view = describePayment(payment, timeZone, at)
  const settledOn = payment.settledOn && formatDayNear(dateToDay(payment.settledOn), dayOf(at, timeZone))
  switch (payment.status) {
    case 'submitting':
      return 'Being charged now. Do not take it again.'
    case 'unknown':
      return payment.needsPersonAt
        ? 'PaySimple has not been able to say whether this was charged. Ask PaySimple; do not take it again.'
        : `${view.words?.title ?? 'Checking with PaySimple'}. Do not take it again.`
    case 'authorized':
      return `${takenWord(payment.method)}.${settlesSentence(view.settles)}`
    case 'settled':
      return settledOn ? `Settled ${settledOn}.` : 'Settled.'
    case 'declined':
      return `Declined: ${view.words?.title ?? 'the bank said no'}.`
    case 'not_taken':
      return `Not charged: ${view.words?.title ?? 'nothing was sent'}.`
    case 'voided':
      return 'Voided before it settled. The customer is not charged.'
    case 'refunded':
      return 'Refunded to the customer.'
    case 'returned':
      return 'Returned by the bank: the money did not arrive, or did not stay. It is owed again.'
    case 'chargeback':
      return 'The cardholder disputed this payment with the bank. It is owed again.'
  }
}

/** What a job on which nothing is owed any more is, for the people of the company; null while that is not so. */
export function paidWords({ totalCents, paidCents, checkingCents, owedCents, overpaidCents }: Balance): string | null {
  if (paidCents === 0) return null
  if (totalCents <= 0) return `Nothing is agreed yet, and ${formatCents(paidCents)} is paid`
  if (overpaidCents > 0) return `Paid in full, and ${formatCents(overpaidCents)} more than the total`
  return owedCents + checkingCents === 0 ? 'Paid in full' : null
}

type WithReversals = Payment & {
  reversals: readonly Pick<Reversal, 'id' | 'kind' | 'status' | 'retainedCents' | 'acceptedAt'>[]
  /** Payments of the job, among them all that partial refunds of this one charge again. */
  charges: readonly Pick<Payment, 'status' | 'reversalId'>[]
}

/** The same for the people of the company: a void or refund under way comes first, and a partial refund is explained. */
export function standingSentence(payment: WithReversals, timeZone: string, at: Date): string {
  const open = payment.reversals.find(({ status }) => isReversalOpen(status))
  if (open) return `${givingBack(open)}. Do not give it back another way.`
  if (isUnclear(payment))
    return `PaySimple now says “${payment.paysimpleStatus}”, which does not fit what Plumbline knows. Look the payment up there.`
  if (payment.reversals.some((reversal) => incompleteKindOf(reversal, payment.status, []) === 'not_credited'))
    return 'Given back at PaySimple, but the credit has not reached the customer.'
  const split = payment.reversals.find(({ status, retainedCents }) => isReversalDone(status) && retainedCents > 0)
  if (split && split.acceptedAt === null && payment.status === 'refunded')
    return `Refunded to the customer. ${formatCents(split.retainedCents)} of it ${keptWords(split.id, payment.charges)}.`
  const sentence = statusSentence(payment, timeZone, at)
  return payment.reversalId === null
    ? sentence
    : `${sentence} It ${againWords(payment.status)} what a partial refund keeps.`
}

/** What has become of the part that a refund keeps: "is charged again as a payment of its own". */
function keptWords(reversalId: string, charges: WithReversals['charges']): string {
  const states = charges.filter((charge) => charge.reversalId === reversalId).map(({ status }) => status)
  if (states.filter(isPaid).length > 1) return 'was charged again more than once'
  if (states.some(isPaid)) return 'is charged again as a payment of its own'
  if (states.some(isUndecided)) return 'is being charged again as a payment of its own'
  if (states.some(isReversed)) return 'was charged again as a payment of its own, which counts no more'
  return 'was to be charged again and was not'
}

function againWords(status: PaymentStatus): string {
  if (isPaid(status) || isUndecided(status)) return 'charges again'
  return isReversed(status) ? 'charged again' : 'was to charge again'
}

/** "A refund is being checked with PaySimple", of one whose outcome is not known yet. */
export const givingBack = ({ kind, status }: Pick<Reversal, 'kind' | 'status'>): string =>
  status === 'submitting' ? `A ${kind} is under way` : `A ${kind} is being checked with PaySimple`

/** A payment with its receipt's email. */
type WithEmails = Payment & { emails: readonly Pick<Email, 'to' | 'status' | 'attempts' | 'sentAt' | 'lastError'>[] }

/** Where a payment's receipt is. Null when nobody asked for one. */
export function receiptSentence(payment: WithEmails, timeZone: string, at: Date): { to: string; state: string } | null {
  const email = payment.emails[0]
  if (!email) return null
  const state = {
    queued: 'On its way',
    sent: email.sentAt ? `Sent ${timeOrDay(email.sentAt, timeZone, at)}` : 'Sent',
    retrying: 'Could not be delivered yet, trying again',
    failed: `Could not be delivered. ${email.lastError ?? 'Check the address.'}`,
  }[email.status]
  return { to: email.to, state }
}

/** "2:14 PM" today, "Nov 21, 2026, 2:14 PM" on any other day. */
function timeOrDay(instant: Date, timeZone: string, at: Date): string {
  const full = formatInstant(instant, timeZone)
  return dayOf(instant, timeZone) === dayOf(at, timeZone) ? (full.split(', ').at(-1) ?? full) : full
}
