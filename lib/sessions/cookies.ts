import 'server-only'
import { cookies } from 'next/headers'
import { markDevice } from './device'
import { makeHalfToken, readHalfToken } from './half-sign-in'
import type { StartedSession } from './session-record'
import { cookieName, isEncrypted, makeToken, type Session, sessionCookie } from './session-token'

// The cookies that an action sets: which session the browser is in, and which accounts it has signed in to.

const YEAR = 365 * 24 * 60 * 60
const deviceCookie = () => cookieName('device')

/** What all of our cookies have. Lax: a link in an email leads a signed-in person to its page. */
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isEncrypted() }) as const

/** Those of the versions before, which name no session of this one. */
const OLD = /^(?:__(?:Host|Secure)-)?authjs\./

async function removeOldCookies(): Promise<void> {
  const all = await cookies()
  for (const { name } of all.getAll())
    if (OLD.test(name)) all.delete({ name, path: '/', secure: name.startsWith('__') })
}

/** Has the browser be in a session, until that ends in any case. */
export async function setSessionCookie({ userId, id, expiresAt }: StartedSession): Promise<void> {
  const token = makeToken({ userId, id, exp: Math.floor(expiresAt.getTime() / 1000) })
  ;(await cookies()).set(sessionCookie(), token, { ...cookieOptions(), expires: expiresAt })
  await removeOldCookies()
}

/** Has the browser be in no session. It goes on to know the accounts that it has signed in to. */
export async function clearSessionCookie(): Promise<void> {
  ;(await cookies()).delete({ name: sessionCookie(), ...cookieOptions() })
  await removeOldCookies()
}

const halfCookie = () => cookieName('half')

/** Has the browser be half signed in: the second step is still to be given. */
export async function setHalfCookie(half: StartedSession): Promise<void> {
  ;(await cookies()).set(halfCookie(), makeHalfToken(half), { ...cookieOptions(), expires: half.expiresAt })
}

export async function clearHalfCookie(): Promise<void> {
  ;(await cookies()).delete({ name: halfCookie(), ...cookieOptions() })
}

/** Returns which half sign-in the browser is in, or null. */
export async function readHalfCookie(): Promise<Session | null> {
  const token = (await cookies()).get(halfCookie())?.value
  return token ? readHalfToken(token) : null
}

const passkeyCookie = () => cookieName('passkey')

/** Names this browser for as long as it signs in by a passkey alone. */
export async function setPasskeyCookie(id: string): Promise<void> {
  ;(await cookies()).set(passkeyCookie(), id, { ...cookieOptions(), maxAge: 5 * 60 })
}

/** Returns that name, once. */
export async function takePasskeyCookie(): Promise<string | null> {
  const all = await cookies()
  const id = all.get(passkeyCookie())?.value ?? null
  if (id !== null) all.delete({ name: passkeyCookie(), ...cookieOptions() })
  return id
}

/** What the browser says of the accounts that it has signed in to. */
export const readDeviceCookie = async () => (await cookies()).get(deviceCookie())?.value ?? ''

/** Has the browser remember that it signed in to this account. */
export async function rememberDevice(email: string): Promise<void> {
  const value = markDevice(email, await readDeviceCookie())
  ;(await cookies()).set(deviceCookie(), value, { ...cookieOptions(), maxAge: YEAR })
}
