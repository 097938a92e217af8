import 'server-only'
import type { Statement } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'

/** A payment of a job. `recorded`: what a person recorded. `amountCents` above 0, `at` when it was made or recorded. */
export type JobPayment = { id: string; amountCents: number; status: PaymentStatus | 'recorded'; at: Date }

/**
 * A job's payments one by one: those by card and bank account, whatever came of each, and the recorded ones that stand.
 * What came back or was corrected doesn't count, and isn't there.
 * @param jobId a value, or a subquery of it
 */
export const jobPayments = (orgId: string, jobId: Prisma.Sql): Statement<JobPayment> => Prisma.sql`
  select id, amount_cents as "amountCents", status::text as status, created_at as at from payment
    where org_id = ${orgId}::uuid and job_id = ${jobId}
  union all
  select id, amount_cents, 'recorded', created_at from recorded_payment entry
    where org_id = ${orgId}::uuid and job_id = ${jobId} and corrects_id is null and not exists (
      select from recorded_payment counter where counter.org_id = entry.org_id and counter.corrects_id = entry.id)`
