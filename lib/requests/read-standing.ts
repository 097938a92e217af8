import 'server-only'
import type { Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { getJobView } from '@/lib/documents/job-view'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { OpenRequest } from './read-requests'
import { type Standing, standingOf } from './standing'

/** Reads how some requests of a job stand. It stays so while the caller holds the job's lock. */
export async function readStandings<R extends OpenRequest>(
  tx: Tx,
  orgId: string,
  jobId: string,
  requests: readonly R[],
): Promise<{ request: R; standing: Standing }[]> {
  if (requests.length === 0) return []
  const job = await getJobView(tx, orgId, jobId)
  const total = await getContractTotal(tx, orgId, jobId)
  const balance = await getJobBalance(tx, orgId, jobId, total.cents)
  return requests.map((request) => ({
    request,
    standing: standingOf(request, { parts: job?.view.parts ?? null, balance, payments: request.payments }),
  }))
}
