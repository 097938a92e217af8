import 'server-only'
import type { Snapshot } from '@/lib/documents/snapshot'
import { compilePdf, compileWithPlaces } from './compiler'
import { type Appendix, appendixView, signatureFile } from './document/appendix'
import { pictureEnding } from './document/photos'
import { documentView } from './document/view'
import { LOGO_FILE } from './paper'
import { APPENDIX } from './templates/appendix'
import { DOCUMENT } from './templates/document'

/** The pictures that a snapshot names. */
export type DocumentFiles = {
  /** PNG. */
  logo: Uint8Array | null
  /** JPEG or PNG, by their SHA-256. */
  photos: ReadonlyMap<string, Uint8Array>
}

/**
 * Makes the paper of a proposal, an agreement or a change order: a PDF of the same bytes for the same snapshot and files.
 * @param sha256 of the snapshot as canonical JSON: its first eight characters stand on each page
 * @throws Error where a photo is missing, or a picture can't be read
 */
export const renderDocument = (snapshot: Snapshot, sha256: string, files: DocumentFiles): Promise<Uint8Array> =>
  render(snapshot, sha256, files, null)

/**
 * Makes the same paper once it is signed, with what is appended to it then: the notices of cancellation, and the certificate
 * of who signed. Its own pages are as they were; the same bytes for the same facts.
 */
export const renderSigned = (
  snapshot: Snapshot,
  sha256: string,
  files: DocumentFiles,
  appendix: Appendix,
): Promise<Uint8Array> => render(snapshot, sha256, files, appendix)

async function render(
  snapshot: Snapshot,
  sha256: string,
  files: DocumentFiles,
  appendix: Appendix | null,
): Promise<Uint8Array> {
  const names: string[] = []
  const pictures = new Map<string, Uint8Array>()
  snapshot.content.photos.forEach(({ hash }, nth) => {
    const bytes = files.photos.get(hash)
    if (!bytes) throw new Error(`the photo ${hash} isn’t there`)
    const name = `photo-${nth + 1}.${pictureEnding(bytes)}`
    names.push(name)
    pictures.set(name, bytes)
  })
  const hasLogo = files.logo !== null && snapshot.company.logo !== null
  if (hasLogo && files.logo) pictures.set(LOGO_FILE, files.logo)
  appendix?.signers.forEach(({ mark }, nth) => {
    if (mark.kind === 'drawn') pictures.set(signatureFile(nth), Buffer.from(mark.svg))
  })
  const source = (lastStartsPage: boolean) => ({
    template: appendix ? `${DOCUMENT}${APPENDIX}` : DOCUMENT,
    data: {
      ...documentView(snapshot, sha256, { hasLogo, photoFile: (nth) => names[nth] ?? '', lastStartsPage }),
      ...(appendix && { appendix: appendixView(snapshot, sha256, appendix) }),
    },
    pictures,
    createdAt: new Date(snapshot.sentAt),
  })
  const { bytes, places } = await compileWithPlaces(source(false))
  const [row, totals] = [places.get('last row'), places.get('totals')]
  if (row === undefined || totals === undefined || row === totals) return bytes
  // The totals came to stand on the page after the last line: it comes along.
  return (await compilePdf(source(true))).bytes
}
