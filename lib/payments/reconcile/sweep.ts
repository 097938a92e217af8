import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { ABSENT } from '@/lib/payments/rules/status'
import { CHECK_AFTER_ABSENCE, syncInterval } from '@/lib/payments/rules/timing'
import { enqueue } from '@/lib/queue/enqueue'
import { emailJob, reconcilePaymentJob, reconcileReversalJob, syncJob } from '@/lib/queue/jobs'

// Longer than any job takes: what is older and not under way has lost its job.
const LEFT_LYING_MS = 60_000

// A payment that was checked this recently is checked again soon anyway. So a worker that starts beside others, or again
// and again, doesn't check everything each time.
const ASKED_LATELY_MS = 10_000

type Options = {
  /** Check at once everything that wasn't checked recently, whatever was planned: the worker has just started. */
  atOnce?: boolean
}

/**
 * Queues the work that should be under way and isn't, because its job ran out of tries while something it needs was
 * failing, or because no worker was running. A waiting job keeps its time, and running one twice is harmless.
 */
export async function sweep({ atOnce = false }: Options = {}): Promise<void> {
  const orgs = await forSystem((tx) => tx.org.findMany({ select: { id: true } }))
  for (const { id: orgId } of orgs) await forOrg(orgId, (tx) => sweepOrg(tx, orgId, atOnce))
}

async function sweepOrg(tx: Tx, orgId: string, atOnce: boolean) {
  const before = new Date(now().getTime() - (atOnce ? 0 : LEFT_LYING_MS))
  const lately = new Date(now().getTime() - ASKED_LATELY_MS)
  const when = { inMs: 0, keepTime: !atOnce }
  const undecided = await tx.payment.findMany({
    where: {
      orgId,
      status: { in: ['submitting', 'unknown'] },
      createdAt: { lt: before },
      ...(!atOnce && { OR: [{ lastAskedAt: null }, { lastAskedAt: { lt: before } }] }),
    },
    select: { orgId: true, id: true, lastAskedAt: true },
  })
  // The last check of payments concluded absent, where it hasn't happened.
  const due = new Date(now().getTime() - CHECK_AFTER_ABSENCE)
  const absent = await tx.$queryRaw<{ orgId: string; id: string }[]>`
    select org_id as "orgId", id from payment where org_id = ${orgId}::uuid and status = 'not_taken'
      and reason = any (${[...ABSENT]}::text[]) and decided_at < ${due}::timestamptz
      and (last_asked_at is null or last_asked_at < decided_at + ${CHECK_AFTER_ABSENCE} * interval '1 millisecond')`
  const reversals = await tx.reversal.findMany({
    where: { orgId, status: { in: ['submitting', 'unknown'] }, createdAt: { lt: before } },
    select: { orgId: true, id: true },
  })
  const unsent = await tx.email.findMany({
    where: {
      ...{ orgId, status: { in: ['queued', 'retrying'] }, createdAt: { lt: before } },
      OR: [{ claimedUntil: null }, { claimedUntil: { lt: now() } }],
    },
    select: { orgId: true, id: true },
  })
  const active = await tx.integration.findFirst({
    where: { orgId, activatedAt: { not: null } },
    select: { orgId: true },
  })
  await enqueue(tx, [
    ...undecided.map((payment) => {
      const keepTime = !atOnce || (payment.lastAskedAt !== null && payment.lastAskedAt > lately)
      return reconcilePaymentJob(payment, { ...when, keepTime, asked: payment.lastAskedAt !== null })
    }),
    ...absent.map((payment) => reconcilePaymentJob(payment, { ...when, asked: true })),
    ...reversals.map((reversal) => reconcileReversalJob(reversal, when)),
    ...unsent.map((row) => emailJob(row)),
    ...(active ? [syncJob(orgId, atOnce ? { inMs: 0 } : { inMs: syncInterval(true), keepTime: true })] : []),
  ])
}
