import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { purposeKey, purposeKeys } from '@/lib/purpose-key'

// The token of a session, as its cookie has it: whose it is and which, until when at most, signed. A token alone opens
// nothing: whether its session goes on, the database says (session-record.ts). The signature keeps strangers from asking
// it.

export type Session = {
  userId: string
  /** The session's id. */
  id: string
}
type Claims = Session & {
  /** UTC, in seconds. */
  exp: number
}

/** Whether the app is behind HTTPS, where its cookies go nowhere else. */
export const isEncrypted = () => env().APP_URL.startsWith('https:')
/** A cookie's name. Behind HTTPS no other host, a sub-domain of ours included, can plant one of such a name (RFC 6265bis). */
export const cookieName = (name: string) => `${isEncrypted() ? '__Host-' : ''}plumbline.${name}`
export const sessionCookie = () => cookieName('session')

const PURPOSE = 'plumbline session token'
const signatureOf = (body: string, key: Buffer) => createHmac('sha256', key).update(body).digest()

/** Makes the token of a session that ends at `exp` (UTC, in seconds). @returns `<claims>.<signature>`, base64url */
export function makeToken({ userId, id, exp }: Claims, key = purposeKey(PURPOSE)): string {
  const body = Buffer.from(JSON.stringify({ userId, id, exp })).toString('base64url')
  return `${body}.${signatureOf(body, key).toString('base64url')}`
}

/**
 * Returns whose token it is; null when we didn't make it, when it was changed, or when it has ended at `at`.
 * @param keys one of which it is signed with: after a change of AUTH_SECRET the one before it still counts
 */
export function readToken(token: string, at: Date, keys = purposeKeys(PURPOSE)): Claims | null {
  const [body = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0) return null
  const given = Buffer.from(signature, 'base64url')
  const isOurs = keys.some((key) => {
    const right = signatureOf(body, key)
    return given.length === right.length && timingSafeEqual(given, right)
  })
  if (!isOurs) return null
  const { userId, id, exp } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims
  return id && exp * 1000 > at.getTime() ? { userId, id, exp } : null
}

/** Returns whose session a Cookie header has, or null. */
export function readSession(cookies = ''): Session | null {
  const begin = `${sessionCookie()}=`
  // The last one of a name, as Next reads them.
  const pair = cookies.split(/; */).findLast((each) => each.startsWith(begin))
  return pair ? readToken(pair.slice(begin.length), new Date()) : null
}
