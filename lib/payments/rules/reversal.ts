import { dateToDay, dayOf, formatDayNear } from '@/lib/dates'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import type { ReversalStatus } from '@/prisma/generated/enums'

// Giving a payment back: a void before it settles, a refund after. Pure, shared with the screen.

/** Under way, or nobody knows yet whether it was done. */
export const isReversalOpen = (status: ReversalStatus): boolean => status === 'submitting' || status === 'unknown'

/** Whether a void or refund of a payment is under way, or nobody knows yet whether it was done. */
export const hasOpenReversal = (reversals: readonly Pick<Reversal, 'status'>[]): boolean =>
  reversals.some(({ status }) => isReversalOpen(status))

/** PaySimple has taken it: the payment counts no more. */
export const isReversalDone = (status: ReversalStatus): boolean => status === 'done' || status === 'settled'

const NEXT: Record<ReversalStatus, readonly ReversalStatus[]> = {
  submitting: ['unknown', 'not_done', 'done', 'settled'],
  unknown: ['not_done', 'done', 'settled'],
  // Concluded from the payment's reading unchanged: PaySimple may still have been at it.
  not_done: ['done', 'settled'],
  done: ['settled', 'canceled'],
  settled: ['canceled'],
  canceled: [],
}

/** Whether a reversal in state `from` may become `to`. */
export const canReversalBecome = (from: ReversalStatus, to: ReversalStatus): boolean => NEXT[from].includes(to)

/** Whether a payment has another live charge at PaySimple, which is given back before the payment itself can be. */
export const hasSecondCharge = (duplicates: readonly Pick<DuplicateCharge, 'clearedAt'>[]): boolean =>
  duplicates.some(({ clearedAt }) => clearedAt === null)

export type ReversalOffer =
  /** Can be voided until then: the customer is never charged. */
  | { kind: 'void'; until: Date }
  /** Can be given back, whole or in part: the customer sees a credit. */
  | { kind: 'refund' }
  /** Too late for the one and too early for the other. `settles`: "Tuesday", or null when PaySimple has not said. */
  | { kind: 'wait'; settles: string | null }

type Offered = Pick<Payment, 'status' | 'canVoidUntil' | 'estimatedSettleOn' | 'paysimplePaymentId'>

/**
 * What can be done about a payment now: the right one of void and refund (PS-049, PS-050), or null when it cannot be
 * given back because it was not taken, or was given back already.
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
