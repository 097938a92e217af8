import 'server-only'
import { dayOf, formatDay, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { rightOf } from '@/lib/documents/cancellation'
import { getJobSchedule } from '@/lib/documents/job-schedule'
import { type LockedDocument, lockDocument } from '@/lib/documents/lock-document'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { cancelIn } from './cancel'
import type { RecordNotice } from './schema'
import { lateQuestion, NOT_SIGNED } from './words'

/**
 * The office records that a customer canceled by a notice on paper or by email: dated in time, however late it arrived.
 * Recorded twice, it is recorded once.
 * @throws UserError for days that can't be (`fields` says which), for an agreement that isn't signed, or with a question in
 *   `fields.sure`: the notice is dated after the right ended
 */
export const recordNotice = (context: OrgContext, input: RecordNotice): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const { org } = context
    const { way, datedOn, receivedOn, reason, sure } = input
    const document = await lockDocument(tx, org.id, input.documentId)
    if (document.stage === 'canceled') return
    const signed = document.kind === 'agreement' ? await getJobSchedule(tx, org.id, document.jobId) : null
    if (document.kind !== 'agreement' || (document.stage !== 'signed' && document.stage !== 'completed'))
      throw new UserError(NOT_SIGNED)
    const today = dayOf(now(), org.timeZone)
    const signedOn = dayOf((await firstSigned(tx, document)) ?? signed?.signedAt ?? document.stageAt, org.timeZone)
    if (datedOn < signedOn)
      refuse('datedOn', `The agreement was signed on ${formatDay(signedOn)}, so the notice can’t be older.`)
    if (receivedOn < datedOn) refuse('receivedOn', 'A notice can’t arrive before its date.')
    if (receivedOn > today) refuse('receivedOn', 'That day is still ahead. Record it once the notice is here.')
    const right = signed && rightOf(signed)
    const question = right && datedOn <= right.day ? null : lateQuestion(datedOn, right, org.timeZone)
    if (question && question !== sure) throw new UserError(question, { sure: question })
    await cancelIn(tx, context, document, { way, datedOn, receivedOn, reason })
  })

/**
 * When the first one signed the version that stands: a customer may cancel what they have signed before the contractor signs,
 * and before the office set right how it was marked. Null where nothing is known of it.
 */
async function firstSigned(tx: Tx, document: LockedDocument): Promise<Date | null> {
  const { orgId, jobId, id: documentId, sentVersion: versionNumber } = document
  if (versionNumber === null) return null
  const event = await tx.documentEvent.findFirst({
    where: { orgId, jobId, documentId, versionNumber, act: { in: ['signature_given', 'signed'] } },
    orderBy: { seq: 'asc' },
    select: { at: true },
  })
  return event?.at ?? null
}

function refuse(field: 'datedOn' | 'receivedOn', words: string): never {
  throw new UserError(`${words} Nothing was recorded.`, { [field]: words })
}
