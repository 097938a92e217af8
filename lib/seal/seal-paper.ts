import 'server-only'
import { env } from '@/lib/env'
import { currentSealer } from './can-seal'
import { sealPdf } from './seal-pdf'

/** A paper under a seal, and by which certificate: what `keepSealed` keeps. */
export type SealedPaper = { pdf: Uint8Array; certificateId: string; at: Date }

/**
 * Seals a paper as this installation is set up. No database work of the caller's may be under way: it asks the database for
 * the key, and a timestamp server where there is one.
 * @param given when, by the database's clock, and what readers show as the reason
 * @throws CannotSeal where nothing can be sealed, and where a timestamp server doesn't answer: try again later
 */
export async function sealPaper(
  bytes: Uint8Array,
  given: { at: Date; reason: string; location?: string },
): Promise<SealedPaper> {
  const sealer = await currentSealer(given.at)
  const pdf = await sealPdf(bytes, sealer, { ...given, timestampUrl: env().SEAL_TIMESTAMP_URL })
  return { pdf, certificateId: sealer.certificateId, at: given.at }
}
