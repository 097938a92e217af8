import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { env } from './env'

/** The version of the key that seals: the newest of VAULT_KEYS. */
export const newestKey = (): number => Math.max(...env().VAULT_KEYS.keys())

/** The version of the key that a sealed secret needs. Null for what `seal` hasn't made. */
export const keyOf = (sealed: string): number | null => {
  const version = /^v(\d+)\./.exec(sealed)?.[1]
  return version === undefined ? null : Number(version)
}

/**
 * Seals a secret for storage: AES-256-GCM under the newest key of VAULT_KEYS, with the organization's id as associated
 * data, so that a sealed text moved to another organization's row doesn't open.
 * @returns `v<key version>.<nonce>.<ciphertext and tag>`, base64url
 */
export function seal(orgId: string, secret: string): string {
  const version = newestKey()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', env().VAULT_KEYS.get(version) as Buffer, nonce)
  cipher.setAAD(Buffer.from(orgId))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v${version}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
}

/**
 * Opens what `seal` made for the same organization.
 * @throws when the key version is unknown, the text was changed, or it belongs to another organization
 */
export function open(orgId: string, sealed: string): string {
  const match = /^v(\d+)\.([\w-]+)\.([\w-]+)$/.exec(sealed)
  const key = match && env().VAULT_KEYS.get(Number(match[1]))
  if (!match || !key)
    throw new Error('A sealed secret needs a key version that VAULT_KEYS doesn’t have. Add that key back.')
  const body = Buffer.from(match[3] ?? '', 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(match[2] ?? '', 'base64url'), {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(orgId))
  decipher.setAuthTag(body.subarray(-16))
  return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8')
}
