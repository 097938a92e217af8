import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import { documentLabel } from '@/lib/documents/stages'
import { Prisma } from '@/prisma/generated/client'
import type { DocumentKind } from '@/prisma/generated/enums'
import type { DoneStep, Person } from './decide'
import { type Policy, USUAL } from './policy'
import { type JsonDates, mailFacts, policyStatement } from './read-facts'
import type { SigningRequest } from './signing-facts'
import { type AskedVersion, askedSince } from './signing-state'

type Signed = AskedVersion['signers'][number]

export type SigningRequestRow = Pick<SigningRequest, 'id' | 'jobId' | 'documentId' | 'isArchived'> &
  Pick<AskedVersion, 'isStanding' | 'expiresOn' | 'timeZone'> & {
    kind: DocumentKind
    ordinal: number
    turn: number
    createdAt: Date
    askedByName: string | null
    done: JsonDates<DoneStep>[]
    person: JsonDates<Person>
    policy: Policy | null
    signers: (Omit<Signed, 'signed' | 'declined'> & { signedAt: string | null; isDeclined: boolean })[]
  }

/** Which requests: those of a job whose version still waits for signatures, or one, whatever came of it. */
type Which = { jobId: Prisma.Sql } | { id: string }

/** The requests to sign of a job, or one of them, in the order in which they are listed. */
export function signingRequestsStatement(orgId: string, which: Which): Statement<SigningRequestRow> {
  const stands = Prisma.sql`document.stage = 'sent' and signer.version_number = document.sent_version`
  const wanted =
    'id' in which
      ? Prisma.sql`signer.id = ${which.id}::uuid`
      : Prisma.sql`document.job_id = ${which.jobId} and ${stands}`
  const ofPerson = Prisma.sql`link.org_id = signer.org_id and link.job_id = document.job_id and link.email = signer.email`
  return Prisma.sql`
    select signer.id, document.job_id as "jobId", document.id as "documentId", document.kind, document.ordinal, signer.turn,
      signer.created_at as "createdAt", (${stands}) as "isStanding", to_char(version.expires_on, 'YYYY-MM-DD') as "expiresOn",
      job.archived_at is not null as "isArchived", org.time_zone as "timeZone",
      (select link.created_by_name from customer_link link where ${ofPerson} order by link.created_at desc limit 1)
        as "askedByName",
      (select coalesce(json_agg(json_build_object('step', step, 'at', done_at, 'skipped', skipped) order by step), '[]')
        from signing_reminder_step done where done.org_id = signer.org_id and done.signer_id = signer.id) as done,
      ${mailFacts(
        { name: Prisma.sql`signer.name`, email: Prisma.sql`signer.email`, orgId: Prisma.sql`signer.org_id` },
        ofPerson,
        Prisma.sql`(mail.document_id is null or mail.document_id = document.id) and mail.payment_request_id is null
          and mail.reminder_step is null`,
      )} as person,
      ${policyStatement(Prisma.sql`signer.org_id`)} as policy,
      (select json_agg(json_build_object('id', each.id, 'name', each.name, 'turn', each.turn, 'signedAt', signature.signed_at,
          'isDeclined', decline.signer_id is not null) order by each.position)
        from signer each
        left join signature on signature.org_id = each.org_id and signature.signer_id = each.id
        left join signing_decline decline on decline.org_id = each.org_id and decline.signer_id = each.id
        where each.org_id = signer.org_id and each.document_id = signer.document_id
          and each.version_number = signer.version_number) as signers
    from document
    join signer on signer.org_id = document.org_id and signer.document_id = document.id
    join document_version version on version.org_id = signer.org_id and version.document_id = signer.document_id
      and version.number = signer.version_number
    join job on job.org_id = document.org_id and job.id = document.job_id
    join org on org.id = document.org_id
    where document.org_id = ${orgId}::uuid and signer.email is not null and ${wanted}
    order by document.number, signer.position`
}

/** A row of `signingRequestsStatement` → the request. */
export function toSigningRequest(row: SigningRequestRow): SigningRequest {
  const { kind, ordinal, turn, createdAt, askedByName, done, person, policy, signers, ...rest } = row
  const { isStanding, expiresOn, timeZone, ...request } = rest
  const all = signers.map(({ signedAt, isDeclined, ...signer }) => ({
    ...signer,
    signed: signedAt === null ? null : { at: new Date(signedAt), by: '' },
    declined: isDeclined ? { at: createdAt, reason: '' } : null,
  }))
  return {
    ...request,
    label: documentLabel({ kind, ordinal }),
    askedAt: askedSince(all, turn, createdAt),
    askedByName: askedByName ?? '',
    done: done.map((step) => ({ ...step, at: new Date(step.at) })),
    person: { ...person, byHand: person.byHand.map((at) => new Date(at)) },
    policy: policy ?? USUAL,
    version: { isStanding, expiresOn, timeZone, signers: all },
  }
}

/** Reads one request to sign; null for a signer without an email address. */
export async function readSigningRequest(tx: Tx, orgId: string, id: string): Promise<SigningRequest | null> {
  const [row] = await tx.$queryRaw<SigningRequestRow[]>(signingRequestsStatement(orgId, { id }))
  return row ? toSigningRequest(row) : null
}
