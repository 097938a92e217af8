import 'server-only'
import type { Tx } from '@/lib/db'
import { computeBalance } from '@/lib/payments/rules/balance'

/** Returns what a job's customer has paid or is being charged now, in cents. The job's total can't go below it. */
export async function getHeldCents(tx: Tx, orgId: string, jobId: string): Promise<number> {
  const payments = await tx.payment.findMany({ where: { orgId, jobId }, select: { amountCents: true, status: true } })
  const { paidCents, checkingCents } = computeBalance(0, payments)
  return paidCents + checkingCents
}
