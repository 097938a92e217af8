import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

/** What jobs come to, in cents. */
export type JobSums = {
  jobs: number
  totalCents: number
  paidCents: number
  checkingCents: number
  owedCents: number
  overpaidCents: number
}

/** Adds up the jobs of a condition (conditions.ts) in the database: however many they are, one row comes back. */
export const jobSums = (orgId: string, condition: Prisma.Sql): Statement<JobSums> => Prisma.sql`
  select count(*)::int as jobs,
    coalesce(sum(total_cents), 0)::float8 as "totalCents",
    coalesce(sum(paid_cents), 0)::float8 as "paidCents",
    coalesce(sum(checking_cents), 0)::float8 as "checkingCents",
    coalesce(sum(owed_cents), 0)::float8 as "owedCents",
    coalesce(sum(overpaid_cents), 0)::float8 as "overpaidCents"
  from job join job_standing standing on standing.org_id = job.org_id and standing.job_id = job.id
  where job.org_id = ${orgId}::uuid and ${condition}`

const NONE: JobSums = { jobs: 0, totalCents: 0, paidCents: 0, checkingCents: 0, owedCents: 0, overpaidCents: 0 }

/** The same inside of a transaction. */
export async function sumJobs(tx: Tx, orgId: string, condition: Prisma.Sql): Promise<JobSums> {
  const [sums = NONE] = await tx.$queryRaw<JobSums[]>(jobSums(orgId, condition))
  return sums
}
