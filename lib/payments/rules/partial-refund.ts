import type { Reversal } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { isReversalDone } from './reversal'
import { isNotCharged, isPaid } from './status'

// A partial refund is two movements: the whole is refunded, and the retained amount is recharged. Pure.

/** What of a reversal decides whether it is complete. */
export type RefundPair = Pick<Reversal, 'status' | 'retainedCents' | 'acceptedAt'>

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
  { status, retainedCents, acceptedAt }: RefundPair,
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
