import 'server-only'
import type { Tx } from '@/lib/db'
import { computeBalance } from '@/lib/payments/rules/balance'

/** What has been paid on a job or is being charged right now, in cents: what it costs may not fall below that. */
export async function getHeldCents(tx: Tx, orgId: string, jobId: string): Promise<number> {
  const payments = await tx.payment.findMany({ where: { orgId, jobId }, select: { amountCents: true, status: true } })
  const { paidCents, checkingCents } = computeBalance(0, payments)
  return paidCents + checkingCents
}
