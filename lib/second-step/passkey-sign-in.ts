import 'server-only'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { forUser } from '@/lib/db'
import { networkOf, type RequestSource } from '@/lib/request-source'
import { type Limit, overLimit, returnLimits, takeLimits } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import { beginSession } from '@/lib/sessions/begin-session'
import { knownDevice } from '@/lib/sessions/device'
import type { StartedSession } from '@/lib/sessions/session-record'
import { authenticationOptions, usePasskey } from './passkeys'

// A passkey alone is both steps: the device, and the fingerprint, face or PIN that opens it.

/** Nobody guesses a passkey; this keeps our server from checking signatures all day. */
const ofPlace = (address: string): Limit => ({
  ...{ name: 'passkey from address', of: networkOf(address), most: 60, seconds: 15 * 60 },
})

/** What any passkey is to sign. @returns null where too many were asked for from there */
export async function beginPasskeySignIn(browser: string, { address }: RequestSource) {
  if (overLimit(await takeLimits([ofPlace(address)]))) return null
  return authenticationOptions({ purpose: 'sign in', of: browser }, null)
}

type From = { source: RequestSource; deviceCookie: string }

/**
 * Begins the session of a passkey's owner. What asks for the password again asks it here, too: it wasn't given.
 * @returns null where the passkey isn't known or doesn't fit
 */
export async function signInByPasskey(
  response: AuthenticationResponseJSON,
  browser: string,
  { source, deviceCookie }: From,
): Promise<{ session: StartedSession; email: string } | null> {
  const userId = await usePasskey(response, { purpose: 'sign in', of: browser }, null)
  const user =
    userId && (await forUser(userId, (tx) => tx.user.findUnique({ where: { id: userId, disabledAt: null } })))
  if (!user) {
    await recordSecurity({ event: 'second_step_refused', detail: 'Passkey alone' }, source)
    return null
  }
  await returnLimits([ofPlace(source.address)])
  const isNewDevice = knownDevice(user.email, deviceCookie) === null
  const given = { passwordAt: new Date(0), secondStepAt: new Date() }
  const session = await beginSession({ user, source, isNewDevice, given })
  const detail = 'Passkey alone'
  await recordSecurity({ event: 'second_step_given', userId: user.id, sessionId: session.id, detail }, source)
  return { session, email: user.email }
}
