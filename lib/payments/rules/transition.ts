import 'server-only'
import type { Payment, Reversal } from '@/prisma/generated/client'
import type { EmailKind, PaymentStatus } from '@/prisma/generated/enums'
import { type Outcome, outranks } from './outcome'
import { isReversalDone, isReversalOpen } from './reversal'
import { contradicts, isConcludedAbsent, isFollowed, isPaid, isUndecided } from './status'
import { CHECK_AFTER_ABSENCE, LATE_REVERSAL_WITHIN, nextCheckIn } from './timing'

// What an outcome that somebody has learned does to a payment and to its reversal, and what follows from it. Pure:
// lib/payments/record writes what is decided here, under the payment's lock.

/**
 * - `move`: the payment comes into another state
 * - `refresh`: the same state again, which may still bring news: PaySimple's id of an unconfirmed payment, a later
 *   settlement date
 * - `note`: PaySimple says what is not known here, or does not fit: its word alone is written, for a person to see
 * - `keep`: nothing is written
 */
export type Transition = 'move' | 'refresh' | 'note' | 'keep'

type Standing = Pick<Payment, 'status' | 'statusAt' | 'reason' | 'paysimplePaymentId' | 'paysimpleStatus'>

/**
 * Decides what an outcome does to a payment.
 * @param before the payment as it stands now
 * @param readAt an instant before PaySimple was asked; none where PaySimple answered to what we have just had it do
 */
export function decideTransition(before: Standing, outcome: Outcome, readAt?: Date): Transition {
  const { status, reason, facts } = outcome
  // Another one tells of a second record of the payment at PaySimple (duplicate-charges.ts).
  const known = isUndecided(before.status) || isConcludedAbsent(before) ? null : before.paysimplePaymentId
  if (known !== null && facts && facts.paysimplePaymentId !== known) return 'keep'
  // What was asked before the payment came into its present state may be older than that state.
  const isOld = readAt !== undefined && readAt <= before.statusAt
  const isStale = isOld && isFollowed(before.status)
  if (outranks(outcome, before) && !isStale) return 'move'
  if (before.status === status) return 'refresh'
  const isUnfit = reason === 'strange_status' || (facts !== undefined && contradicts(before.status, status))
  const isNews = facts !== undefined && facts.paysimpleStatus !== before.paysimpleStatus
  return isUnfit && isNews && !isOld ? 'note' : 'keep'
}

/** How long until PaySimple is asked about a payment that has just come into this state; null where it is not. */
export function firstCheckIn(payment: Pick<Payment, 'status' | 'reason'>): number | null {
  if (isUndecided(payment.status)) return nextCheckIn(0)
  return isConcludedAbsent(payment) ? CHECK_AFTER_ABSENCE : null
}

/** Whether PaySimple is asked about a payment: an unconfirmed one, and once more one that was concluded absent. */
export const isAskedAbout = (payment: Pick<Payment, 'status' | 'reason'>): boolean =>
  isUndecided(payment.status) || isConcludedAbsent(payment)

/**
 * How long until PaySimple is asked again about a payment that its answer, or the lack of one, has not decided.
 * @param age since the payment began, in milliseconds
 */
export const nextCheckOf = (status: PaymentStatus, age: number, answered: boolean): number =>
  // For the last check of what was concluded already nobody waits.
  isUndecided(status) ? nextCheckIn(age, answered) : nextCheckIn(Number.POSITIVE_INFINITY)

/** The email that the customer is due when a payment comes from one state into another, or stays; null for none. */
export function emailAbout(before: PaymentStatus, status: PaymentStatus): EmailKind | null {
  if (isPaid(status)) return 'receipt'
  return (status === 'voided' || status === 'refunded') && isPaid(before) ? status : null
}

/** What the new state of a payment says of its reversal: that it is done, that the payment counts again, or nothing. */
export function saidOfReversal({ status, creditId }: Outcome, before: PaymentStatus): 'done' | 'canceled' | null {
  // A payment that was disputed or returned since still names the credit by which it had been refunded.
  if (status === 'voided' || status === 'refunded' || creditId !== undefined) return 'done'
  return status === 'settled' && before !== 'authorized' ? 'canceled' : null
}

type Candidate = Pick<Reversal, 'kind' | 'status' | 'reason' | 'sendBy' | 'retainedCents'>

/** `recharges`: what it retains is charged again. */
export type ReversalTurn<R> = { reversal: R; to: 'done' | 'canceled'; recharges: boolean }

/**
 * Decides which reversal of a payment turns because the payment has come into another state.
 * @param reversals all of the payment, the newest first
 * @param before the state that the payment was in
 * @returns null where none does: it was done in PaySimple
 */
export function decideReversalTurn<R extends Candidate>(
  reversals: readonly R[],
  outcome: Outcome,
  before: PaymentStatus,
  at: Date,
): ReversalTurn<R> | null {
  const said = saidOfReversal(outcome, before)
  if (said === null) return null
  if (said === 'canceled') {
    const done = reversals.find(({ status }) => isReversalDone(status))
    return done ? { reversal: done, to: 'canceled', recharges: false } : null
  }
  const kind = outcome.status === 'voided' ? 'void' : 'refund'
  const ofKind = reversals.filter((reversal) => reversal.kind === kind)
  if (ofKind.some(({ status }) => isReversalDone(status))) return null
  const open = ofKind.find(({ status }) => isReversalOpen(status))
  if (open) {
    // A person who says that it was done says nothing of the rest, and what is disputed is not charged again by itself.
    const mayCharge = outcome.status === 'refunded' && outcome.reason !== 'person'
    return { reversal: open, to: 'done', recharges: open.retainedCents > 0 && mayCharge }
  }
  // One that was given up and done all the same. What it retains is not charged again so late without being asked.
  const late = ofKind.find(
    ({ status, reason, sendBy }) =>
      status === 'not_done' &&
      (reason === 'absent' || reason === 'person') &&
      at.getTime() - sendBy.getTime() < LATE_REVERSAL_WITHIN,
  )
  return late ? { reversal: late, to: 'done', recharges: false } : null
}
