import 'server-only'
import { readLogo } from '@/lib/company/read-logo'
import { forOrg } from '@/lib/db'
import { documentSegment } from '@/lib/documents/document-path'
import type { Snapshot } from '@/lib/documents/snapshot'
import type { WhichDocument } from '@/lib/documents/stages'
import { getFile } from '@/lib/files/store'
import { type DocumentFiles, renderDocument } from './document-pdf'

/** A job number or a version, as an address has it. */
const NUMBER = /^[1-9]\d{0,8}$/

const missing = (photo: number) =>
  `The file of photo ${photo} is missing, so there is no PDF. Add the same photo again to any document, and it’s back.`

/** "agreement-1007"; of a change order, whose ordinal counts per job, "change-order-2-job-1042". */
const fileNameOf = (which: WhichDocument, { number, job }: Snapshot): string =>
  which.ordinal > 0 ? `${documentSegment(which)}-job-${job.number}` : `${which.kind}-${number}`

type Which = WhichDocument & {
  /** As typed into an address. */
  jobNumber: string
  /** As typed into an address; the last that was sent without one. */
  version: string | null
}

/** What a version's paper is made of. `fileName`: without its ending. */
export type SentPaper = { snapshot: Snapshot; sha256: string; files: DocumentFiles; fileName: string }

/**
 * Reads what the paper of a version that was sent is made of.
 * @returns null where nothing was sent; `refused` where a photo's file is gone
 * @throws where files can't be reached
 */
export async function readSentPaper(
  orgId: string,
  { jobNumber, kind, ordinal, version }: Which,
): Promise<SentPaper | { refused: string } | null> {
  if (!NUMBER.test(jobNumber) || (version !== null && !NUMBER.test(version))) return null
  const found = await forOrg(orgId, async (tx) => {
    const sent = await tx.documentVersion.findFirst({
      where: {
        ...{ orgId, document: { kind, ordinal, job: { number: Number(jobNumber) } } },
        ...(version !== null && { number: Number(version) }),
      },
      orderBy: { number: 'desc' },
      select: { snapshot: true, sha256: true },
    })
    if (!sent) return null
    const snapshot: Snapshot = JSON.parse(sent.snapshot)
    const { logo } = snapshot.company
    return { snapshot, sha256: sent.sha256, logo: logo && (await readLogo(tx, orgId, logo.hash)) }
  })
  if (!found) return null
  const { snapshot, sha256, logo } = found
  const photos = new Map<string, Uint8Array>()
  for (const [at, { hash }] of snapshot.content.photos.entries()) {
    const bytes = await getFile(orgId, hash)
    if (!bytes) return { refused: missing(at + 1) }
    photos.set(hash, bytes)
  }
  const fileName = `${fileNameOf({ kind, ordinal }, snapshot)}-version-${snapshot.version}`
  return { snapshot, sha256, files: { logo, photos }, fileName }
}

/**
 * The PDF of what was sent, from its snapshot alone.
 * @returns null and `refused` as `readSentPaper`
 */
export async function readDocumentPdf(
  orgId: string,
  which: Which,
): Promise<{ bytes: Uint8Array; fileName: string } | { refused: string } | null> {
  const paper = await readSentPaper(orgId, which)
  if (!paper || 'refused' in paper) return paper
  const bytes = await renderDocument(paper.snapshot, paper.sha256, paper.files)
  return { bytes, fileName: `${paper.fileName}.pdf` }
}
