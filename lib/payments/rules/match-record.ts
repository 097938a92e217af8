import 'server-only'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { isLive, type Outcome } from './outcome'
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
