import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { getJobSchedule } from './job-schedule'
import { type LockedDocument, lockDocument } from './lock-document'
import { milestonesOf } from './reached'
import { recordEvent } from './record-event'
import type { MarkMilestoneInput } from './schema'
import { documentName } from './stages'

/**
 * Marks a milestone of a signed agreement as reached, so that the payments that wait for it become due, or takes that back.
 * It changes what is asked for, and nothing that was paid. The same mark twice is recorded once.
 * @throws UserError when the agreement isn't signed or is completed, or its schedule, with the signed change orders, has no
 *   such milestone
 */
export const markMilestone = (
  context: OrgContext,
  { documentId, milestone, isReached }: MarkMilestoneInput,
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await lockDocument(tx, context.org.id, documentId)
    if (document.kind !== 'agreement')
      throw new UserError('Only the payments of an agreement wait for milestones. Mark it on the agreement’s page.')
    if (document.stage === 'completed')
      throw new UserError('The agreement is completed, so all its payments are due already. Reload the page.')
    const job = await getJobSchedule(tx, document.orgId, document.jobId)
    if (!job)
      throw new UserError(
        'The agreement isn’t signed, so no payment waits for a milestone yet. Mark it as signed first.',
      )
    if (!milestonesOf(job.schedule).includes(milestone))
      throw new UserError(
        `No payment of the signed schedule waits for “${milestone}”. Reload the page to see those that are there now.`,
      )
    if (job.reached.has(milestone) === isReached) return // pressed twice, or by two people
    const act = isReached ? 'reached' : 'unreached'
    await recordEvent(tx, context, document, { act, detail: milestone, at: await afterLast(tx, document) })
    await recordAudit(tx, context, {
      action: isReached ? 'milestone_reached' : 'milestone_taken_back',
      subject: documentName(document, document.job),
      detail: milestone,
    })
  })

/** The instant of the next event: after the last one, also where another server's clock is ahead. The last mark counts. */
async function afterLast(tx: Tx, { orgId, jobId, id: documentId }: LockedDocument): Promise<Date> {
  const last = await tx.documentEvent.findFirst({
    where: { orgId, jobId, documentId },
    orderBy: { at: 'desc' },
    select: { at: true },
  })
  return new Date(Math.max(now().getTime(), (last?.at.getTime() ?? 0) + 1))
}
