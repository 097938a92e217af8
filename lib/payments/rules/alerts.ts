import { can, type OrgRole } from '@/lib/orgs/roles'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import { mayDecide, mayDecidePayment, mayDecideReversal } from './may-decide'
import { isReversalDone, isReversalOpen } from './reversal'
import { isNotCharged, isPaid, isReversed, isUndecided } from './status'

type AlertedPayment<R, D> = Pick<Payment, 'status' | 'needsPersonAt' | 'reason' | 'createdAt'> & {
  /** The oldest first. */
  reversals: readonly R[]
  duplicateCharges: readonly D[]
}

/** What can be done about what PaySimple hasn't confirmed. */
type Unconfirmed = {
  /** Whether this person may check with PaySimple. */
  mayCheck: boolean
  /** Whether checking hasn't helped, so that a person may decide. */
  isStuck: boolean
  /** Whether this person may decide. */
  mayDecide: boolean
}

/** What is wrong with a payment, or unconfirmed. */
export type PaymentAlerts<R, D> = {
  /** Nobody knows yet whether it was charged. */
  unconfirmed: Unconfirmed | null
  isNotCharged: boolean
  /** Its duplicate charges: live at PaySimple beside its own. */
  secondCharges: D[]
  /** The newest void or refund, while it is news; `unconfirmed`: nobody knows yet whether it was done. */
  reversal: { row: R; unconfirmed: Unconfirmed | null } | null
}

/** What somebody with this role must know of a payment at `at`, and what they can do about it. */
export function alertsOf<
  R extends Pick<Reversal, 'status' | 'needsPersonAt' | 'createdAt'>,
  D extends Pick<DuplicateCharge, 'clearedAt'>,
>(payment: AlertedPayment<R, D>, role: OrgRole, at: Date): PaymentAlerts<R, D> {
  const { status, reversals, duplicateCharges } = payment
  const may = { mayCheck: can(role, 'payments:void'), mayDecide: mayDecide(role) }
  const newest = reversals.at(-1)
  // One that wasn't done matters as long as the payment can still be voided or refunded.
  const isNews = newest && (isReversalOpen(newest.status) || (isPaid(status) && !isReversalDone(newest.status)))
  return {
    unconfirmed: isUndecided(status) ? { ...may, isStuck: mayDecidePayment(payment, at) } : null,
    isNotCharged: isNotCharged(status),
    secondCharges: isReversed(status) ? [] : duplicateCharges.filter(({ clearedAt }) => clearedAt === null),
    reversal: isNews
      ? {
          row: newest,
          unconfirmed: isReversalOpen(newest.status) ? { ...may, isStuck: mayDecideReversal(newest, at) } : null,
        }
      : null,
  }
}
