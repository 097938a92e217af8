import 'server-only'
import { queueLinkEmail } from '@/lib/customer-links/email-link'
import { now } from '@/lib/dates'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { report } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { type Turn, turnOf } from './decide'
import { type Asked, stepsOf } from './plan'
import { getPolicy } from './policy-store'
import { factsOf, type OpenRequest, readRequests } from './read-requests'
import { readStandings } from './read-standing'

/** Where a test lets the work break off. */
type Options = { at?: Date; onStep?: (where: string) => void }

/**
 * Reminds customers of what they were asked to pay, where it's time, and ends the requests that are paid. Any number of
 * workers may run it, and each may be killed at any moment: a step and its emails are written in one transaction, under the
 * job's lock, and the database has each step once.
 */
export async function sendReminders({ at = now(), onStep = () => {} }: Options = {}): Promise<void> {
  const orgs = await forSystem((tx) => tx.org.findMany({ where: { suspendedAt: null }, select: { id: true } }))
  for (const { id: orgId } of orgs)
    for (const row of await forOrg(orgId, (tx) => listWaiting(tx, orgId, at)))
      try {
        await forOrg(orgId, (tx) => remind(tx, orgId, row, { at, onStep }))
      } catch (error) {
        report(error, 'sendReminders')
      }
}

type Row = Asked & {
  id: string
  jobId: string
  /** The last step of which something came; null before the first one. */
  lastStep: number | null
  /** Whether money came in since, or was decided. */
  isTouched: boolean
}

/** The requests of a company of which something may have come: a step is due, or something was paid. */
async function listWaiting(tx: Tx, orgId: string, at: Date): Promise<Row[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select request.id, request.job_id as "jobId", to_char(request.due_on, 'YYYY-MM-DD') as "dueOn",
      request.created_at as "askedAt",
      (select max(step) from reminder_step where reminder_step.org_id = request.org_id
        and reminder_step.request_id = request.id) as "lastStep",
      exists (select from payment where payment.org_id = request.org_id and payment.job_id = request.job_id
        and (payment.created_at >= request.created_at or payment.decided_at >= request.created_at)) or
      exists (select from recorded_payment entry where entry.org_id = request.org_id and entry.job_id = request.job_id
        and entry.created_at >= request.created_at) as "isTouched"
    from payment_request request
    where request.org_id = ${orgId}::uuid and request.ended_at is null
    order by request.created_at, request.id`
  if (rows.length === 0) return []
  const policy = await getPolicy(tx, orgId)
  const { timeZone } = await tx.org.findUniqueOrThrow({ where: { id: orgId }, select: { timeZone: true } })
  const isDue = (row: Row) =>
    stepsOf(row, policy, timeZone).some((planned) => planned.at <= at && planned.step > (row.lastStep ?? -Infinity))
  return rows.filter((row) => row.isTouched || isDue(row))
}

/** Does what is to be done about one request at an instant. */
async function remind(
  tx: Tx,
  orgId: string,
  { id, jobId }: Pick<Row, 'id' | 'jobId'>,
  { at, onStep }: Required<Options>,
): Promise<void> {
  await lockJob(tx, orgId, jobId)
  const [found] = await readStandings(tx, orgId, jobId, await readRequests(tx, orgId, { id }))
  if (!found) return // ended by now
  const { request, standing } = found
  onStep('read')
  if (standing.state === 'paid') {
    await tx.paymentRequest.updateMany({
      where: { orgId, id, endedAt: null },
      data: { endedAt: at, endedWhy: 'paid' },
    })
    onStep('ended')
    return
  }
  const turn = turnOf(factsOf(request, standing.state), at)
  if (turn) await take(tx, orgId, request, turn, { at, onStep })
}

async function take(tx: Tx, orgId: string, request: OpenRequest, turn: Turn, { at, onStep }: Required<Options>) {
  const { late, planned, skipped, to } = turn
  const key = { orgId, requestId: request.id, doneAt: at }
  await tx.reminderStep.createMany({
    data: [
      ...late.map((each) => ({ ...key, step: each.step, plannedAt: each.at, skipped: 'late' })),
      { ...key, step: planned.step, plannedAt: planned.at, skipped },
    ],
  })
  onStep('step')
  const by = { org: { id: orgId }, user: { name: request.askedByName } }
  const about = { paymentRequestId: request.id, reminderStep: planned.step, createdAt: at }
  for (const person of to) {
    await queueLinkEmail(tx, by, request.jobId, person, about)
    onStep('email')
  }
  onStep('done')
}
