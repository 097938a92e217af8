import 'server-only'
import { forOrg, queryUnscoped, type Tx } from '@/lib/db'
import { sha256Of } from './sealer'
import type { KnownFile } from './verdict'

/** Which version of which document. */
type OfVersion = { orgId: string; documentId: string; versionNumber: number }

export type NewSealedFile = OfVersion & {
  /** SHA-256 of the paper's PDF as it was signed, in hexadecimal: without what is appended, and without the seal. */
  originalSha256: string
  pdf: Uint8Array
  certificateId: string
  at: Date
}

export type SealedFile = OfVersion & {
  id: string
  originalSha256: string
  sha256: string
  certificateId: string
  at: Date
}

const SELECT = {
  ...{ orgId: true, id: true, documentId: true, versionNumber: true },
  ...{ originalSha256: true, sha256: true, certificateId: true, at: true },
}
const unique = ({ orgId, documentId, versionNumber }: OfVersion) => ({
  orgId_documentId_versionNumber: { orgId, documentId, versionNumber },
})

/**
 * Keeps a sealed paper, in the caller's transaction. Of a version there is one for good: where there is one already, that
 * one stays, whoever comes second.
 * @returns what is kept, and whether it's this one
 * @throws where nobody has sent that version
 */
export async function keepSealed(tx: Tx, file: NewSealedFile): Promise<SealedFile & { isNew: boolean }> {
  const { orgId, documentId, versionNumber: number } = file
  const { sha256: versionSha256 } = await tx.documentVersion.findUniqueOrThrow({
    where: { orgId_documentId_number: { orgId, documentId, number } },
    select: { sha256: true },
  })
  const sha256 = sha256Of(file.pdf)
  const data = { ...file, versionSha256, sha256, pdf: new Uint8Array(file.pdf) }
  const { count } = await tx.sealedFile.createMany({ data: [data], skipDuplicates: true })
  const kept = await tx.sealedFile.findUniqueOrThrow({ where: unique(file), select: SELECT })
  return { ...kept, isNew: count === 1 }
}

/** What is kept of a version, with its bytes; null where it isn't sealed. */
export async function readSealed(
  orgId: string,
  version: Omit<OfVersion, 'orgId'>,
): Promise<(SealedFile & { pdf: Uint8Array }) | null> {
  return forOrg(orgId, (tx) =>
    tx.sealedFile.findUnique({ where: unique({ orgId, ...version }), select: { ...SELECT, pdf: true } }),
  )
}

/** For what looks further into it on the server. None of it is shown. */
export type WhichSealed = { orgId: string; documentId: string; versionNumber: number }

type Row = Omit<KnownFile, 'version'> & { org_id: string; document_id: string; version_number: number }

/** Finds a sealed file of any company by its SHA-256. The function of the database tells no more than this (migration seal_key). */
export async function findSealed(sha256: string): Promise<{ known: KnownFile; which: WhichSealed } | null> {
  const text = 'select * from public.known_sealed_file($1)'
  const [row] = await queryUnscoped<Row>('known_sealed_file', text, [sha256])
  if (!row) return null
  const { org_id: orgId, document_id: documentId, version_number: version, at, company, kind, number, ordinal } = row
  return {
    known: { at, company, kind, number, ordinal, version },
    which: { orgId, documentId, versionNumber: version },
  }
}
