import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import { forOrg } from '@/lib/db'
import { documentSegment } from '@/lib/documents/document-path'
import type { WhichDocument } from '@/lib/documents/stages'
import { idOfJob } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import { SEALABLE } from './sealable'
import type { DelayReason } from './words'

/** How a version that everybody has signed stands with its seal. */
export type SealState =
  | { state: 'sealed'; at: Date; sha256: string }
  /** `why` is null while nothing has kept it from being sealed. */
  | { state: 'waiting'; why: DelayReason | null }

type Row = { at: Date | null; sha256: string | null; why: string | null }

const toState = ({ at, sha256, why }: Row): SealState =>
  at !== null && sha256 !== null
    ? { state: 'sealed', at, sha256 }
    : { state: 'waiting', why: why as DelayReason | null }

/**
 * How the version of a job's document that stands is with its seal: a row where it's sealed, or signed here by everybody.
 */
export const sealStatement = (
  orgId: string,
  jobNumber: string,
  { kind, ordinal }: WhichDocument,
): Statement<Row> => Prisma.sql`
  select sealed_file.at, sealed_file.sha256, seal_delay.why from document
  left join sealed_file on sealed_file.org_id = document.org_id and sealed_file.document_id = document.id
    and sealed_file.version_number = document.sent_version
  left join seal_delay on seal_delay.org_id = document.org_id and seal_delay.document_id = document.id
    and seal_delay.version_number = document.sent_version
  where document.org_id = ${orgId}::uuid and document.job_id = ${idOfJob(orgId, jobNumber)}
    and document.kind = ${kind}::document_kind and document.ordinal = ${ordinal}
    and (sealed_file.id is not null or ${SEALABLE})`

/** The answer of `sealStatement` → the state; null without one. */
export const toSealState = ([row]: readonly Row[]): SealState | null => (row ? toState(row) : null)

/** When a version was sealed, with its fingerprint; null where it isn't. */
export const readSeal = (tx: Tx, orgId: string, documentId: string, versionNumber: number) =>
  tx.sealedFile.findUnique({
    where: { orgId_documentId_versionNumber: { orgId, documentId, versionNumber } },
    select: { at: true, sha256: true },
  })

const NUMBER = /^[1-9]\d{0,8}$/

/**
 * The sealed copy of the version of a job's document that stands, or of another one.
 * @param which as typed into an address
 * @returns null where there is none
 */
export async function readSealedCopy(
  orgId: string,
  which: WhichDocument & { jobNumber: string; version: string | null },
): Promise<{ bytes: Uint8Array; fileName: string } | null> {
  const { jobNumber, kind, ordinal, version } = which
  if (!NUMBER.test(jobNumber) || (version !== null && !NUMBER.test(version))) return null
  const file = await forOrg(orgId, async (tx) => {
    const document = await tx.document.findFirst({
      where: { orgId, kind, ordinal, job: { number: Number(jobNumber) } },
      select: { id: true, number: true, sentVersion: true },
    })
    const versionNumber = version === null ? document?.sentVersion : Number(version)
    if (!document || !versionNumber) return null
    const { id: documentId, number } = document
    const sealed = await tx.sealedFile.findUnique({
      where: { orgId_documentId_versionNumber: { orgId, documentId, versionNumber } },
      select: { pdf: true, versionNumber: true },
    })
    return sealed && { ...sealed, number }
  })
  return file && { bytes: file.pdf, fileName: sealedFileName(which, { ...file, jobNumber: Number(jobNumber) }) }
}

/** "agreement-1007-version-1-sealed.pdf"; of a change order, whose number counts per job, with the job's. */
export const sealedFileName = (
  which: WhichDocument,
  { number, jobNumber, versionNumber }: { number: number; jobNumber: number; versionNumber: number },
): string =>
  `${which.ordinal > 0 ? `${documentSegment(which)}-job-${jobNumber}` : `${which.kind}-${number}`}-version-${versionNumber}-sealed.pdf`
