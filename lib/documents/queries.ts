import 'server-only'
import { readForOrg, type Statement } from '@/lib/db'
import { idOfJob } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import type { Answers } from './cancellation'
import type { DocumentContent } from './content'
import { answersOf, type CopyRow, copyOf, copyTime } from './job-schedule'
import { readContent } from './lock-document'
import type { Snapshot } from './snapshot'
import type { WhichDocument } from './stages'
import type { Choices } from './sums'

/** What was sent last, and what was decided of it. */
export type SentVersion = {
  number: number
  snapshot: Snapshot
  sha256: string
  sentAt: Date
  sentByName: string
}
export type OpenDocument = {
  draft: DocumentContent
  /** Null for a draft, and for one that was sent before Plumbline kept versions. */
  sent: SentVersion | null
  acceptance: { choices: Choices; totalCents: number; acceptedAt: Date; recordedByName: string } | null
  /** Of a signed agreement, also once it's completed. */
  signedAt: Date | null
  /** Of the job's site, its customer and the company (`stateOfJob`). */
  states: (string | null)[]
  /** What those answered who signed it. */
  answers: Answers
  /** As `copyTime`. */
  copyAt: Date | null
}

type Row = {
  content: unknown
  number: number | null
  snapshot: string | null
  sha256: string
  sentAt: Date
  sentByName: string
  choices: Choices
  totalCents: number | null
  acceptedAt: Date
  recordedByName: string
  signedAt: Date | null
  states: (string | null)[]
  answers: Answers
  copy: CopyRow
}

/** What one of a job's documents holds, and the version of it that stands. */
export const documentStatement = (
  orgId: string,
  jobNumber: string,
  { kind, ordinal }: WhichDocument,
): Statement<Row> => Prisma.sql`
  select document.content, version.number, version.snapshot, version.sha256, version.sent_at, version.sent_by_name,
    acceptance.choices, acceptance.total_cents, acceptance.accepted_at, acceptance.recorded_by_name,
    case document.stage when 'signed' then document.stage_at when 'completed' then (
      select max(event.at) from document_event event
      where event.org_id = document.org_id and event.job_id = document.job_id and event.document_id = document.id
        and event.act = 'signed') end as signed_at,
    array[job.state, customer.state, org.state] as states, ${answersOf(Prisma.sql`document`)} as answers,
    ${copyOf(Prisma.sql`document`)} as copy
  from document
  join job on job.org_id = document.org_id and job.id = document.job_id
  join customer on customer.org_id = job.org_id and customer.id = job.customer_id
  join org on org.id = document.org_id
  left join document_version version on version.org_id = document.org_id and version.document_id = document.id
    and version.number = document.sent_version and document.stage <> 'draft'
  left join acceptance on acceptance.org_id = document.org_id and acceptance.id = document.acceptance_id
  where document.org_id = ${orgId}::uuid and document.job_id = ${idOfJob(orgId, jobNumber)}
    and document.kind = ${kind}::document_kind and document.ordinal = ${ordinal}`

/** The answer of `documentStatement` → the document, or null without one. */
export function toDocument([row]: readonly Row[]): OpenDocument | null {
  if (!row) return null
  const { number, snapshot, sha256, sentAt, sentByName, choices, totalCents, acceptedAt, recordedByName } = row
  const { signedAt, states, answers, copy } = row
  return {
    draft: readContent(row.content),
    sent:
      number === null || snapshot === null
        ? null
        : { number, snapshot: JSON.parse(snapshot), sha256, sentAt, sentByName },
    acceptance: totalCents === null ? null : { choices, totalCents, acceptedAt, recordedByName },
    ...{ signedAt, states, answers, copyAt: copyTime(copy) },
  }
}

/** The versions of a document, newest first. */
export async function listVersions(orgId: string, documentId: string): Promise<SentVersion[]> {
  const [rows] = await readForOrg(orgId, [
    Prisma.sql`select number, snapshot, sha256, sent_at, sent_by_name from document_version
      where org_id = ${orgId}::uuid and document_id = ${documentId}::uuid order by number desc` as Statement<
      Omit<SentVersion, 'snapshot'> & { snapshot: string }
    >,
  ])
  return rows.map(({ snapshot, ...version }) => ({ ...version, snapshot: JSON.parse(snapshot) }))
}
