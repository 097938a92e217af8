import { formatDay, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { isUnclear } from '@/lib/payments/rules/status'
import type { Payment, Reversal } from '@/prisma/generated/client'
import type { PaymentMethod } from '@/prisma/generated/enums'
import { statusLabel } from './labels'
import { wordsFor } from './reasons'
import { chargeOf, openReversalWords } from './sentences'

// What waits for a person, in words: alerts, duplicate charges, what is unconfirmed, payments made in PaySimple. Pure.

type Charge = Pick<Payment, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'>
type Words = { title: string; what: string }

/** An alert: the bank took a payment back, or PaySimple says what doesn't fit. */
export function alertWords(payment: Charge & Pick<Payment, 'status' | 'reason' | 'paysimpleStatus'>): Words {
  const { status, reason, method, paysimpleStatus } = payment
  const { label } = statusLabel(status, method)
  if (isUnclear(payment))
    return {
      title: `Unclear: ${chargeOf(payment)}`,
      what: `PaySimple says “${paysimpleStatus}”, but here it’s “${label}”. Look it up in PaySimple, or call PaySimple.`,
    }
  if (status === 'chargeback')
    return {
      title: `${label}: ${chargeOf(payment)}`,
      what: 'The cardholder disputed it with the bank, so it’s owed again. Ask PaySimple how to answer the dispute, and by when.',
    }
  const again = 'it’s owed again. Agree with the customer how to pay, and charge it again on the job.'
  if (status === 'returned')
    return { title: `${label}: ${chargeOf(payment)}`, what: `The customer’s bank returned it, so ${again}` }
  return {
    title: `${label}: ${chargeOf(payment)}`,
    what: `It failed later (${wordsFor(reason, method).title}), so ${again}`,
  }
}

/** What acknowledging an alert does. */
export const ACKNOWLEDGE = {
  button: 'Acknowledge',
  title: 'Acknowledge this alert?',
  what: 'It leaves this list. The payment doesn’t change.',
} as const

/** A duplicate charge, for everybody who sees the payment. */
export const duplicateWords = (duplicate: { amountCents: number; paysimpleId: string }): Words => ({
  title: 'Duplicate charge',
  what: `PaySimple has a second live charge of this payment: ${formatCents(duplicate.amountCents)}, PaySimple’s payment ${duplicate.paysimpleId}. An owner or admin can void or refund it under Payments.`,
})

/** A duplicate charge in the list of what waits for an admin. */
export const duplicateTitle = (amountCents: number): string => `Duplicate charge: ${formatCents(amountCents)}`

/** What Plumbline does about a duplicate charge, and what a person can do. `status`: PaySimple's. */
export function duplicateNext(status: string, canVoidUntil: Date | null, timeZone: string, at: Date): string {
  if (status === 'Pending') return 'PaySimple is waiting for the bank. If the bank approves it, Plumbline voids it.'
  if (status === 'Settled') return 'It has settled. Refund it here.'
  if (canVoidUntil && canVoidUntil < at)
    return 'It’s too late to void it and too early to refund it. Refund it here once it has settled.'
  return canVoidUntil
    ? `Plumbline voids it. You can also void it now, until ${formatInstant(canVoidUntil, timeZone)}.`
    : 'Plumbline voids it. You can also void it now.'
}

/** What the customer sees when a duplicate charge is voided or, once it has settled, refunded. */
export const reverseDuplicateSentence = (amountCents: number, settled: boolean): string =>
  `${
    settled
      ? `The customer sees a credit of ${formatCents(amountCents)} within days.`
      : `The pending charge of ${formatCents(amountCents)} disappears from the customer’s statement within a few days.`
  } The first charge stays, so the customer has paid once.`

/** A payment that PaySimple hasn't confirmed, in the list of what waits for an admin. */
export const unconfirmedWords = (payment: Charge & Pick<Payment, 'status' | 'reason'>): Words => ({
  title: `${statusLabel('unknown', payment.method).label}: ${chargeOf(payment)}`,
  what: `${wordsFor(payment.reason ?? 'no_answer', payment.method).title}. Don’t charge it again.`,
})

/** A void or refund that PaySimple hasn't confirmed, in the same list. */
export const unconfirmedReversalWords = (reversal: Pick<Reversal, 'kind' | 'status'>, payment: Charge): Words => ({
  title: `${openReversalWords(reversal)}: ${chargeOf(payment)}`,
  what: `PaySimple hasn’t confirmed it. Don’t ${reversal.kind} it another way.`,
})

type External = {
  customerName: string
  amountCents: number
  method: PaymentMethod
  /** PaySimple's. */
  status: string
  /** YYYY-MM-DD */
  madeOn: string
  paysimpleId: string
  /** It took no money, or the money went back: it counts for nothing at PaySimple. */
  isOver: boolean
  /** Who made it with the API Test Tool; null where nobody did. */
  toolByName: string | null
}

export const externalTitle = ({ amountCents, toolByName }: Pick<External, 'amountCents' | 'toolByName'>): string =>
  `Payment made ${toolByName ? 'with the API Test Tool' : 'in PaySimple'}: ${formatCents(amountCents)}`

/** Who paid, how and when, and PaySimple's number of it. */
export const externalSentence = (external: External): string => {
  const { customerName, method, madeOn, status, paysimpleId, isOver, toolByName } = external
  const who = customerName || 'An unnamed customer'
  const how = method === 'card' ? 'card' : 'bank account'
  const tool = toolByName ? ` ${toolByName} made it with the API Test Tool.` : ''
  const over = isOver ? ' It no longer counts at PaySimple.' : ''
  return `${who} paid by ${how} on ${formatDay(madeOn)} (${status}).${tool} PaySimple’s payment ${paysimpleId}.${over}`
}

/** What linking a payment made in PaySimple to a job means. `isOver`: it counts for nothing at PaySimple. */
export const linkSentence = (isOver: boolean): string =>
  isOver
    ? 'It no longer counts at PaySimple. It’s listed on that job and doesn’t lower what’s owed.'
    : 'It counts as a payment of that job and lowers what’s owed there.'

/** What ignoring a payment made in PaySimple means. */
export const IGNORE = 'It stays in PaySimple and counts for no job here. You can restore it under “Ignored”.'

/** Who ignored it, when, and why. */
export const ignoredSentence = (
  { decidedByName, decidedAt, note }: { decidedByName: string | null; decidedAt: Date | null; note: string | null },
  timeZone: string,
): string =>
  `Ignored by ${decidedByName ?? 'somebody'}${decidedAt ? ` on ${formatInstant(decidedAt, timeZone)}` : ''}${note ? `: “${note}”` : ''}`

/** What waits for a refund after a cancellation, and how long. @param by the last day for it @param today YYYY-MM-DD */
export const toRefundTitle = (heldCents: number, by: string, today: string): string =>
  today > by
    ? `Overdue: ${formatCents(heldCents)} of a canceled agreement was due for a refund by ${formatDay(by)}`
    : `Refund ${formatCents(heldCents)} of a canceled agreement by ${formatDay(by)}`
