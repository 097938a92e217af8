import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { nextInstant } from '@/lib/payments/counted/next-instant'
import { UNCHANGED } from '@/lib/payments/words/recorded-words'
import type { RecordedPayment } from '@/prisma/generated/client'
import { describeEntry, factsOf, type Recorded, requireSameEntry, requireSound, writeEntry } from './record-payment'
import type { CorrectRecorded, NewEntry } from './schema'

/**
 * Corrects an entry by a counter-entry over all of it and, where `entry` is given, a new entry, in one transaction under
 * the job's lock. Nothing is changed or deleted. The same form again corrects nothing and returns what stands.
 * @returns the new entry, or the counter-entry without one, and what the job owes after it
 * @throws UserError when there is no such entry, it is a counter-entry, or somebody else corrected it; when the new entry
 *   says nothing new, or as recordPayment does
 */
export const correctRecorded = (context: OrgContext, input: CorrectRecorded): Promise<Recorded> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { entryId, counterId, why, entry, sure } = input
    const key = { orgId_id: { orgId, id: entryId } }
    const located = await tx.recordedPayment.findUnique({ where: key, select: { jobId: true } })
    if (!located) throw new UserError('This entry no longer exists. Reload the page.')
    await lockJob(tx, orgId, located.jobId)

    const wrong = await tx.recordedPayment.findUniqueOrThrow({
      where: key,
      include: { correction: true, replacedBy: true, job: { select: { id: true, number: true } } },
    })
    const { job } = wrong
    if (wrong.correctsId !== null) throw new UserError('A counter-entry can’t be corrected. Record the payment again.')
    const { cents: totalCents } = await getContractTotal(tx, orgId, job.id)
    const owed = async () => (await getJobBalance(tx, orgId, job.id, totalCents)).owedCents
    if (wrong.correction) {
      requireSameCorrection(wrong.correction, wrong.replacedBy, input, job.id)
      return { id: entry?.id ?? counterId, owedCents: await owed() }
    }
    if (entry && isUnchanged(wrong, entry)) throw new UserError(UNCHANGED)

    const at = await nextInstant(tx, orgId, job.id)
    const { jobId, amountCents, method, reference, receivedOn } = wrong
    await tx.recordedPayment.create({
      data: {
        ...{ orgId, id: counterId, jobId, method, reference, receivedOn, correctsId: wrong.id, note: why },
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
    const detail = `${describeEntry(factsOf(wrong))}, on job ${job.number}.${became} ${why}`
    await recordAudit(tx, context, { action: 'recorded_payment_corrected', subject: wrong.id, detail })
    return { id: entry?.id ?? counterId, owedCents: await owed() }
  })

/** @throws UserError when the entry was corrected by another form than this one */
function requireSameCorrection(
  counter: RecordedPayment,
  replacement: RecordedPayment | null,
  { counterId, entry }: CorrectRecorded,
  jobId: string,
): void {
  if (counter.id !== counterId || (entry === null) !== (replacement === null))
    throw new UserError(`${counter.recordedByName} already corrected this entry. Reload the page to see it.`)
  if (entry && replacement) {
    if (entry.id !== replacement.id) throw new UserError('This entry is already corrected. Reload the page to see it.')
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
