import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { connectPaySimple, requireSameCredentials } from '@/lib/integration/integration'
import { admit } from '@/lib/limits/admit'
import { lockJob, lockReversal, shareIntegration } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { canRefundPart } from '@/lib/orgs/roles'
import { isAccountRemoved } from '@/lib/payment-accounts/saved'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { beginRecharge } from '@/lib/payments/record/record-reversal'
import { recharge } from '@/lib/payments/reverse/recharge'
import { type IncompleteKind, incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { wordsFor } from '@/lib/payments/words/reasons'
import { CHARGED_BY_OTHERS } from '@/lib/payments/words/screen'
import { requirePassword } from '@/lib/sessions/step-up'
import type { Payment } from '@/prisma/generated/client'

// A partial refund that is incomplete: a person has the retained amount recharged, or leaves it as it is.

/**
 * Recharges the retained amount of an incomplete refund, for a person, after its first recharge was declined or not made.
 * @throws UserError when the refund is no longer incomplete in that way, the account was removed or the job doesn't owe
 *   that much; when this person may not charge; and when the charge was declined or not made again. PasswordNeeded
 *   unless the password was given within the last minutes
 */
export async function completePartialRefund(context: OrgContext, reversalId: string): Promise<void> {
  const orgId = context.org.id
  if (!canRefundPart(context.role)) throw new UserError(CHARGED_BY_OTHERS)
  await requirePassword(context)
  await admit(context, 'reversal', {}, { nothing: 'Nothing was charged.' })
  const paymentId = await forOrg(orgId, async (tx) => {
    // Only where no recharge stands: otherwise another one would charge the customer twice.
    const { reversal, payment } = await requireIncomplete(tx, orgId, reversalId, 'not_charged')
    // Locked until the commit, so that nobody changes the credentials that the charge begins with.
    await shareIntegration(tx, orgId)
    const connection = await connectPaySimple(tx, orgId)
    requireSameCredentials(connection, payment, 'Leave it as a full refund, then charge the rest another way.')
    if (await isAccountRemoved(tx, payment))
      throw new UserError(
        'The card or bank account that paid this was removed, so it can’t be charged again. Leave it as a full refund, then charge the rest another way.',
      )
    await lockJob(tx, orgId, payment.jobId)
    const { cents: totalCents } = await getContractTotal(tx, orgId, payment.jobId)
    const { owedCents } = await getJobBalance(tx, orgId, payment.jobId, totalCents)
    if (reversal.retainedCents > owedCents)
      throw new UserError(
        `The balance due on this job is only ${formatCents(owedCents)}, so ${formatCents(reversal.retainedCents)} can’t be charged again. Leave it as a full refund.`,
      )
    const id = await beginRecharge(tx, payment, {
      ...reversal,
      requestedById: context.user.id,
      requestedByName: context.user.name,
    })
    const detail = `${formatCents(reversal.retainedCents)} on ${payment.accountLabel} ${payment.lastFour}`
    await recordAudit(tx, context, { action: 'partial_refund_charged_again', subject: referenceOf(payment), detail })
    return id
  })
  await recharge(orgId, paymentId)
  // The person must see that it failed again.
  const { status, reason, method } = await forOrg(orgId, (tx) =>
    tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: paymentId } } }),
  )
  if (status !== 'declined' && status !== 'not_taken') return
  const { title, next } = wordsFor(reason, method)
  throw new UserError(`It wasn’t charged this time either. ${title}. ${next}`)
}

const referenceOf = (payment: Payment) => payment.paysimplePaymentId ?? payment.id

/** Leaves an incomplete refund as it is, for a reason. @throws UserError when it is no longer incomplete */
export const acceptIncompleteRefund = (context: OrgContext, reversalId: string, reason: string): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { payment } = await requireIncomplete(tx, orgId, reversalId)
    await tx.reversal.update({ where: { orgId_id: { orgId, id: reversalId } }, data: { acceptedAt: now() } })
    await recordAudit(tx, context, { action: 'partial_refund_accepted', subject: referenceOf(payment), detail: reason })
  })

async function requireIncomplete(tx: Tx, orgId: string, reversalId: string, only?: IncompleteKind) {
  await lockReversal(tx, orgId, reversalId)
  const reversal = await tx.reversal.findUnique({
    where: { orgId_id: { orgId, id: reversalId } },
    include: { payment: true },
  })
  const charges = await tx.payment.findMany({ where: { orgId, reversalId }, select: { status: true } })
  const incompleteKind = reversal && incompleteKindOf(reversal, reversal.payment.status, charges)
  if (!incompleteKind || (only && incompleteKind !== only))
    throw new UserError('This refund is no longer incomplete. Reload the page to see it.')
  return { reversal, payment: reversal.payment }
}
