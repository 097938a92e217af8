import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { purposeKey, purposeKeys } from '@/lib/purpose-key'

// A link's token is its id and a signature, both base64url: made when it's sent or shown, and kept nowhere. Whether the
// link still opens something, the database says (read-link.ts).

const PURPOSE = 'plumbline one-time link'
const ID_LENGTH = 22 // of 16 bytes
const signatureOf = (id: string, key: Buffer) => createHmac('sha256', key).update(id).digest()

/** @param id a link's, as a UUID in lower case */
export function linkToken(id: string, key = purposeKey(PURPOSE)): string {
  const short = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
  return short + signatureOf(id, key).toString('base64url')
}

/** The address that a link's email leads to. It opens what the link is for: it goes to that person and nowhere else. */
export const linkAddress = (id: string): string => `${env().APP_URL}/link/${linkToken(id)}`

/**
 * Returns the id of the link that a token is of; null where we didn't make it.
 * @param keys one of which it is signed with: after a change of AUTH_SECRET the one before it still counts
 */
export function linkIdOf(token: string, keys = purposeKeys(PURPOSE)): string | null {
  if (!/^[\w-]{65}$/.test(token)) return null
  const hex = Buffer.from(token.slice(0, ID_LENGTH), 'base64url').toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const given = Buffer.from(token)
  return keys.some((key) => timingSafeEqual(given, Buffer.from(linkToken(id, key)))) ? id : null
}
