import { dateToDay, dayOf, formatDayNear } from '@/lib/dates'
import { wordsFor } from '@/lib/payments/words/reasons'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import type { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'
import { isNotCharged, isPaid } from './status'

// Giving a payment back: a void before it settles, a refund after. Pure, shared with the screen.

/** Under way, or nobody knows yet whether it was done. */
export const isReversalOpen = (status: ReversalStatus): boolean => status === 'submitting' || status === 'unknown'

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

export const SECOND_FIRST =
  'PaySimple has two live charges of this payment. The second one is given back first; after that this one can be.'

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
  if (payment.paysimplePaymentId === null || reversals.some(({ status }) => isReversalOpen(status))) return null
  if (payment.status === 'settled') return { kind: 'refund' }
  if (payment.status !== 'authorized') return null
  if (payment.canVoidUntil && payment.canVoidUntil > at) return { kind: 'void', until: payment.canVoidUntil }
  const day = payment.estimatedSettleOn && dateToDay(payment.estimatedSettleOn)
  return { kind: 'wait', settles: day && formatDayNear(day, dayOf(at, timeZone)) }
}

type Pair = Pick<Reversal, 'status' | 'retainedCents' | 'acceptedAt'>

/**
 * How the two movements of a partial refund have come apart, or a refund and its credit:
 * - `not_credited`: PaySimple says that the payment was given back, and that its credit failed
 * - `not_charged`: the whole went back, and what is kept was not charged again
 * - `both_stand`: the refund was voided at PaySimple, and what is kept was charged all the same
 * - `charged_twice`: what is kept was charged twice, because a charge that was taken for absent turned up
 */
export type IncompleteKind = 'not_credited' | 'not_charged' | 'both_stand' | 'charged_twice'

/**
 * A partial refund is two movements: the whole goes back, and what is kept is charged again. How one of them stands
 * without the other while nobody has said that it may stay so; null while they belong together, or are under way.
 * @param original the state of the payment that is refunded
 * @param charges every payment that was to charge again what is kept
 */
export function incompleteKindOf(
  { status, retainedCents, acceptedAt }: Pair,
  original: PaymentStatus,
  charges: readonly { status: PaymentStatus }[],
): IncompleteKind | null {
  if (acceptedAt !== null) return null
  if (status === 'canceled' && original === 'refunded') return 'not_credited'
  if (retainedCents === 0) return null
  const paid = charges.filter((charge) => isPaid(charge.status)).length
  if (paid > 1) return 'charged_twice'
  // One that was charged and given back since, or disputed, belongs to the pair all the same: its own state tells the rest.
  if (isReversalDone(status)) return charges.every((charge) => isNotCharged(charge.status)) ? 'not_charged' : null
  return status === 'canceled' && paid > 0 && isPaid(original) ? 'both_stand' : null
}

/** A refund that has come apart, as a screen tells it. */
export type IncompleteRefund = {
  reversalId: string
  incompleteKind: IncompleteKind
  retainedCents: number
  /** The payments that charge again what is kept. */
  chargeIds: string[]
  /** Why what is kept was not charged again: "Not enough money in the account". */
  why: string | null
}

type KeptCharge = Pick<Payment, 'id' | 'reversalId' | 'status' | 'reason' | 'method' | 'createdAt'>

/** How a refund has come apart, or null; of what `charges` charge again its own are looked at only. */
export function incompleteRefund(
  reversal: Pair & { id: string },
  original: PaymentStatus,
  charges: readonly KeptCharge[],
): IncompleteRefund | null {
  const ours = charges
    .filter(({ reversalId }) => reversalId === reversal.id)
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const incompleteKind = incompleteKindOf(reversal, original, ours)
  if (!incompleteKind) return null
  const last = ours.at(-1)
  return {
    reversalId: reversal.id,
    incompleteKind,
    retainedCents: reversal.retainedCents,
    chargeIds: ours.filter(({ status }) => isPaid(status)).map(({ id }) => id),
    why: incompleteKind === 'not_charged' && last ? wordsFor(last.reason, last.method).title : null,
  }
}
