import 'server-only'
import type { Tx } from '@/lib/db'

/** Everything about a job's payments that the screen may show, newest first, each with its receipt e-mail. */
export const listJobPayments = (tx: Tx, orgId: string, jobId: string) =>
  tx.payment.findMany({
    where: { orgId, jobId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { emails: { select: { to: true, status: true, attempts: true, sentAt: true, lastError: true } } },
  })

export type JobPayment = Awaited<ReturnType<typeof listJobPayments>>[number]
