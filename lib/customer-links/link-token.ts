import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'

// What opens a customer's link: 32 random bytes as base64url. Only their SHA-256 is kept: a copy of the database opens
// nothing, and no token tells anything of another one.

/** Makes one. @returns the token, to be given away now or never, and its hash */
export function makeLinkToken(): { token: string; hash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashOfToken(token) }
}

/** Whether a text has a token's form. */
export const isLinkToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** @returns SHA-256, 32 bytes */
export const hashOfToken = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())

/** The address that a token opens. It goes to its person and nowhere else. */
export const addressOf = (token: string): string => `${env().APP_URL}/c/${token}`
