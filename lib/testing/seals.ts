import { PDF } from '@libpdf/core'
import { makeCertificate, type SealPair } from '@/lib/seal/make-certificate'
import { sealPdf } from '@/lib/seal/seal-pdf'
import { sealerOf, sha256Of } from '@/lib/seal/sealer'

// Sealed papers without a database.

export const SEALED_AT = new Date('2026-11-24T20:14:00.000Z')
export const REASON = 'Signed by all parties'

/** A key and its certificate, as an installation makes them on the day before. */
export const newPair = (at = SEALED_AT): Promise<SealPair> => makeCertificate({ at, host: 'pay.example.com' })

/** A PDF of one page that says something. */
export async function plainPdf(words = 'Roof, $18,400.00'): Promise<Buffer> {
  const pdf = PDF.create()
  pdf.addPage({ size: 'letter' }).drawText(words, { x: 72, y: 700, size: 12 })
  return Buffer.from(await pdf.save())
}

/** Seals a PDF with a pair. */
export async function sealWith(pair: SealPair, pdf: Uint8Array, at = SEALED_AT): Promise<Buffer> {
  return Buffer.from(await sealPdf(pdf, await sealerOf('test', pair), { at, reason: REASON }))
}

/** Certificates as an installation knows them. */
export const knowing = (...pairs: SealPair[]) =>
  new Map(pairs.map(({ certificate }) => [sha256Of(certificate), { isOwn: true }]))
