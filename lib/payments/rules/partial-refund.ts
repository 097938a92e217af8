import type { Reversal } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { isReversalDone } from './reversal'
import { isNotCharged, isPaid } from './status'

// A partial refund is two movements: the whole payment is refunded, and the retained amount is recharged. Pure.

/** The parts of a reversal that decide whether it is complete. */
export type RefundPair = Pick<Reversal, 'status' | 'retainedCents' | 'acceptedAt'>

/**
 * How a refund is incomplete:
 * - `not_credited`: PaySimple says that the payment is refunded, and that its credit failed
 * - `not_charged`: the whole payment was refunded, and the retained amount was not recharged
 * - `both_stand`: the refund was canceled at PaySimple, and the retained amount was recharged all the same
 * - `charged_twice`: the retained amount was recharged twice, because a charge concluded absent showed up
 */
export type IncompleteKind = 'not_credited' | 'not_charged' | 'both_stand' | 'charged_twice'

/**
 * How a refund is incomplete; null while it is complete or under way, and once a person has accepted it as it is.
 * @param original the state of the refunded payment
 * @param charges every payment that recharges its retained amount, in any state
 */
export function incompleteKindOf(
  { status, retainedCents, acceptedAt }: RefundPair,
  original: PaymentStatus,
  charges: readonly { status: PaymentStatus }[],
): IncompleteKind | null {
  if (acceptedAt !== null) return null
  if (status === 'canceled' && original === 'refunded') return 'not_credited'
  if (retainedCents === 0) return null
  const paid = charges.filter((charge) => isPaid(charge.status)).length
  if (paid > 1) return 'charged_twice'
  // A recharge that was reversed or disputed since still completes the refund: its own state tells the rest.
  if (isReversalDone(status)) return charges.every((charge) => isNotCharged(charge.status)) ? 'not_charged' : null
  return status === 'canceled' && paid > 0 && isPaid(original) ? 'both_stand' : null
}
