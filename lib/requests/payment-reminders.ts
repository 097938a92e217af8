import 'server-only'
import type { Tx } from '@/lib/db'
import { type Asked, hasDueStep } from './plan'
import { getPolicy } from './policy-store'
import { factsOf, readRequests } from './read-requests'
import { readStandings } from './read-standing'
import type { Reminders } from './reminders'

/** Reminders of what customers were asked to pay. A request whose payment is there ends. */
export const paymentReminders: Reminders = {
  listWaiting,
  async read(tx, orgId, { id, jobId }, at) {
    const [found] = await readStandings(tx, orgId, jobId, await readRequests(tx, orgId, { id }))
    if (!found) return null
    const { request, standing } = found
    if (standing.state === 'paid') {
      await tx.paymentRequest.updateMany({
        where: { orgId, id, endedAt: null },
        data: { endedAt: at, endedWhy: 'paid' },
      })
      return null
    }
    return { facts: factsOf(request, standing.state), byName: request.askedByName, about: { paymentRequestId: id } }
  },
  async writeSteps(tx, { orgId, id: requestId, doneAt }, steps) {
    await tx.reminderStep.createMany({ data: steps.map((step) => ({ orgId, requestId, doneAt, ...step })) })
  },
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
  return rows.filter((row) => row.isTouched || hasDueStep(row, policy, timeZone, at))
}
