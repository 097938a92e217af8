import 'server-only'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { lookAgain, sendSoon, syncSoon } from './record-outcome'
import { syncInterval } from './timing'

// Longer than any job takes: what is that old and not under way has no job any more.
const LEFT_LYING_MS = 60_000

/**
 * Queues the work that should be under way and is not, because its job used up its tries while something it needs was
 * failing. A job that waits keeps its time, and doing one twice is harmless.
 */
export async function sweep(): Promise<void> {
  const orgs = await forSystem((tx) => tx.org.findMany({ select: { id: true } }))
  for (const { id: orgId } of orgs) await forOrg(orgId, (tx) => sweepOrg(tx, orgId))
}

async function sweepOrg(tx: Tx, orgId: string) {
  const before = new Date(Date.now() - LEFT_LYING_MS)
  const undecided = await tx.payment.findMany({
    where: {
      orgId,
      status: { in: ['submitting', 'unknown'] },
      createdAt: { lt: before },
      OR: [{ lastAskedAt: null }, { lastAskedAt: { lt: before } }],
    },
    select: { orgId: true, id: true },
  })
  for (const payment of undecided) await lookAgain(tx, payment, { inMs: 0, keepTime: true })
  const unsent = await tx.email.findMany({
    where: { orgId, status: 'queued', attempts: 0, claimedUntil: null, createdAt: { lt: before } },
    select: { id: true },
  })
  for (const { id } of unsent) await sendSoon(tx, orgId, id)
  if (await tx.payment.count({ where: { orgId, status: 'authorized' } }))
    await syncSoon(tx, orgId, { inMs: syncInterval(), keepTime: true })
}
