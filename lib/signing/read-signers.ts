import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import type { WhichDocument } from '@/lib/documents/stages'
import { idOfJob } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import type { SignerState } from './states'

type Row = {
  id: string
  role: string
  name: string
  email: string | null
  turn: number
  signature: { signedAt: Date; signedByName: string } | null
  decline: { declinedAt: Date; reason: string } | null
}

const toState = ({ role, signature, decline, ...signer }: Row): SignerState => ({
  ...signer,
  role: role === 'company' ? 'company' : 'customer',
  signed: signature && { at: signature.signedAt, by: signature.signedByName },
  declined: decline && { at: decline.declinedAt, reason: decline.reason },
})

/** Reads who signs a version, as they are listed, and what they did. */
export async function readSigners(
  tx: Tx,
  orgId: string,
  { documentId, versionNumber }: { documentId: string; versionNumber: number },
): Promise<SignerState[]> {
  const signers = await tx.signer.findMany({
    where: { orgId, documentId, versionNumber },
    orderBy: { position: 'asc' },
    select: {
      ...{ id: true, role: true, name: true, email: true, turn: true },
      signature: { select: { signedAt: true, signedByName: true } },
      decline: { select: { declinedAt: true, reason: true } },
    },
  })
  return signers.map(toState)
}

type Flat = Omit<Row, 'signature' | 'decline'> & {
  signedAt: Date | null
  signedByName: string | null
  declinedAt: Date | null
  reason: string | null
}

/** The same of the version of a job's document that stands. */
export const signersStatement = (
  orgId: string,
  jobNumber: string,
  { kind, ordinal }: WhichDocument,
): Statement<Flat> => Prisma.sql`
  select signer.id, signer.role, signer.name, signer.email, signer.turn, signature.signed_at, signature.signed_by_name,
    decline.declined_at, decline.reason
  from document
  join signer on signer.org_id = document.org_id and signer.document_id = document.id
    and signer.version_number = document.sent_version and document.stage <> 'draft'
  left join signature on signature.org_id = signer.org_id and signature.signer_id = signer.id
  left join signing_decline decline on decline.org_id = signer.org_id and decline.signer_id = signer.id
  where document.org_id = ${orgId}::uuid and document.job_id = ${idOfJob(orgId, jobNumber)}
    and document.kind = ${kind}::document_kind and document.ordinal = ${ordinal}
  order by signer.position`

/** The answer of `signersStatement` → the signers. */
export const toSigners = (rows: readonly Flat[]): SignerState[] =>
  rows.map(({ signedAt, signedByName, declinedAt, reason, ...row }) =>
    toState({
      ...row,
      signature: signedAt && { signedAt, signedByName: signedByName ?? '' },
      decline: declinedAt && { declinedAt, reason: reason ?? '' },
    }),
  )
