import { dateToDay, dayOf, formatDayNear, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isPaid, isReversed, isUnclear, isUndecided } from '@/lib/payments/rules/status'
import type { Email, Payment, Reversal } from '@/prisma/generated/client'
import { PaymentMethod, type PaymentStatus } from '@/prisma/generated/enums'
import { emailState, KEPT_HERE, supersededSentence } from './email-words'
import { statusLabel } from './labels'
import { describePayment } from './payment-view'
import { aboutDay, openReversalWords, settlesSentence, takenWord } from './sentences'

// How a payment and its receipt stand, in sentences for pages. Pure.

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

/** A payment, or a recorded one, with the emails of its receipt, the newest first. */
type WithEmails = {
  method: string
  emails: readonly Pick<Email, 'to' | 'status' | 'keptHere' | 'attempts' | 'sentAt' | 'lastError' | 'supersededBy'>[]
}

/** Where a payment's newest receipt is. Null when nobody asked for one. */
export function receiptSentence(payment: WithEmails, timeZone: string, at: Date): { to: string; state: string } | null {
  const email = payment.emails[0]
  if (!email) return null
  const state = {
    queued: 'On its way',
    kept: KEPT_HERE,
    sent: email.sentAt ? `Sent ${timeOrDay(email.sentAt, timeZone, at)}` : 'Sent',
    retrying: 'Not delivered yet, trying again',
    failed: `Not delivered. ${email.lastError ?? 'Check the address.'}`,
    unconfirmed: 'May not have arrived',
    superseded: supersededSentence(email.supersededBy, chargedMethod(payment.method)),
  }[emailState(email)]
  return { to: email.to, state }
}

const chargedMethod = (method: string) => Object.values(PaymentMethod).find((each) => each === method) ?? null

/** "2:14 PM" today, "Nov 21, 2026, 2:14 PM" on any other day. */
function timeOrDay(instant: Date, timeZone: string, at: Date): string {
  const full = formatInstant(instant, timeZone)
  return dayOf(instant, timeZone) === dayOf(at, timeZone) ? (full.split(', ').at(-1) ?? full) : full
}
