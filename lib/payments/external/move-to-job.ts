import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockPayment } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import { matchToJob } from './match-to-job'

type Asked = { paymentId: string; jobNumber: number; note: string; sure: string | null }

/**
 * Moves a payment that was made at PaySimple and linked to a job to another one: it counts there from then on, and no
 * money moves. One that was taken here stays on the job that it was taken for.
 * @throws UserError when it was not linked, is on that job already, has a part that was charged again on its job, or the
 *   job is none for it (match-to-job.ts)
 */
export const moveToJob = (context: OrgContext, { paymentId, jobNumber, note, sure }: Asked): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const key = { orgId_id: { orgId, id: paymentId } }
    // Held to the commit: what is given back meanwhile charges its kept part again on one job or on the other.
    await lockPayment(tx, orgId, paymentId)
    const payment = await tx.payment.findUnique({ where: key, include: { job: true, reversals: true } })
    const outside = await tx.externalPayment.findFirst({ where: { orgId, paymentId, state: 'linked' } })
    if (payment?.origin !== 'paysimple' || !outside)
      throw new UserError(
        'Only a payment that was made at PaySimple and linked here can be moved. Void or refund this one, and take it anew on the right job.',
      )
    const { job: from, amountCents, status } = payment
    if (from.number === jobNumber) {
      const words = `It is on job ${jobNumber} already.`
      throw new UserError(`${words} Enter the number of another job.`, { jobNumber: words })
    }
    const kept = payment.reversals.find((each) => each.retainedCents > 0 && each.status !== 'not_done')
    if (kept)
      throw new UserError(
        `A refund of it keeps ${formatCents(kept.retainedCents)}, which is charged again on job ${from.number}, and the two belong together. Refund that charge as well, and take it anew on the right job.`,
      )
    const { job, takenOn } = await matchToJob(tx, orgId, {
      ...{ jobNumber, payerName: outside.customerName, sure },
      countsCents: isPaid(status) || isUndecided(status) ? amountCents : 0,
    })
    await tx.payment.update({ where: key, data: { jobId: job.id, takenOn } })
    const what = `${formatCents(amountCents)} from job ${from.number} to job ${jobNumber}`
    const detail = [what, note].filter(Boolean).join('. ')
    await recordAudit(tx, context, { action: 'linked_payment_moved', subject: paymentId, detail })
  })
