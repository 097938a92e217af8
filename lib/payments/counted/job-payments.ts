import 'server-only'
import type { Tx } from '@/lib/db'
import type { PaymentStatus } from '@/prisma/generated/enums'

/** A payment of a job. `recorded`: what a person recorded. `amountCents` above 0, `at` when it was made or recorded. */
export type JobPayment = { id: string; amountCents: number; status: PaymentStatus | 'recorded'; at: Date }

/**
 * Lists a job's payments one by one: those by card and bank account, whatever came of each, and the recorded ones that
 * stand. What came back or was corrected doesn't count, and isn't there.
 */
export async function listJobPayments(tx: Tx, orgId: string, jobId: string): Promise<JobPayment[]> {
  const payments = await tx.payment.findMany({
    where: { orgId, jobId },
    select: { id: true, amountCents: true, status: true, createdAt: true },
  })
  const recorded = await tx.recordedPayment.findMany({
    where: { orgId, jobId, correctsId: null, correction: null },
    select: { id: true, amountCents: true, createdAt: true },
  })
  return [
    ...payments.map(({ createdAt, ...payment }) => ({ ...payment, at: createdAt })),
    ...recorded.map(({ id, amountCents, createdAt }) => ({
      id,
      amountCents,
      status: 'recorded' as const,
      at: createdAt,
    })),
  ]
}
