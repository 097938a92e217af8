import 'server-only'
import { env, isLocal } from '@/lib/env'

// The waits on which the promises of lib/payments/README.md rest. All in milliseconds.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** From the payment's row to the last instant at which its charge may still be sent. */
export const SEND_WINDOW = MINUTE

/** How long one charge may take to be answered: the client's deadline for each call (lib/orgs/integration.ts). */
const chargeDeadline = () => env().PAYSIMPLE_TIMEOUT_SECONDS * SECOND

/**
 * PaySimple may finish a charge after we gave up waiting, and show it in lists later still. Only this long after the
 * last instant at which a charge could have been under way does "not in the list" mean "never taken".
 */
export const absenceProvenAfter = () => SEND_WINDOW + chargeDeadline() + 5 * MINUTE

/** The first look at a payment whose click has not come back: harmless when it is merely slow. */
export const FIRST_LOOK = 10 * SECOND

/** After a payment was concluded absent, PaySimple is asked once more, in case it was later still. */
export const LOOK_AFTER_ABSENCE = HOUR

/** A payment still in doubt after this long is shown to a person; asking goes on. */
export const NEEDS_PERSON_AFTER = 24 * HOUR

/** How long until PaySimple is asked again about a payment in doubt of this age. */
export function nextLook(age: number): number {
  if (age < 2 * MINUTE) return 2 * SECOND
  if (age < 10 * MINUTE) return 10 * SECOND
  if (age < HOUR) return MINUTE
  return 15 * MINUTE
}

/** How often authorized payments are compared with PaySimple until they have settled. On a developer's machine the sandbox's clock is moved by hand. */
export const syncInterval = () => (isLocal() ? 10 * SECOND : 15 * MINUTE)
