import 'server-only'
import type { Tx } from '@/lib/db'
import { computeBalance } from '@/lib/payments/rules/balance'

/**
 * Holds a job's row until the transaction ends. Whoever changes what a job costs and whoever charges for it takes this
 * lock first, so that neither reckons with what the other is about to change.
 */
export async function lockJob(tx: Tx, orgId: string, jobId: string): Promise<void> {
  await tx.$queryRaw`select id from job where org_id = ${orgId}::uuid and id = ${jobId}::uuid for update`
}

/** What has been paid on a job or is being charged right now, in cents: what it costs may not fall below that. */
export async function getHeldCents(tx: Tx, orgId: string, jobId: string): Promise<number> {
  const payments = await tx.payment.findMany({ where: { orgId, jobId }, select: { amountCents: true, status: true } })
  const { paidCents, checkingCents } = computeBalance(0, payments)
  return paidCents + checkingCents
}
