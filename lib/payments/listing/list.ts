import 'server-only'
import type { Statement } from '@/lib/db'
import { toPage } from '@/lib/keyset'
import { newestFirst } from '@/lib/payments/rules/newest-first'
import { recordedState } from '@/lib/payments/rules/recorded'
import { PAGE_SIZE } from '@/lib/search'
import { firstRows, ofFirstRows } from '@/lib/search-rows'
import { dayAsDate, first } from '@/lib/sql'
import { type Payment, Prisma, type RecordedPayment, type Reversal } from '@/prisma/generated/client'
import { entryCondition, paymentConditions } from './conditions'
import type { PaymentList } from './filter'

// The rows of a list of payments: what was charged, and what people recorded.

/** Whose a payment is. */
export type ListedJob = { number: number; title: string; customer: { firstName: string; lastName: string } }

type Charge = Pick<
  Payment,
  | 'id'
  | 'method'
  | 'status'
  | 'statusAt'
  | 'paysimpleStatus'
  | 'accountLabel'
  | 'lastFour'
  | 'amountCents'
  | 'createdAt'
  | 'takenByName'
  | 'linkId'
  | 'settledOn'
  | 'estimatedSettleOn'
> & {
  job: ListedJob
  /** A void or refund that is under way. */
  open: Pick<Reversal, 'kind' | 'status'> | null
}

type Entry = Pick<
  RecordedPayment,
  'id' | 'method' | 'reference' | 'amountCents' | 'createdAt' | 'recordedByName' | 'correctsId' | 'cameBack'
> & {
  /** YYYY-MM-DD */
  receivedOn: string
  correction: { cameBack: boolean } | null
  job: ListedJob
}

/** Of the tables `job` and `customer`. */
export const LISTED_JOB = Prisma.sql`json_build_object('number', job.number, 'title', job.title,
  'customer', json_build_object('firstName', customer.first_name, 'lastName', customer.last_name)) as job`

/** Of the table `recorded_payment`, here `entry`. */
export const CORRECTION = Prisma.sql`(select json_build_object('cameBack', counter.came_back)
  from recorded_payment counter where counter.org_id = entry.org_id and counter.corrects_id = entry.id) as correction`

/** Joins the job of a row and its customer. */
export const withJob = (row: Prisma.Sql): Prisma.Sql => Prisma.sql`
  join job on job.org_id = ${row}.org_id and job.id = ${row}.job_id
  join customer on customer.org_id = job.org_id and customer.id = job.customer_id`

/** Below a row of either table. Ids are not in order of time, so its place is read from the row itself. */
const below = (row: Prisma.Sql, orgId: string, before: string | undefined): Prisma.Sql =>
  before === undefined
    ? Prisma.sql`true`
    : Prisma.sql`(${row}.created_at, ${row}.id) < (
        select created_at, id from payment where org_id = ${orgId}::uuid and id = ${before}::uuid
        union all
        select created_at, id from recorded_payment where org_id = ${orgId}::uuid and id = ${before}::uuid)`

/** A page and one more row of each table, which tells whether there's another page. */
const TAKE = PAGE_SIZE + 1

/**
 * Reads one page of a filter (readForOrg), below the row `before`, of all payments or the newest `rows` there. Each table
 * is walked by its own index from the same place, so a page costs the same at any depth. `toListPage` puts the two
 * together.
 */
export function pageStatements(
  list: PaymentList,
  before?: string,
  rows: number | null = null,
): readonly [Statement<Charge>, Statement<Entry>] {
  const ordered = Prisma.sql`where org_id = ${list.orgId}::uuid and ${below(Prisma.sql`payment`, list.orgId, before)}
    order by created_at desc, id desc`
  const charges: Statement<Charge> = Prisma.sql`
      select payment.id, payment.method, payment.status, payment.status_at, payment.paysimple_status,
        payment.account_label, payment.last_four, payment.amount_cents, payment.created_at, payment.taken_by_name,
        payment.link_id,
        ${dayAsDate(Prisma.sql`payment.settled_on`)} as settled_on,
        ${dayAsDate(Prisma.sql`payment.estimated_settle_on`)} as estimated_settle_on, ${LISTED_JOB},
        (select json_build_object('kind', kind, 'status', status) from reversal
          where reversal.org_id = payment.org_id and reversal.payment_id = payment.id
            and reversal.status in ('submitting', 'unknown') limit 1) as open
      from ${firstRows(Prisma.sql`payment`, ordered, rows)} ${withJob(Prisma.sql`payment`)}
      where ${paymentConditions(list).listed} and ${below(Prisma.sql`payment`, list.orgId, before)}
      order by payment.created_at desc, payment.id desc ${first(TAKE)}`
  const entries: Statement<Entry> = Prisma.sql`
      select entry.id, entry.method, entry.reference, entry.amount_cents, entry.created_at,
        entry.recorded_by_name, entry.corrects_id, entry.came_back, entry.received_on::text, ${LISTED_JOB}, ${CORRECTION}
      from recorded_payment entry ${withJob(Prisma.sql`entry`)}
      where ${entryCondition(list)} and ${below(Prisma.sql`entry`, list.orgId, before)}
      order by entry.created_at desc, entry.id desc ${first(TAKE)}`
  return [ofFirstRows(charges, rows), entries]
}

/** The answers of `pageStatements` → one page in one order of time, the newest first. */
export function toListPage(charges: readonly Charge[], entries: readonly Entry[]) {
  const rows = [
    ...charges.map((row) => ({ kind: 'payment' as const, ...row })),
    ...entries.map((row) => ({ kind: 'recorded' as const, ...row, state: recordedState(row) })),
  ]
  return toPage(rows.sort(newestFirst))
}

export type ListedPayment = ReturnType<typeof toListPage>['rows'][number]

/** How many rows a filter has, on all of its pages. */
export const countStatement = (list: PaymentList): Statement<{ count: number }> => Prisma.sql`
  select ((select count(*) from payment where ${paymentConditions(list).listed})
    + (select count(*) from recorded_payment entry where ${entryCondition(list)}))::int as count`
