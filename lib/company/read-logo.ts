import 'server-only'
import type { Tx } from '@/lib/db'
import { type Logo, logoOf } from './face'

const HASH = /^[0-9a-f]{32}$/

/** The bytes (PNG) of a logo that a company has or had, or null. */
export async function readLogo(tx: Tx, orgId: string, hash: string): Promise<Uint8Array | null> {
  if (!HASH.test(hash)) return null
  const found = await tx.orgLogo.findUnique({ where: { orgId_hash: { orgId, hash } }, select: { png: true } })
  return found?.png ?? null
}

/** The logo that a company shows, with its bytes, or null. */
export async function readShownLogo(
  tx: Tx,
  company: { id: string } & Parameters<typeof logoOf>[0],
): Promise<(Logo & { png: Uint8Array }) | null> {
  const logo = logoOf(company)
  const png = logo && (await readLogo(tx, company.id, logo.hash))
  return logo && png && { ...logo, png }
}
