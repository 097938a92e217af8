import 'server-only'
import { dateToDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { refundDay } from '@/lib/documents/cancellation'
import type { Snapshot } from '@/lib/documents/snapshot'
import { isReversalDone } from '@/lib/payments/rules/reversal'
import { REVERSED_STATUSES } from '@/lib/payments/rules/status'
import { progressOf } from './progress'
import type { NoticeWay } from './ways'

// What pages read of a canceled agreement.

/** The payments and entries of a job, with when each that no longer counts was taken off. */
async function readHeld(tx: Tx, orgId: string, jobId: string) {
  const payments = await tx.payment.findMany({
    where: { orgId, jobId },
    include: {
      reversals: true,
      duplicateCharges: { select: { clearedAt: true } },
      events: { where: { to: { in: [...REVERSED_STATUSES] } }, orderBy: { at: 'desc' }, take: 1, select: { at: true } },
    },
    orderBy: { createdAt: 'asc' },
  })
  const entries = await tx.recordedPayment.findMany({
    where: { orgId, jobId, correctsId: null },
    include: { correction: { select: { createdAt: true, cameBack: true } } },
    orderBy: { createdAt: 'asc' },
  })
  return {
    payments: payments.map(({ events, ...payment }) => ({
      ...payment,
      reversedAt: events[0]?.at ?? null,
      retainedCents: payment.reversals.find(({ status }) => isReversalDone(status))?.retainedCents ?? 0,
    })),
    // A mistake that was corrected moved no money.
    entries: entries
      .filter(({ correction }) => correction === null || correction.cameBack)
      .map(({ correction, ...entry }) => ({ ...entry, reversedAt: correction?.createdAt ?? null })),
  }
}

/**
 * Reads how an agreement was canceled, and what of its job's money is refunded.
 * @returns null for one that wasn't canceled. `by`: the last day for the refund, YYYY-MM-DD
 */
export async function readCanceled(
  tx: Tx,
  orgId: string,
  { jobId, documentId }: { jobId: string; documentId: string },
) {
  const cancellation = await tx.cancellation.findUnique({
    where: { orgId_documentId: { orgId, documentId } },
    include: { version: { select: { snapshot: true } } },
  })
  if (!cancellation) return null
  const { way, datedOn, receivedOn, reason, canceledAt, recordedByName, version } = cancellation
  const { cancellation: frozen }: Snapshot = JSON.parse(version.snapshot)
  const held = await readHeld(tx, orgId, jobId)
  const received = dateToDay(receivedOn)
  return {
    notice: { way: way as NoticeWay, datedOn: dateToDay(datedOn), receivedOn: received, reason },
    ...{ canceledAt, recordedByName, ...held },
    by: refundDay(frozen, received),
    progress: progressOf(held.payments, held.entries, canceledAt),
  }
}

export type CanceledAgreement = NonNullable<Awaited<ReturnType<typeof readCanceled>>>
