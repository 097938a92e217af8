import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { isCanceled } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { offerReversal } from '@/lib/payments/rules/reversal'
import { hintSentence, type Result, resultOf } from '@/lib/payments/words/reversal/reversal-words'
import type { ReversalKind } from '@/prisma/generated/enums'
import type { RefundCanceled } from './schema'

const NOTE = 'The agreement was canceled'

/**
 * Refunds one payment of a job whose agreement was canceled, whole: voids it where it hasn't settled, and refunds it where it
 * has. Which one is decided here, by the payment as it is now. The same `reversalId` again reverses nothing more.
 * @returns what came of it
 * @throws UserError where neither can be done now, or as reversePayment does
 */
export async function refundCanceled(context: OrgContext, { paymentId, reversalId }: RefundCanceled): Promise<Result> {
  const orgId = context.org.id
  const kind = await forOrg(orgId, (tx) => kindOf(tx, context, { paymentId, reversalId }))
  const reversal = await reversePayment(context, { paymentId, reversalId, kind, retainedCents: 0, note: NOTE })
  const payment = await forOrg(orgId, (tx) =>
    tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: paymentId } } }),
  )
  return resultOf(reversal, payment, null)
}

/** Which of the two it is. Pressed again, that of the first press. */
async function kindOf(
  tx: Tx,
  { org }: OrgContext,
  { paymentId: id, reversalId }: RefundCanceled,
): Promise<ReversalKind> {
  const payment = await tx.payment.findUnique({
    where: { orgId_id: { orgId: org.id, id } },
    include: { reversals: true, job: { select: { documents: { select: { kind: true, stage: true } } } } },
  })
  if (!payment) throw new UserError('This payment no longer exists. Reload the page.')
  const same = payment.reversals.find((reversal) => reversal.id === reversalId)
  if (same) return same.kind
  if (!isCanceled(payment.job.documents))
    throw new UserError('The agreement of this payment’s job isn’t canceled. Refund it on the payment’s own page.')
  const offer = offerReversal(payment, payment.reversals, org.timeZone, now())
  if (offer?.kind === 'wait') throw new UserError(`${hintSentence(offer, org.timeZone)} Nothing was refunded yet.`)
  if (!offer)
    throw new UserError('This payment is already voided or refunded, or that is under way. Reload the page to see it.')
  return offer.kind
}
