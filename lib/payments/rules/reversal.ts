import { dateToDay, dayOf, formatDayNear } from '@/lib/dates'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import type { ReversalStatus } from '@/prisma/generated/enums'

// Reversals: a void before a payment settles, a refund after. Pure, shared with the screen.

/** Whether a reversal is under way, or unconfirmed. */
export const isReversalOpen = (status: ReversalStatus): boolean => status === 'submitting' || status === 'unknown'

/** Whether one of a payment's reversals is under way, or unconfirmed. */
export const hasOpenReversal = (reversals: readonly Pick<Reversal, 'status'>[]): boolean =>
  reversals.some(({ status }) => isReversalOpen(status))

/** Whether PaySimple did it, so that the payment no longer counts. */
export const isReversalDone = (status: ReversalStatus): boolean => status === 'done' || status === 'settled'

const NEXT: Record<ReversalStatus, readonly ReversalStatus[]> = {
  submitting: ['unknown', 'not_done', 'done', 'settled'],
  unknown: ['not_done', 'done', 'settled'],
  // Concluded from an unchanged payment: PaySimple may still have been working on it.
  not_done: ['done', 'settled'],
  done: ['settled', 'canceled'],
  settled: ['canceled'],
  canceled: [],
}

/** Whether a reversal in state `from` may become `to`. */
export const canReversalBecome = (from: ReversalStatus, to: ReversalStatus): boolean => NEXT[from].includes(to)

/** Whether a payment has a duplicate charge, which must be voided or refunded before the payment itself. */
export const hasSecondCharge = (duplicates: readonly Pick<DuplicateCharge, 'clearedAt'>[]): boolean =>
  duplicates.some(({ clearedAt }) => clearedAt === null)

export type ReversalOffer =
  /** It can be voided until then: the customer is never charged. */
  | { kind: 'void'; until: Date }
  /** It can be refunded, all or part of it: the customer sees a credit. */
  | { kind: 'refund' }
  /** Too late to void, too early to refund. `settles`: "Tuesday", or null when PaySimple hasn't said. */
  | { kind: 'wait'; settles: string | null }

type Offered = Pick<Payment, 'status' | 'canVoidUntil' | 'estimatedSettleOn' | 'paysimplePaymentId'>

/**
 * What a payment can be offered at `at`: a void, a refund, or a wait (PS-049, PS-050). Null when it can't be reversed: it
 * wasn't charged, was already reversed, or a reversal is open.
 */
export function offerReversal(
  payment: Offered,
  reversals: readonly Pick<Reversal, 'status'>[],
  timeZone: string,
  at: Date,
): ReversalOffer | null {
  if (payment.paysimplePaymentId === null || hasOpenReversal(reversals)) return null
  if (payment.status === 'settled') return { kind: 'refund' }
  if (payment.status !== 'authorized') return null
  if (payment.canVoidUntil && payment.canVoidUntil > at) return { kind: 'void', until: payment.canVoidUntil }
  const day = payment.estimatedSettleOn && dateToDay(payment.estimatedSettleOn)
  return { kind: 'wait', settles: day && formatDayNear(day, dayOf(at, timeZone)) }
}
