import 'server-only'
import { type Answers, readForOrg, type Statement } from '@/lib/db'
import { contractTotalCents } from '@/lib/documents/contract-total'
import { numberParam } from '@/lib/keyset'
import type { AskOrg, OfOrg } from '@/lib/orgs/first-trip'
import { balanceOf, jobAmounts } from '@/lib/payments/counted/job-balance'
import type { Balance } from '@/lib/payments/rules/balance'
import { PAGE_SIZE } from '@/lib/search'
import { type Found, firstRows, foundOf, ofFirstRows, readFound, searchRows } from '@/lib/search-rows'
import { first, idOfJob } from '@/lib/sql'
import { type Customer, type Document, type Job, Prisma } from '@/prisma/generated/client'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import { jobCondition, jobWords, ofCustomer } from './conditions'
import type { JobFilter } from './filters'
import { type JobSums, jobSums } from './standing'

export type ListedJob = {
  id: string
  number: number
  title: string
  street: string | null
  city: string | null
  state: string | null
  zip: string | null
  archivedAt: Date | null
  customer: { id: string; firstName: string; lastName: string; company: string | null }
  /** The document that sets the price; null without one. */
  contract: { kind: DocumentKind; stage: DocumentStage } | null
  balance: Pick<Balance, 'totalCents' | 'paidCents' | 'checkingCents' | 'owedCents' | 'overpaidCents'>
}

/** The newest jobs of a condition (conditions.ts), of all or of `jobs`. */
const newest = (
  orgId: string,
  condition: Prisma.Sql,
  count: number,
  jobs = Prisma.sql`job`,
): Statement<ListedJob> => Prisma.sql`
  select job.id, job.number, job.title, job.street, job.city, job.state, job.zip, job.archived_at as "archivedAt",
    json_build_object('id', customer.id, 'firstName', customer.first_name, 'lastName', customer.last_name,
      'company', customer.company) as customer,
    case when standing.kind is null then null
      else json_build_object('kind', standing.kind, 'stage', standing.stage) end as contract,
    json_build_object('totalCents', standing.total_cents, 'paidCents', standing.paid_cents,
      'checkingCents', standing.checking_cents, 'owedCents', standing.owed_cents,
      'overpaidCents', standing.overpaid_cents) as balance
  from ${jobs}
  join job_standing standing on standing.org_id = job.org_id and standing.job_id = job.id
  join customer on customer.org_id = job.org_id and customer.id = job.customer_id
  where job.org_id = ${orgId}::uuid and ${condition}
  order by job.number desc ${first(count)}`

/** A page of jobs, and the number below which the next one starts, if there is one. */
export type JobPage = { jobs: ListedJob[]; older: number | undefined }
/** What all jobs of a search come to; null where it finds too many. */
export type SearchedJobs = JobPage & { sums: JobSums | null }

/** Returns what all jobs of a filter come to, which takes the longer the more jobs there are. */
export async function addUpJobs(orgId: string, filter: JobFilter, found?: Found): Promise<JobSums | null> {
  const [[sums]] = await readForOrg(orgId, [jobSums(orgId, jobCondition(orgId, filter, found))])
  return sums ?? null
}

const isBelow = (before: number | undefined) =>
  before === undefined ? Prisma.sql`true` : Prisma.sql`job.number < ${before}`

/**
 * Reads the jobs of a filter with numbers below `before`, newest first, of the organization that `ask` asks: in one round
 * trip, of a search in two or a few more.
 */
export async function readJobs<C extends OfOrg>(
  ask: AskOrg<C>,
  filter: JobFilter,
  before?: number,
): Promise<{ context: C; page: JobPage | SearchedJobs }> {
  if (!filter.query) {
    const { context, answers } = await ask((orgId) => [
      newest(orgId, Prisma.sql`${isBelow(before)} and ${jobCondition(orgId, filter)}`, PAGE_SIZE + 1),
    ])
    return { context, page: toJobPage(...answers) }
  }
  const { context, answers } = await ask(() => [searchRows('job', jobWords(filter.query))])
  return { context, page: await searchJobs(context.org.id, filter, before, foundOf(...answers)) }
}

/** The page of a search, of which `found` is known. */
export async function searchJobs(
  orgId: string,
  filter: JobFilter,
  before: number | undefined,
  found: Found,
): Promise<SearchedJobs> {
  const condition = jobCondition(orgId, filter, found)
  const below = isBelow(before)
  const ordered = Prisma.sql`where org_id = ${orgId}::uuid and ${below} order by number desc`
  const read = (rows: number | null) => {
    const jobs = firstRows(Prisma.sql`job`, ordered, rows)
    const page = ofFirstRows(newest(orgId, Prisma.sql`${below} and ${condition}`, PAGE_SIZE + 1, jobs), rows)
    return readForOrg(orgId, [page, ...(found ? [jobSums(orgId, condition)] : [])])
  }
  const [jobs, [sums] = []] = await readFound(found, read, ([rows]) => rows.length > PAGE_SIZE)
  const page = toJobPage(jobs)
  if (sums || before !== undefined || page.older !== undefined) return { ...page, sums: sums ?? null }
  // These are all that it finds.
  const ids = page.jobs.map(({ id }) => id)
  return { ...page, sums: await addUpJobs(orgId, filter, ids) }
}

function toJobPage(found: readonly ListedJob[]): JobPage {
  const jobs = found.slice(0, PAGE_SIZE)
  return { jobs, older: found.length > PAGE_SIZE ? jobs.at(-1)?.number : undefined }
}

/** Returns a customer's newest hundred jobs, newest first. */
export async function listCustomerJobs(orgId: string, customerId: string): Promise<ListedJob[]> {
  const [jobs] = await readForOrg(orgId, [newest(orgId, ofCustomer(customerId), 100)])
  return jobs
}

/** A document without what it holds, which only its own page reads (lib/documents/queries.ts). */
export type JobDocument = Pick<
  Document,
  | 'id'
  | 'kind'
  | 'ordinal'
  | 'number'
  | 'stage'
  | 'stageAt'
  | 'createdAt'
  | 'version'
  | 'totalCents'
  | 'sentVersion'
  | 'sentSave'
  | 'acceptanceId'
>

/** Returns a job by its number, with its customer, its documents and what's owed on it (cents), or null. */
export const getJob = async (orgId: string, number: string) =>
  toJob(await readForOrg(orgId, jobStatements(orgId, number)))

/** The answers of `jobStatements` → the job. */
export function toJob([jobs, customers, documents, amounts]: Answers<JobStatements>) {
  const [job] = jobs
  const [customer] = customers
  if (!job || !customer) return null
  return { ...job, customer, documents, balance: balanceOf(contractTotalCents(documents), amounts) }
}

type JobStatements = readonly [
  ...[Statement<Job>, Statement<Customer>, Statement<JobDocument>, ReturnType<typeof jobAmounts>],
]

/** What `getJob` asks. */
export function jobStatements(orgId: string, text: string): JobStatements {
  const number = numberParam(text) ?? 0
  const id = idOfJob(orgId, text)
  return [
    Prisma.sql`select * from job where org_id = ${orgId}::uuid and number = ${number}`,
    Prisma.sql`select * from customer where org_id = ${orgId}::uuid
      and id = (select customer_id from job where org_id = ${orgId}::uuid and number = ${number})`,
    Prisma.sql`select id, kind, ordinal, number, stage, stage_at, created_at, version, total_cents, sent_version, sent_save,
        acceptance_id
      from document where org_id = ${orgId}::uuid and job_id = ${id} order by kind, ordinal`,
    jobAmounts(orgId, id),
  ]
}

export type JobView = NonNullable<ReturnType<typeof toJob>>

/** Returns where a job's receipts go and whom to call: the job's own contact, else the customer's. */
export const jobContact = (job: JobView) => ({
  email: job.contactEmail ?? job.customer.email,
  phone: job.contactPhone ?? job.customer.phone,
})
