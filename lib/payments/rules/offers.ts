import { can, canVoid, type OrgRole } from '@/lib/orgs/roles'
import type { DuplicateCharge, Payment, Reversal } from '@/prisma/generated/client'
import type { ReversalKind } from '@/prisma/generated/enums'
import { mayDecide } from './may-decide'
import { hasOpenReversal, hasSecondCharge, offerReversal, type ReversalOffer } from './reversal'
import { isPaid, isUndecided } from './status'

type OfferedPayment = Pick<
  Payment,
  | 'status'
  | 'origin'
  | 'canVoidUntil'
  | 'estimatedSettleOn'
  | 'paysimplePaymentId'
  | 'takenById'
  | 'takenByName'
  | 'linkId'
> & {
  reversals: readonly Pick<Reversal, 'status'>[]
  duplicateCharges: readonly Pick<DuplicateCharge, 'clearedAt'>[]
}

/** Somebody who looks at a payment. */
type Who = { role: OrgRole; user: { id: string } }

/** Why a payment can't be voided or refunded, or until when it can be voided. */
export type OfferHint =
  | { kind: 'second_first' }
  | { kind: 'void'; until: Date }
  /** Too late to void, too early to refund. `settles`: "Tuesday", or null when PaySimple hasn't said. */
  | { kind: 'wait'; settles: string | null }
  /** This person's role may not. */
  | { kind: 'refunded_by_others' }
  /** Somebody else took it, and this person's role voids only their own. */
  | { kind: 'voided_by_others'; takenByName: string; byLink: boolean }

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
 * What somebody can do about a payment at `at`.
 * @param timeZone the organization's, for the day on which the payment settles
 */
export function offersFor(payment: OfferedPayment, who: Who, timeZone: string, at: Date): PaymentOffers {
  const { role } = who
  const { status, origin, paysimplePaymentId, reversals, duplicateCharges } = payment
  const offer = offerReversal(payment, reversals, timeZone, at)
  const isBlocked = hasSecondCharge(duplicateCharges)
  const isAllowed =
    offer?.kind === 'void' ? canVoid(who, payment.takenById) : offer?.kind === 'refund' && can(role, 'payments:refund')
  const isLinked = origin === 'paysimple'
  return {
    reverse: offer && offer.kind !== 'wait' && isAllowed && !isBlocked ? offer.kind : null,
    hint: offer && hintOf(offer, payment, isBlocked, isAllowed),
    mayCheck:
      can(role, 'payments:void') && paysimplePaymentId !== null && !isUndecided(status) && !hasOpenReversal(reversals),
    move: isLinked && mayDecide(role) ? { counts: isPaid(status) || isUndecided(status) } : null,
    hasReceipt: isPaid(status),
    mayEmail: isPaid(status) && can(role, 'emails:send'),
  }
}

function hintOf(
  offer: ReversalOffer,
  { takenByName, linkId }: OfferedPayment,
  isBlocked: boolean,
  isAllowed: boolean,
): OfferHint | null {
  if (isBlocked) return { kind: 'second_first' }
  if (offer.kind === 'void' && !isAllowed) return { kind: 'voided_by_others', takenByName, byLink: linkId !== null }
  if (offer.kind !== 'refund') return offer
  return isAllowed ? null : { kind: 'refunded_by_others' }
}
