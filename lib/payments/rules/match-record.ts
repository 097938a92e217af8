import 'server-only'
import { dateToDay } from '@/lib/dates'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { Payment, Reversal } from '@/prisma/generated/client'
import { isLive, type Outcome } from './outcome'
import { isUnclear, isUndecided } from './status'
import { absenceProvenAfter, DUPLICATE_ABSENT_AFTER, SEND_WINDOW } from './timing'

// How to find a payment at PaySimple, and when not finding it proves that there is none. Pure.

/**
 * Whether a complete record is the charge that was sent under this OrderId. No list filters by OrderId, and a list
 * ignores filters it doesn't know, so each record is compared. A credit is not a charge.
 */
export const isChargeOf = (record: Pick<PaySimplePayment, 'OrderId' | 'IsDebit'>, orderId: string): boolean =>
  record.OrderId === orderId && !record.IsDebit

/**
 * Sorts the records of one payment, where PaySimple has more than one: live ones before reversed ones before failed ones,
 * and equal ones by age, the oldest first.
 */
export const byWorth = (one: Comparable, other: Comparable): number =>
  worth(one) - worth(other) || (one.Id ?? 0) - (other.Id ?? 0)

type Comparable = Pick<PaySimplePayment, 'Id' | 'Status'>
const worth = ({ Status }: Comparable) => (isLive(Status) ? 0 : Status === 'Failed' ? 2 : 1)

/**
 * The outcome of not finding a payment among the customer's: null, nothing proven, unless the reading began (`at`) when no
 * charge sent by `sendBy` could still show up. That is sooner where PaySimple called it a repeat.
 */
export function outcomeOfAbsence(payment: { sendBy: Date; reason: string | null }, at: Date): Outcome | null {
  const since = at.getTime() - payment.sendBy.getTime()
  if (payment.reason === 'duplicate_check' && since > DUPLICATE_ABSENT_AFTER - SEND_WINDOW)
    return { status: 'not_taken', reason: 'duplicate' }
  return since > absenceProvenAfter() ? { status: 'not_taken', reason: 'absent' } : null
}

/**
 * Whether a payment that was read from PaySimple proves that a unconfirmed void or refund of it was not done: what it says
 * is how the payment stands, and no PUT that was sent by `sendBy` could still be under way when it was asked for (`at`).
 * @param stands the payment's state once what was read is recorded; had this reversal been done, it would be closed
 */
export function isReversalAbsent(
  { kind, sendBy }: Pick<Reversal, 'kind' | 'sendBy'>,
  told: Outcome['status'],
  stands: Payment['status'],
  at: Date,
): boolean {
  // A reading that is older than the payment's present state tells nothing about it.
  if (told === 'unknown' || stands !== told) return false
  // What has settled can no longer be voided (PS-049), however late that request arrives.
  const isTooLate = kind === 'void' && told === 'settled'
  return isTooLate || at.getTime() - sendBy.getTime() > absenceProvenAfter()
}

type Known = Pick<Payment, 'status' | 'paysimpleStatus' | 'estimatedSettleOn' | 'settledOn'>

/** Whether a payment's own record, read again, tells anything that is not known of it yet. */
export function tellsNews(payment: Known, record: PaySimplePayment, outcome: Outcome): boolean {
  const isSaid = record.Status === payment.paysimpleStatus
  if (isSaid && !isUndecided(payment.status) && (outcome.status === 'unknown' || isUnclear(payment))) return false
  const day = (date: Date | null) => date && dateToDay(date)
  return (
    outcome.status !== payment.status ||
    !isSaid ||
    record.EstimatedSettleDate !== day(payment.estimatedSettleOn) ||
    record.ActualSettledDate !== day(payment.settledOn)
  )
}
