import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockPayment } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import { matchToJob } from './job-for-link'

type ConfirmRequest = { paymentId: string; jobNumber: number; note: string; sure: string | null }

/**
 * Moves a linked external payment to another job, where it counts from then on. No money moves. A payment taken here
 * stays on its job.
 * @throws UserError when it isn't a linked external payment, is already on that job, has a retained amount that is
 *   recharged on its job, or job-for-link.ts rejects the job
 */
export const moveToJob = (context: OrgContext, { paymentId, jobNumber, note, sure }: ConfirmRequest): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const key = { orgId_id: { orgId, id: paymentId } }
    // Locked until the commit: a refund in the meantime would recharge its retained amount on one job or the other.
    await lockPayment(tx, orgId, paymentId)
    const payment = await tx.payment.findUnique({ where: key, include: { job: true, reversals: true } })
    const outside = await tx.externalPayment.findFirst({ where: { orgId, paymentId, state: 'linked' } })
    if (payment?.origin !== 'paysimple' || !outside)
      throw new UserError(
        'Only a payment made in PaySimple and linked here can be moved. Void or refund this one, then charge it again on the right job.',
      )
    const { job: from, amountCents, status } = payment
    if (from.number === jobNumber) {
      const words = `It’s already on job ${jobNumber}.`
      throw new UserError(`${words} Enter another job’s number.`, { jobNumber: words })
    }
    const kept = payment.reversals.find((each) => each.retainedCents > 0 && each.status !== 'not_done')
    if (kept)
      throw new UserError(
        `The ${formatCents(kept.retainedCents)} you keep of its refund is charged again on job ${from.number}. Refund that charge too, then charge it again on the right job.`,
      )
    const { job, takenOn, totalCents } = await matchToJob(tx, orgId, {
      ...{ jobNumber, payerName: outside.customerName, sure },
      countsCents: isPaid(status) || isUndecided(status) ? amountCents : 0,
    })
    await tx.payment.update({ where: key, data: { jobId: job.id, takenOn, jobTotalCents: totalCents } })
    const what = `${formatCents(amountCents)} from job ${from.number} to job ${jobNumber}`
    const detail = [what, note].filter(Boolean).join('. ')
    await recordAudit(tx, context, { action: 'linked_payment_moved', subject: paymentId, detail })
  })
