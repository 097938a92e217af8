import type { Payment, Prisma, Reversal } from '@/prisma/generated/client'
import { isReversalOpen } from './reversal'
import { isUndecided } from './status'
import { DECIDE_AFTER } from './timing'

// When a person may decide what PaySimple does not tell: asking has not helped. Each rule stands here twice, for a row
// at hand and for the database; may-decide.test.ts holds the two together.

/** PaySimple has answered, and cannot say itself: asking again does not help. */
const CANNOT_SAY = ['pending', 'strange_status']

type UndecidedPayment = Pick<Payment, 'status' | 'needsPersonAt' | 'reason' | 'createdAt'>
type UndecidedReversal = Pick<Reversal, 'status' | 'needsPersonAt' | 'createdAt'>

const isOld = ({ createdAt }: { createdAt: Date }, at: Date) => at.getTime() - createdAt.getTime() > DECIDE_AFTER
const old = (at: Date) => ({ createdAt: { lt: new Date(at.getTime() - DECIDE_AFTER) } })

/** Whether a person may say what became of an unconfirmed payment. */
export const mayDecidePayment = (payment: UndecidedPayment, at: Date): boolean =>
  isUndecided(payment.status) &&
  (payment.needsPersonAt !== null || CANNOT_SAY.includes(payment.reason ?? '') || isOld(payment, at))

/** The payments of which `mayDecidePayment` is true. */
export const decidablePayments = (orgId: string, at: Date): Prisma.PaymentWhereInput => ({
  orgId,
  status: { in: ['submitting', 'unknown'] },
  OR: [{ needsPersonAt: { not: null } }, { reason: { in: CANNOT_SAY } }, old(at)],
})

/** Whether a person may say what became of an unconfirmed void or refund. */
export const mayDecideReversal = (reversal: UndecidedReversal, at: Date): boolean =>
  isReversalOpen(reversal.status) && (reversal.needsPersonAt !== null || isOld(reversal, at))

/** The voids and refunds of which `mayDecideReversal` is true. */
export const decidableReversals = (orgId: string, at: Date): Prisma.ReversalWhereInput => ({
  orgId,
  status: { in: ['submitting', 'unknown'] },
  OR: [{ needsPersonAt: { not: null } }, old(at)],
})
