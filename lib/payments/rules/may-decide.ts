import { can, type OrgRole } from '@/lib/orgs/roles'
import type { Payment, Prisma, Reversal } from '@/prisma/generated/client'
import { isReversalOpen } from './reversal'
import { isUndecided } from './status'
import { DECIDE_AFTER } from './timing'

// Who may decide what PaySimple doesn't say, and when: once checking hasn't helped. The rules about time stand here twice,
// for a row and for the database. may-decide.test.ts holds the two together.

/** Owners and admins decide. The actions name the same permission. */
export const mayDecide = (role: OrgRole): boolean => can(role, 'payments:resolve')

/** PaySimple answered that it can't say: checking again doesn't help. */
const CANNOT_SAY = ['pending', 'strange_status']

type UndecidedPayment = Pick<Payment, 'status' | 'needsPersonAt' | 'reason' | 'createdAt'>
type UndecidedReversal = Pick<Reversal, 'status' | 'needsPersonAt' | 'createdAt'>

const isOld = ({ createdAt }: { createdAt: Date }, at: Date) => at.getTime() - createdAt.getTime() > DECIDE_AFTER
const old = (at: Date) => ({ createdAt: { lt: new Date(at.getTime() - DECIDE_AFTER) } })

/** Whether a person may decide an unconfirmed payment at `at`. */
export const mayDecidePayment = (payment: UndecidedPayment, at: Date): boolean =>
  isUndecided(payment.status) &&
  (payment.needsPersonAt !== null || CANNOT_SAY.includes(payment.reason ?? '') || isOld(payment, at))

/** The payments for which `mayDecidePayment` is true. */
export const decidablePayments = (orgId: string, at: Date): Prisma.PaymentWhereInput => ({
  orgId,
  status: { in: ['submitting', 'unknown'] },
  OR: [{ needsPersonAt: { not: null } }, { reason: { in: CANNOT_SAY } }, old(at)],
})

/** Whether a person may decide an unconfirmed void or refund at `at`. */
export const mayDecideReversal = (reversal: UndecidedReversal, at: Date): boolean =>
  isReversalOpen(reversal.status) && (reversal.needsPersonAt !== null || isOld(reversal, at))

/** The voids and refunds for which `mayDecideReversal` is true. */
export const decidableReversals = (orgId: string, at: Date): Prisma.ReversalWhereInput => ({
  orgId,
  status: { in: ['submitting', 'unknown'] },
  OR: [{ needsPersonAt: { not: null } }, old(at)],
})
