import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dateToDay, dayOf, dayToDate, formatDay, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { can, canVoid } from '@/lib/orgs/roles'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { nextInstant } from '@/lib/payments/counted/next-instant'
import { isLongAgo, owedOrOver } from '@/lib/payments/rules/recorded'
import {
  CAME_BACK_IN_THE_FUTURE,
  CORRECTED_BY_OTHERS,
  cameBackTooEarly,
  longAgoQuestion,
  MAY_NOT_RECORD,
  UNCHANGED,
} from '@/lib/payments/words/recorded-words'
import type { RecordedPayment } from '@/prisma/generated/client'
import {
  admitReceipt,
  describeEntry,
  factsOf,
  type Recorded,
  requireSameEntry,
  requireSound,
  writeEntry,
} from './record-payment'
import type { CorrectRecorded, NewEntry } from './schema'

/**
 * Corrects an entry by a counter-entry over all of it and, where `entry` is given, a new entry, in one transaction under
 * the job's lock. Nothing is changed or deleted. The same form again corrects nothing and returns what stands. The
 * counter-entry is of the entry's own day, because a mistake happened on none; money that came back left on `cameBackOn`.
 * @returns the new entry, or the counter-entry without one, and what the job owes after it
 * @throws UserError when there is no such entry, it is a counter-entry, or somebody else corrected it; when the new entry
 *   says nothing new, this person may not record one, or correct what others recorded, or as recordPayment does; when it can't have come back on that day
 */
export async function correctRecorded(context: OrgContext, input: CorrectRecorded): Promise<Recorded> {
  if (input.entry) await admitReceipt(context, undefined, input.entry)
  return correct(context, input)
}

const correct = (context: OrgContext, input: CorrectRecorded): Promise<Recorded> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { entryId, counterId, why, entry, cameBackOn, sure } = input
    if (entry && !can(context.role, 'payments:take')) throw new UserError(MAY_NOT_RECORD)
    const key = { orgId_id: { orgId, id: entryId } }
    const located = await tx.recordedPayment.findUnique({ where: key, select: { jobId: true } })
    if (!located) throw new UserError('This entry no longer exists. Reload the page.')
    await lockJob(tx, orgId, located.jobId)

    const wrong = await tx.recordedPayment.findUniqueOrThrow({
      where: key,
      include: { correction: true, replacedBy: true, job: { select: { id: true, number: true } } },
    })
    const { job } = wrong
    if (!canVoid(context, wrong.recordedById)) throw new UserError(CORRECTED_BY_OTHERS)
    if (wrong.correctsId !== null)
      throw new UserError('A reversing entry can’t be corrected. Record the payment again.')
    const { cents: totalCents } = await getContractTotal(tx, orgId, job.id)
    const owed = async () => owedOrOver(await getJobBalance(tx, orgId, job.id, totalCents))
    if (wrong.correction) {
      requireSameCorrection(wrong.correction, wrong.replacedBy, input, job.id)
      return { id: entry?.id ?? counterId, owedCents: await owed() }
    }
    if (entry && isUnchanged(wrong, entry)) throw new UserError(UNCHANGED)

    const at = await nextInstant(tx, orgId, job.id)
    const { jobId, amountCents, method, reference } = wrong
    if (cameBackOn !== null) requireCameBack(context, dateToDay(wrong.receivedOn), cameBackOn, sure)
    const receivedOn = cameBackOn === null ? wrong.receivedOn : dayToDate(cameBackOn)
    await tx.recordedPayment.create({
      data: {
        ...{ orgId, id: counterId, jobId, method, reference, receivedOn, correctsId: wrong.id, note: why },
        cameBack: cameBackOn !== null,
        ...{ amountCents: -amountCents, jobTotalCents: totalCents, createdAt: at },
        ...{ recordedById: context.user.id, recordedByName: context.user.name },
      },
    })
    if (entry) {
      const balance = await getJobBalance(tx, orgId, job.id, totalCents)
      await requireSound(tx, context, { job, balance, entry, sure, replaces: wrong })
      // A moment later, so that every list has the new entry above the counter-entry.
      const later = new Date(at.getTime() + 1)
      await writeEntry(tx, context, { jobId, totalCents, entry, replacesId: wrong.id, at: later })
    }
    const became = entry ? ` Recorded again: ${describeEntry(entry)}.` : ''
    const left = cameBackOn ? ` Came back ${formatDay(cameBackOn)}.` : ''
    const detail = `${describeEntry(factsOf(wrong))}, on job ${job.number}.${left}${became} ${why}`
    await recordAudit(tx, context, { action: 'recorded_payment_corrected', subject: wrong.id, detail })
    return { id: entry?.id ?? counterId, owedCents: await owed() }
  })

/** @throws UserError when money can't have come back on this day, and with the question when that is long ago */
function requireCameBack({ org }: OrgContext, receivedOn: string, cameBackOn: string, sure: string | null): void {
  const today = dayOf(now(), org.timeZone)
  const wrong = (message: string) => new UserError(message, { cameBackOn: message })
  if (cameBackOn > today) throw wrong(CAME_BACK_IN_THE_FUTURE)
  if (cameBackOn < receivedOn) throw wrong(cameBackTooEarly(receivedOn))
  const question = isLongAgo(cameBackOn, today) ? longAgoQuestion(cameBackOn) : null
  if (question && sure !== question) throw new UserError(question, { sure: question })
}

const CORRECTED = 'This entry is already corrected. Reload the page to see it.'

/** @throws UserError when the entry was corrected by another form than this one */
function requireSameCorrection(
  counter: RecordedPayment,
  replacement: RecordedPayment | null,
  { counterId, entry, cameBackOn }: CorrectRecorded,
  jobId: string,
): void {
  if (counter.id !== counterId || (entry === null) !== (replacement === null))
    throw new UserError(`${counter.recordedByName} already corrected this entry. Reload the page to see it.`)
  if ((counter.cameBack ? dateToDay(counter.receivedOn) : null) !== cameBackOn) throw new UserError(CORRECTED)
  if (entry && replacement) {
    if (entry.id !== replacement.id) throw new UserError(CORRECTED)
    requireSameEntry(replacement, entry, jobId)
  }
}

function isUnchanged(row: RecordedPayment, entry: NewEntry): boolean {
  const { amountCents, method, reference, receivedOn } = factsOf(row)
  return (
    amountCents === entry.amountCents &&
    method === entry.method &&
    reference === entry.reference &&
    receivedOn === entry.receivedOn &&
    row.note === entry.note
  )
}
