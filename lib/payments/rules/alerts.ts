import { can, type OrgRole } from '@/lib/orgs/roles'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import { mayDecidePayment, mayDecideReversal } from './may-decide'
import { isReversalDone, isReversalOpen } from './reversal'
import { isNotCharged, isPaid, isReversed, isUndecided } from './status'

type AlertedPayment<R, D> = Pick<Payment, 'status' | 'needsPersonAt' | 'reason' | 'createdAt'> & {
  /** The oldest first. */
  reversals: readonly R[]
  duplicateCharges: readonly D[]
}

/** What can be done about what PaySimple has not confirmed. */
type Unconfirmed = {
  /** Whether this person may have PaySimple asked. */
  mayCheck: boolean
  /** Whether asking has not helped, so that a person may decide. */
  isStuck: boolean
  /** Whether this person may be the one. */
  mayDecide: boolean
}

/** What of a payment is wrong, or not known. */
export type PaymentAlerts<R, D> = {
  /** Nobody knows yet whether it was charged. */
  unconfirmed: Unconfirmed | null
  isNotCharged: boolean
  /** Live charges at PaySimple beside the payment's own. */
  secondCharges: D[]
  /** The newest void or refund, while it is news; `unconfirmed`: nobody knows yet whether it was done. */
  reversal: { row: R; unconfirmed: Unconfirmed | null } | null
}

/** What somebody with this role is to know of a payment at `at`, and what they can do about it. */
export function alertsOf<
  R extends Pick<Reversal, 'status' | 'needsPersonAt' | 'createdAt'>,
  D extends Pick<DuplicateCharge, 'clearedAt'>,
>(payment: AlertedPayment<R, D>, role: OrgRole, at: Date): PaymentAlerts<R, D> {
  const { status, reversals, duplicateCharges } = payment
  const may = { mayCheck: can(role, 'payments:void'), mayDecide: can(role, 'payments:resolve') }
  const newest = reversals.at(-1)
  // One that was not done matters as long as there is something to give back.
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
