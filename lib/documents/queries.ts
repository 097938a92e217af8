import 'server-only'
import type { Tx } from '@/lib/db'
import { getJobBalance } from '@/lib/payments/counted/job-balance'

/** Returns what a job's customer has paid or is being charged now, in cents. The job's total can't go below it. */
export async function getHeldCents(tx: Tx, orgId: string, jobId: string): Promise<number> {
  const { paidCents, checkingCents } = await getJobBalance(tx, orgId, jobId, 0)
  return paidCents + checkingCents
}
