import 'server-only'
import type { Tx } from '@/lib/db'
import type { Prisma } from '@/prisma/generated/client'

/** What jobs come to, in cents. */
export type JobSums = {
  jobs: number
  totalCents: number
  paidCents: number
  checkingCents: number
  owedCents: number
  overpaidCents: number
}

/**
 * Adds up all jobs that match, in the database: however many they are, one row comes back. What is asked of their
 * standing goes in `standing`: as a part of `job` it would be computed twice.
 */
export async function sumJobs(
  tx: Tx,
  orgId: string,
  { job = {}, standing = {} }: { job?: Prisma.JobWhereInput; standing?: Prisma.JobStandingWhereInput },
): Promise<JobSums> {
  const isAny = Object.keys(job).length === 0
  const { _count, _sum } = await tx.jobStanding.aggregate({
    where: { orgId, ...standing, ...(!isAny && { job }) },
    _count: true,
    _sum: { totalCents: true, paidCents: true, checkingCents: true, owedCents: true, overpaidCents: true },
  })
  const cents = (sum: bigint | null) => Number(sum ?? 0n)
  return {
    jobs: _count,
    totalCents: cents(_sum.totalCents),
    paidCents: cents(_sum.paidCents),
    checkingCents: cents(_sum.checkingCents),
    owedCents: cents(_sum.owedCents),
    overpaidCents: cents(_sum.overpaidCents),
  }
}
