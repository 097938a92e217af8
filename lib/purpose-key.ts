import 'server-only'
import { hkdfSync } from 'node:crypto'
import { authSecrets, env } from './env'

/** What a secret of AUTH_SECRET is for. Each use has a key of its own, which tells nothing of the others. */
export type Purpose =
  | 'plumbline session token'
  | 'plumbline half sign-in'
  | 'plumbline limits'
  | 'plumbline known device'
  | 'plumbline one-time link'
  | 'plumbline return path'

const known = new Map<string, Buffer>()

/** Returns the 32 bytes of a secret of AUTH_SECRET that are for this purpose alone (HKDF, RFC 5869). */
export function purposeKey(purpose: Purpose, secret = env().AUTH_SECRET): Buffer {
  const id = `${purpose}\0${secret}`
  const key = known.get(id) ?? Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  known.set(id, key)
  return key
}

/** Returns the keys that what comes back from a browser may be signed with: the present one, and those before it. */
export const purposeKeys = (purpose: Purpose, secrets = authSecrets()): Buffer[] =>
  secrets.map((secret) => purposeKey(purpose, secret))
