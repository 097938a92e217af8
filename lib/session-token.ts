import 'server-only'
import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto'
import { env } from './env'

// The token of a session, as its cookie has it: who it is of and until when, signed. Next-auth's own is encrypted with
// keys that it derives each time, which took longer than all the rest of a page's questions.

type Claims = {
  /** The user's id. */
  sub: string
  /** UTC, in seconds. */
  exp: number
}

/** Whether the app is behind HTTPS, where its cookies go nowhere else. */
export const isEncrypted = () => env().APP_URL.startsWith('https:')
/** Next-auth's name of the session's cookie. */
export const sessionCookie = () => (isEncrypted() ? '__Secure-authjs.session-token' : 'authjs.session-token')

let key: Buffer | undefined
/** A key for nothing else. */
const signingKey = () => {
  key ??= Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'plumbline session token', 32))
  return key
}
const signatureOf = (body: string) => createHmac('sha256', signingKey()).update(body).digest()

/** Makes a user's token that ends at `exp` (UTC, in seconds). @returns `<claims>.<signature>`, base64url */
export function makeToken({ sub, exp }: Claims): string {
  const body = Buffer.from(JSON.stringify({ sub, exp, jti: randomUUID() })).toString('base64url')
  return `${body}.${signatureOf(body).toString('base64url')}`
}

/** Returns whose token it is; null when we didn't make it, when it was changed, or when it has ended at `at`. */
export function readToken(token: string, at: Date): Claims | null {
  const [body = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const right = signatureOf(body)
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null
  const { sub, exp } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims
  return exp * 1000 > at.getTime() ? { sub, exp } : null
}

/** Returns whose session a Cookie header has, or null. */
export function readSession(cookies = ''): Claims | null {
  const begin = `${sessionCookie()}=`
  // The last one of a name, as Next reads them.
  const pair = cookies.split(/; */).findLast((each) => each.startsWith(begin))
  return pair ? readToken(pair.slice(begin.length), new Date()) : null
}
