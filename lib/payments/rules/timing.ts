import 'server-only'
import { env, isLocal } from '@/lib/env'

// The waits on which the promises of lib/payments/README.md rest. All in milliseconds.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** From the payment's row to the last instant at which its charge may still be sent. */
export const SEND_WINDOW = MINUTE

/** So long the database's word that a charge may still be sent holds; then it is asked again. */
export const CHECK_HOLDS = 200

/** How long one charge may take to be answered: the client's deadline for each call (lib/integration/integration.ts). */
const chargeDeadline = () => env().PAYSIMPLE_TIMEOUT_SECONDS * SECOND

/**
 * PaySimple may finish a charge after we gave up waiting, and show it in lists later still. Only this long after
 * `sendBy`, the last instant at which it may have been sent, does "not in the list" mean "never taken".
 */
export const absenceProvenAfter = () => chargeDeadline() + 5 * MINUTE

/** The first look at a payment whose click has not come back: harmless when it is merely slow. */
export const FIRST_CHECK = 5 * SECOND

/** PaySimple has answered that a charge is a repeat, so it is not under way any more: only its lists may be late. */
export const DUPLICATE_ABSENT_AFTER = MINUTE

/** After a payment was concluded absent, PaySimple is asked once more, in case it was later still. */
export const CHECK_AFTER_ABSENCE = HOUR

/** A payment still in doubt after this long is shown to a person; asking goes on. */
export const NEEDS_PERSON_AFTER = 24 * HOUR

/** What a partial refund keeps is charged again within this long after the refund, or not without being asked again. */
const RECHARGE_WITHIN = 24 * HOUR

/** Whether it is too late to charge again what a partial refund of that instant keeps, without being asked again. */
export const isRechargeTooLate = (createdAt: Date, at: Date): boolean =>
  at.getTime() - createdAt.getTime() >= RECHARGE_WITHIN

/** A refund that was given up and turns out to be done within this long was ours; later it is somebody else's. */
export const LATE_REVERSAL_WITHIN = 24 * HOUR

/** The customer hears of a partial refund when both halves are certain, or after this long. */
export const PARTIAL_REFUND_EMAIL_AFTER = HOUR

/** A payment still in doubt after this long may be decided by a person who has looked it up. */
export const DECIDE_AFTER = 30 * MINUTE

/**
 * How long until PaySimple is asked again about a payment in doubt of this age: soon, while its answer is likely to be
 * under way, and never so rarely at first that a charge it shows late would stay unseen for 15 seconds. On a bad day
 * hundreds are in doubt at once, and each is asked about. While it does not answer at all it is asked often, because its first answer after a failure is what somebody at a kitchen table waits for.
 */
export function nextCheckIn(age: number, answered = true): number {
  if (age < 15 * SECOND) return 2 * SECOND
  if (age < 2 * MINUTE) return 5 * SECOND
  if (age < 20 * MINUTE || !answered) return 10 * SECOND
  if (age < HOUR) return MINUTE
  return 15 * MINUTE
}

/**
 * How often an organization's payments are compared with PaySimple: more often while some have not settled. On a
 * developer's machine the sandbox's clock is moved by hand, and somebody is watching.
 */
export function syncInterval(someOpen: boolean): number {
  if (isLocal()) return someOpen ? 5 * SECOND : 20 * SECOND
  return someOpen ? 15 * MINUTE : HOUR
}

/** The wait after so many rounds in a row that PaySimple has not answered. */
export const syncBackOff = (failures: number) => Math.min(syncInterval(true) * 2 ** Math.min(failures, 10), HOUR)
