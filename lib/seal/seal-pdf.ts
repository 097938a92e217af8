import 'server-only'
import { X509Certificate } from 'node:crypto'
import { readSeals } from './read-seals'
import { holdsAt, type Sealer } from './sealer'

type Given = {
  /** When it's sealed: of the database's clock. Whole seconds are kept. */
  at: Date
  /** What readers show as the reason and the place; plain words without brackets. */
  reason: string
  location?: string
  /** A server (RFC 3161) that says when, too. Then the bytes differ each time. */
  timestampUrl?: string | undefined
}

const TIMESTAMP_MS = 20_000

/**
 * Seals a PDF: a PAdES signature over the whole file, added behind what is there, which stays as it is to the byte, tags
 * and all. With an RSA key and without a timestamp server, the same file at the same instant has the same bytes.
 * @throws where the certificate doesn't hold at that instant, the file is no PDF, or the timestamp server doesn't answer
 */
export async function sealPdf(
  bytes: Uint8Array,
  { signer }: Sealer,
  { at, reason, location, timestampUrl }: Given,
): Promise<Uint8Array> {
  const signingTime = new Date(Math.floor(at.getTime() / 1000) * 1000)
  if (holdsAt(signer.certificate, signingTime) !== 'yes')
    throw new Error('the certificate doesn’t hold at the instant of the seal')
  const { HttpTimestampAuthority, PDF } = await import('@libpdf/core')
  const pdf = await PDF.load(bytes)
  const authority = timestampUrl && new HttpTimestampAuthority(timestampUrl, { timeout: TIMESTAMP_MS })
  const { bytes: sealed } = await pdf.sign({
    ...{ signer, signingTime, reason, fieldName: 'Seal', digestAlgorithm: 'SHA-256' },
    ...(location && { location }),
    ...(authority ? { level: 'B-T', timestampAuthority: authority } : { level: 'B-B' }),
  })
  // Nobody is handed a seal that the verify page wouldn't take.
  const before = Buffer.from(sealed).subarray(0, bytes.length)
  const seal = readSeals(Buffer.from(sealed)).find(({ end }) => end === sealed.length)
  const isOurs = seal?.isGenuine && new X509Certificate(signer.certificate).raw.equals(seal.certificate)
  if (!isOurs || !before.equals(bytes)) throw new Error('the sealed file isn’t as it should be')
  return sealed
}
