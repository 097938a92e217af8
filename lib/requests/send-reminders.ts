import 'server-only'
import { queueLinkEmail } from '@/lib/customer-links/email-link'
import { now } from '@/lib/dates'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { report } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { type Turn, turnOf } from './decide'
import { paymentReminders } from './payment-reminders'
import type { Open, Reminders } from './reminders'
import { signingReminders } from './signing-reminders'

/** Where a test lets the work break off. */
type Options = { at?: Date; onStep?: (where: string) => void }

/** What customers are reminded of. */
const KINDS: readonly Reminders[] = [paymentReminders, signingReminders]

/**
 * Reminds customers of what they were asked to pay or to sign, where it's time, and ends the requests that are paid. Any
 * number of workers may run it, and each may be killed at any moment: a step and its emails are written in one transaction,
 * under the job's lock, and the database has each step once.
 */
export async function sendReminders({ at = now(), onStep = () => {} }: Options = {}): Promise<void> {
  const orgs = await forSystem((tx) => tx.org.findMany({ where: { suspendedAt: null }, select: { id: true } }))
  for (const { id: orgId } of orgs)
    for (const kind of KINDS)
      for (const row of await forOrg(orgId, (tx) => kind.listWaiting(tx, orgId, at)))
        try {
          await forOrg(orgId, (tx) => remind(tx, orgId, kind, row, { at, onStep }))
        } catch (error) {
          report(error, 'sendReminders')
        }
}

/** Does what is to be done about one request at an instant. */
async function remind(
  tx: Tx,
  orgId: string,
  kind: Reminders,
  { id, jobId }: { id: string; jobId: string },
  { at, onStep }: Required<Options>,
): Promise<void> {
  await lockJob(tx, orgId, jobId)
  const found = await kind.read(tx, orgId, { id, jobId }, at)
  onStep('read')
  if (!found) return // ended by now
  const turn = turnOf(found.facts, at)
  if (turn) await take(tx, orgId, kind, { ...found, id, jobId }, turn, { at, onStep })
}

async function take(
  tx: Tx,
  orgId: string,
  kind: Reminders,
  request: Open & { id: string; jobId: string },
  turn: Turn,
  { at, onStep }: Required<Options>,
) {
  const { late, planned, skipped, to } = turn
  await kind.writeSteps(tx, { orgId, id: request.id, doneAt: at }, [
    ...late.map((each) => ({ step: each.step, plannedAt: each.at, skipped: 'late' })),
    { step: planned.step, plannedAt: planned.at, skipped },
  ])
  onStep('step')
  const by = { org: { id: orgId }, user: { name: request.byName } }
  const about = { ...request.about, reminderStep: planned.step, createdAt: at }
  for (const person of to) {
    await queueLinkEmail(tx, by, request.jobId, person, about)
    onStep('email')
  }
  onStep('done')
}
