import 'server-only'
import type { Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import type { Payment, RecordedPayment } from '@/prisma/generated/client'
import { balanceAsOf, balanceAt, type ReceiptBalance } from './rules/as-of'

/** Reads what a payment's receipt says about the whole job: its page and its email say the same. */
export async function getReceiptBalance(
  tx: Tx,
  { orgId, id, jobId, jobTotalCents }: Pick<Payment, 'orgId' | 'id' | 'jobId' | 'jobTotalCents'>,
): Promise<ReceiptBalance> {
  const { payments, recorded } = await readHistory(tx, orgId, jobId)
  return balanceAsOf(id, jobTotalCents ?? (await getContractTotal(tx, orgId, jobId)).cents, payments, recorded)
}

/** Reads the same for the receipt of a recorded payment: as things stood right after it was recorded. */
export async function getRecordedReceiptBalance(
  tx: Tx,
  { orgId, jobId, jobTotalCents, createdAt }: Pick<RecordedPayment, 'orgId' | 'jobId' | 'jobTotalCents' | 'createdAt'>,
): Promise<ReceiptBalance> {
  const { payments, recorded } = await readHistory(tx, orgId, jobId)
  return balanceAt(createdAt, jobTotalCents, payments, recorded)
}

/** All that ever counted on a job, with when it did. */
async function readHistory(tx: Tx, orgId: string, jobId: string) {
  const payments = await tx.payment.findMany({
    where: { orgId, jobId },
    select: { id: true, amountCents: true, events: { select: { at: true, to: true } } },
  })
  const rows = await tx.recordedPayment.findMany({
    where: { orgId, jobId },
    select: { amountCents: true, createdAt: true },
  })
  return { payments, recorded: rows.map(({ amountCents, createdAt: at }) => ({ amountCents, at })) }
}
