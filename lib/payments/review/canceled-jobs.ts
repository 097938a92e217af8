import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import { type Cancellation, refundDay } from '@/lib/documents/cancellation'
import { Prisma } from '@/prisma/generated/client'

// Canceled agreements whose customers wait for a refund: money of their jobs still counts, or isn't decided.

/** `cancellation`, its `document`: those of an organization on whose jobs money lies. */
const waiting = (orgId: string): Prisma.Sql => Prisma.sql`
  cancellation join document on document.org_id = cancellation.org_id and document.id = cancellation.document_id
  where cancellation.org_id = ${orgId}::uuid and (
    exists (select from payment where payment.org_id = document.org_id and payment.job_id = document.job_id
      and payment.status in ('authorized', 'settled', 'submitting', 'unknown'))
    or exists (select from recorded_payment entry where entry.org_id = document.org_id and entry.job_id = document.job_id
      and entry.corrects_id is null and not exists (
        select from recorded_payment counter where counter.org_id = entry.org_id and counter.corrects_id = entry.id)))`

/** Whether any does: for a statement of every page. */
export const anyToRefund = (orgId: string): Prisma.Sql => Prisma.sql`exists (select from ${waiting(orgId)})`

/** How many do. */
export async function countToRefund(tx: Tx, orgId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ jobs: number }[]>`select count(*)::int as jobs from ${waiting(orgId)}`
  return row?.jobs ?? 0
}

/** A job whose customer waits. `by`: the last day for the refund, YYYY-MM-DD. Amounts in cents. */
export type ToRefund = {
  documentId: string
  job: { number: number; title: string; customer: { firstName: string; lastName: string; company: string | null } }
  by: string
  heldCents: number
}

type Row = Omit<ToRefund, 'by'> & { receivedOn: string; cancellation: Cancellation | null }

const toRefund = (orgId: string): Statement<Row> => Prisma.sql`
  select document.id as "documentId", to_char(cancellation.received_on, 'YYYY-MM-DD') as "receivedOn",
    (select version.snapshot::json -> 'cancellation' from document_version version
      where version.org_id = document.org_id and version.document_id = document.id
        and version.number = cancellation.version_number) as cancellation,
    (select json_build_object('number', job.number, 'title', job.title, 'customer', json_build_object(
        'firstName', customer.first_name, 'lastName', customer.last_name, 'company', customer.company))
      from job join customer on customer.org_id = job.org_id and customer.id = job.customer_id
      where job.org_id = document.org_id and job.id = document.job_id) as job,
    (select (standing.overpaid_cents + standing.checking_cents)::float8 from job_standing standing
      where standing.org_id = document.org_id and standing.job_id = document.job_id) as "heldCents"
  from ${waiting(orgId)}
  order by cancellation.received_on, document.id limit 100`

/** Reads them, the one that waits longest first; at most a hundred. */
export async function listToRefund(tx: Tx, orgId: string): Promise<ToRefund[]> {
  const rows = await tx.$queryRaw<Row[]>(toRefund(orgId))
  return rows.map(({ receivedOn, cancellation, ...row }) => ({ ...row, by: refundDay(cancellation, receivedOn) }))
}
