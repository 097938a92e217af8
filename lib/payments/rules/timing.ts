import 'server-only'
import { env, isLocal } from '@/lib/env'

// The waits on which the promises of lib/payments/README.md rest. All in milliseconds.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** From the payment's row to the last instant at which its charge may be sent. */
export const SEND_WINDOW = MINUTE

/** How long the database's permission to send a charge holds. After that it is asked again. */
export const CHECK_HOLDS = 200

/** How long PaySimple may take to answer one charge: the client's deadline for each call (lib/integration/integration.ts). */
const chargeDeadline = () => env().PAYSIMPLE_TIMEOUT_SECONDS * SECOND

/**
 * PaySimple may finish a charge after we stop waiting, and show it in lists even later. "Not in the list" means "never
 * charged" only this long after `sendBy`, the last instant at which it may have been sent.
 */
export const absenceProvenAfter = () => chargeDeadline() + 5 * MINUTE

/** The first check of a payment whose click hasn't come back. It does no harm when the click is only slow. */
export const FIRST_CHECK = 5 * SECOND

/** PaySimple answered that a charge is a repeat, so it is no longer under way: only its lists may be late. */
export const DUPLICATE_ABSENT_AFTER = MINUTE

/** After a payment is concluded absent, PaySimple is checked once more, in case it was even later. */
export const CHECK_AFTER_ABSENCE = HOUR

/** A payment still unconfirmed after this long is shown to a person. Checking goes on. */
export const NEEDS_PERSON_AFTER = 24 * HOUR

/** What a partial refund keeps is charged again within this long after the refund, or not without being asked again. */
const RECHARGE_WITHIN = 24 * HOUR

/** Whether it is too late to recharge what a partial refund of that instant keeps without being asked again. */
export const isRechargeTooLate = (createdAt: Date, at: Date): boolean =>
  at.getTime() - createdAt.getTime() >= RECHARGE_WITHIN

/** A refund concluded not done that proves to be done within this long was ours. Later it is somebody else's. */
export const LATE_REVERSAL_WITHIN = 24 * HOUR

/** The customer's email about a partial refund goes out when both halves are certain, or after this long. */
export const PARTIAL_REFUND_EMAIL_AFTER = HOUR

/** A payment still unconfirmed after this long may be decided by a person who looked it up. */
export const DECIDE_AFTER = 30 * MINUTE

/**
 * The wait until the next check of an unconfirmed payment of this age. Short while PaySimple's answer is probably under
 * way, so that a charge it shows late is seen within 15 seconds. On a bad day hundreds are unconfirmed at once, and each
 * is checked. While PaySimple doesn't answer at all the wait stays short, because somebody at a kitchen table waits for
 * its first answer.
 */
export function nextCheckIn(age: number, answered = true): number {
  if (age < 15 * SECOND) return 2 * SECOND
  if (age < 2 * MINUTE) return 5 * SECOND
  if (age < 20 * MINUTE || !answered) return 10 * SECOND
  if (age < HOUR) return MINUTE
  return 15 * MINUTE
}

/**
 * How often an organization's payments are compared with PaySimple: more often while some haven't settled. On a
 * developer's machine the sandbox's clock is moved by hand, and somebody is watching.
 */
export function syncInterval(someOpen: boolean): number {
  if (isLocal()) return someOpen ? 5 * SECOND : 20 * SECOND
  return someOpen ? 15 * MINUTE : HOUR
}

/** The wait after this many rounds in a row without an answer from PaySimple. */
export const syncBackOff = (failures: number) => Math.min(syncInterval(true) * 2 ** Math.min(failures, 10), HOUR)
