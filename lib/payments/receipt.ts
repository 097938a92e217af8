import 'server-only'
import type { Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import type { Payment } from '@/prisma/generated/client'
import { balanceAsOf, type ReceiptBalance } from './rules/as-of'

/** Reads what a payment's receipt says about the whole job: its page and its email say the same. */
export async function getReceiptBalance(
  tx: Tx,
  { orgId, id, jobId, jobTotalCents }: Pick<Payment, 'orgId' | 'id' | 'jobId' | 'jobTotalCents'>,
): Promise<ReceiptBalance> {
  const payments = await tx.payment.findMany({
    where: { orgId, jobId },
    select: { id: true, amountCents: true, events: { select: { at: true, to: true } } },
  })
  return balanceAsOf(id, jobTotalCents ?? (await getContractTotal(tx, orgId, jobId)).cents, payments)
}
