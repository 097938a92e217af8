import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { purposeKey } from '@/lib/purpose-key'
import { cookieName, isEncrypted } from './session-token'

// A browser that has signed in to an account keeps a cookie that says so. It opens nothing: it only keeps somebody else's
// guesses from slowing its owner down.

const YEAR = 365 * 24 * 60 * 60
const MOST_ACCOUNTS = 5
const nameOf = () => cookieName('device')

/** `<the device's id>~<a keyed hash of it and the account>` */
function markOf(email: string, id: string): string {
  const hash = createHmac('sha256', purposeKey('plumbline known device')).update(`${id}\0${email}`).digest('base64url')
  return `${id}~${hash.slice(0, 22)}`
}

const isMarkOf = (email: string, mark: string): boolean => {
  const given = Buffer.from(mark)
  const right = Buffer.from(markOf(email, mark.split('~')[0] ?? ''))
  return given.length === right.length && timingSafeEqual(given, right)
}

const marks = async () => (await cookies()).get(nameOf())?.value.split('.').slice(0, MOST_ACCOUNTS) ?? []

/** Returns the id of a browser that has signed in to this account before, or null. */
export async function knownDevice(email: string): Promise<string | null> {
  return (await marks()).find((mark) => isMarkOf(email, mark))?.split('~')[0] ?? null
}

/** Has the browser remember that it signed in to this account. */
export async function rememberDevice(email: string): Promise<void> {
  const known = (await marks()).filter((mark) => !isMarkOf(email, mark))
  const value = [markOf(email, randomBytes(9).toString('base64url')), ...known].slice(0, MOST_ACCOUNTS).join('.')
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isEncrypted(), maxAge: YEAR } as const
  ;(await cookies()).set(nameOf(), value, options)
}
