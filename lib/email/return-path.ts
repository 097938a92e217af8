import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { purposeKey, purposeKeys } from '@/lib/purpose-key'

// The return path of an email (VERP): an address that names the email, and proves that we made it. What comes back to it is
// about that email, whoever it was forwarded to. It has at most 64 letters before the @ (RFC 5321, 4.5.3.1.1).

const PURPOSE = 'plumbline return path'
/** 112 bits. */
const PROOF_LENGTH = 28

const proofOf = (id: string, key: Buffer): string =>
  createHmac('sha256', key).update(id).digest('hex').slice(0, PROOF_LENGTH)

/** The return path of an email; null where nothing listens for what comes back. @param id the email's, a uuid */
export function returnPathOf(id: string): string | null {
  const { BOUNCE_DOMAIN } = env()
  if (!BOUNCE_DOMAIN) return null
  const hex = id.replaceAll('-', '').toLowerCase()
  return `b-${hex}.${proofOf(hex, purposeKey(PURPOSE))}@${BOUNCE_DOMAIN}`
}

/** Which email a return path is of; null for every address that isn't one of ours. */
export function readReturnPath(address: string): string | null {
  const { BOUNCE_DOMAIN } = env()
  const [, hex = '', proof = '', domain] =
    /^b-([0-9a-f]{32})\.([0-9a-f]{28})@([^@]+)$/.exec(address.toLowerCase()) ?? []
  if (!BOUNCE_DOMAIN || domain !== BOUNCE_DOMAIN.toLowerCase()) return null
  const given = Buffer.from(proof)
  // Also one that was made before the secret changed.
  const isOurs = purposeKeys(PURPOSE).some((key) => timingSafeEqual(Buffer.from(proofOf(hex, key)), given))
  return isOurs ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
