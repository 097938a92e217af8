import { can, type OrgRole } from '@/lib/orgs/roles'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import type { ReversalKind } from '@/prisma/generated/enums'
import { mayDecide } from './may-decide'
import { hasOpenReversal, hasSecondCharge, offerReversal, type ReversalOffer } from './reversal'
import { isPaid, isUndecided } from './status'

type OfferedPayment = Pick<
  Payment,
  'status' | 'origin' | 'canVoidUntil' | 'estimatedSettleOn' | 'paysimplePaymentId'
> & {
  reversals: readonly Pick<Reversal, 'status'>[]
  duplicateCharges: readonly Pick<DuplicateCharge, 'clearedAt'>[]
}

/** Why a payment can't be voided or refunded, or until when it can be voided. */
export type OfferHint =
  | { kind: 'second_first' }
  | { kind: 'void'; until: Date }
  /** Too late to void, too early to refund. `settles`: "Tuesday", or null when PaySimple hasn't said. */
  | { kind: 'wait'; settles: string | null }
  /** This person's role may not. */
  | { kind: 'refunded_by_others' }

/** What a person can do about a payment now. */
export type PaymentOffers = {
  reverse: ReversalKind | null
  hint: OfferHint | null
  /** Whether to offer a check with PaySimple. What is unconfirmed offers it in its own alert (alertsOf). */
  mayCheck: boolean
  /** Whether it can move to another job; `counts`: it is paid or held there. */
  move: { counts: boolean } | null
  hasReceipt: boolean
  /** Whether its receipt can be emailed, again or to another address. */
  mayEmail: boolean
}

/**
 * What somebody with this role can do about a payment at `at`.
 * @param timeZone the organization's, for the day on which the payment settles
 */
export function offersFor(payment: OfferedPayment, role: OrgRole, timeZone: string, at: Date): PaymentOffers {
  const { status, origin, paysimplePaymentId, reversals, duplicateCharges } = payment
  const offer = offerReversal(payment, reversals, timeZone, at)
  const isBlocked = hasSecondCharge(duplicateCharges)
  const isAllowed = offer !== null && offer.kind !== 'wait' && can(role, PERMISSION[offer.kind])
  const isLinked = origin === 'paysimple'
  return {
    reverse: isAllowed && !isBlocked ? offer.kind : null,
    hint: offer && hintOf(offer, isBlocked, isAllowed),
    mayCheck:
      can(role, 'payments:void') && paysimplePaymentId !== null && !isUndecided(status) && !hasOpenReversal(reversals),
    move: isLinked && mayDecide(role) ? { counts: isPaid(status) || isUndecided(status) } : null,
    hasReceipt: isPaid(status),
    mayEmail: isPaid(status) && can(role, 'emails:send'),
  }
}

const PERMISSION = { void: 'payments:void', refund: 'payments:refund' } as const

function hintOf(offer: ReversalOffer, isBlocked: boolean, isAllowed: boolean): OfferHint | null {
  if (isBlocked) return { kind: 'second_first' }
  if (offer.kind !== 'refund') return offer
  return isAllowed ? null : { kind: 'refunded_by_others' }
}
