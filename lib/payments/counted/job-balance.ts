import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import { type Balance, computeBalance, type JobAmount } from '@/lib/payments/rules/balance'
import { Prisma } from '@/prisma/generated/client'

// The one place that reads what counts on a job, so that nothing that counts is forgotten anywhere: payments by card and
// bank account in every state, and what people recorded. dependency-cruiser keeps everybody else from computing a balance.

type Priced = { id: string; totalCents: number }
type Row = JobAmount & { jobId: string }

/** What counts on the jobs whose id is `= ids`; `balanceOf` adds it up. */
export const jobAmounts = (orgId: string, ids: Prisma.Sql): Statement<Row> =>
  // Sums of an integer column are exact in a double up to 90 trillion dollars.
  Prisma.sql`
    select job_id as "jobId", status::text as status, sum(amount_cents)::float8 as "amountCents" from payment
      where org_id = ${orgId}::uuid and job_id = ${ids} group by job_id, status
    union all
    select job_id, 'recorded', sum(amount_cents)::float8 from recorded_payment
      where org_id = ${orgId}::uuid and job_id = ${ids} group by job_id`

/** The balance of one job, whose amounts were read. */
export const balanceOf = (totalCents: number, amounts: readonly JobAmount[]): Balance =>
  computeBalance(totalCents, amounts)

/**
 * Reads what is paid, held and owed on jobs of an organization: one statement, however many jobs.
 * @param jobs each with its total in cents, as lib/documents/contract-total.ts has it
 * @returns the balance of each job by its id
 */
export async function getJobBalances(tx: Tx, orgId: string, jobs: readonly Priced[]): Promise<Map<string, Balance>> {
  const ids = Prisma.sql`any (${jobs.map(({ id }) => id)}::uuid[])`
  const rows = await tx.$queryRaw<Row[]>(jobAmounts(orgId, ids))
  const amountsOf = (id: string) => rows.filter(({ jobId }) => jobId === id)
  return new Map(jobs.map(({ id, totalCents }) => [id, balanceOf(totalCents, amountsOf(id))]))
}

/** Reads what is paid, held and owed on one job. What is owed stays as read while the caller holds the job's lock. */
export async function getJobBalance(tx: Tx, orgId: string, jobId: string, totalCents: number): Promise<Balance> {
  const balances = await getJobBalances(tx, orgId, [{ id: jobId, totalCents }])
  return balances.get(jobId) ?? balanceOf(totalCents, [])
}
