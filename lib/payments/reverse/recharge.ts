import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { connectPaySimple, type PaySimpleConnection } from '@/lib/integration/integration'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { isAccountRemoved } from '@/lib/payment-accounts/saved'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { beginRecharge } from '@/lib/payments/record/record-reversal'
import { computeBalance } from '@/lib/payments/rules/balance'
import { type IncompleteKind, incompleteKindOf } from '@/lib/payments/rules/reversal'
import { FIRST_CHECK, isRechargeTooLate, SEND_WINDOW } from '@/lib/payments/rules/timing'
import { charge } from '@/lib/payments/take/send-charge'
import { wordsFor } from '@/lib/payments/words/reasons'
import { queueReconcilePayment } from '@/lib/queue/jobs'
import type { Payment } from '@/prisma/generated/client'

/**
 * Charges a payment that waits for somebody to take it upon himself: the second half of a partial refund. Of all who
 * come to it, the click and any number of workers, one may: the one whose claim is written. The others do nothing.
 */
export async function recharge(orgId: string, paymentId: string): Promise<void> {
  const sendBefore = performance.now() + SEND_WINDOW
  const claimed = await forOrg(orgId, (tx) => claim(tx, orgId, paymentId))
  if (!claimed) return
  const { payment, paysimple } = claimed
  const prepare = async () => Number(payment.paysimpleAccountId)
  await recordOutcome(orgId, paymentId, await charge(paysimple, payment, { prepare, sendBefore }), 'reconciler')
}

/**
 * Concludes that a payment nobody took upon himself in time was not charged: days later it would surprise the customer.
 * @returns false while there is time, or when somebody has claimed it
 */
export async function giveUpRecharge({ orgId, id, createdAt }: Payment): Promise<boolean> {
  const at = now()
  if (!isRechargeTooLate(createdAt, at)) return false
  // Whoever claims it decides about it: nobody else can send it any more.
  const claimed = await forOrg(orgId, (tx) =>
    tx.payment.updateMany({ where: { orgId, id, status: 'submitting', claimedAt: null }, data: { claimedAt: at } }),
  )
  if (claimed.count === 0) return false
  await recordOutcome(orgId, id, { status: 'not_taken', reason: 'unreachable' }, 'reconciler')
  return true
}

async function claim(tx: Tx, orgId: string, id: string): Promise<(PaySimpleConnection & { payment: Payment }) | null> {
  const integration = await connectPaySimple(tx, orgId)
  const at = now()
  const { count } = await tx.payment.updateMany({
    where: { orgId, id, status: 'submitting', claimedAt: null, merchantKey: integration?.merchantKey ?? '' },
    data: { claimedAt: at, sendBy: new Date(at.getTime() + SEND_WINDOW) },
  })
  if (count === 0 || !integration) return null
  const payment = await tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } })
  await queueReconcilePayment(tx, payment, { inMs: FIRST_CHECK })
  return { ...integration, payment }
}

/**
 * Charges again what a torn partial refund keeps, at a person's wish, after the charge that belonged to it was declined
 * or not taken.
 * @throws UserError when it is not torn any more, its account is gone or the job does not owe that much; and when the charge
 *   was declined or not taken once more
 */
export async function completePartialRefund(context: OrgContext, reversalId: string): Promise<void> {
  const orgId = context.org.id
  const paymentId = await forOrg(orgId, async (tx) => {
    // Where a charge stands already, another one would be the wrong cure.
    const { reversal, payment } = await requireIncomplete(tx, orgId, reversalId, 'not_charged')
    // Held to the commit: the credentials are not changed under a charge that begins with them.
    await tx.$queryRaw`select 1 from integration where org_id = ${orgId}::uuid for share`
    if ((await connectPaySimple(tx, orgId))?.merchantKey !== payment.merchantKey)
      throw new UserError(
        'This payment was taken with other PaySimple credentials than the present ones, which cannot charge its account. Leave it as a full refund, and take the rest another way.',
      )
    if (await isAccountRemoved(tx, payment))
      throw new UserError(
        'The saved card or bank account of this payment was removed, so it cannot be charged again. Leave it as a full refund, and take the rest another way.',
      )
    await tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and id = ${payment.jobId}::uuid for update`
    const payments = await tx.payment.findMany({
      where: { orgId, jobId: payment.jobId },
      select: { amountCents: true, status: true },
    })
    const { owedCents } = computeBalance((await getContractTotal(tx, orgId, payment.jobId)).cents, payments)
    if (reversal.retainedCents > owedCents)
      throw new UserError(
        `Only ${formatCents(owedCents)} is owed on this job, so ${formatCents(reversal.retainedCents)} cannot be charged again. Leave the refund as it is.`,
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
  // Pressed by a person: what looks done and is not would be pressed again for ever.
  const { status, reason, method } = await forOrg(orgId, (tx) =>
    tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: paymentId } } }),
  )
  if (status !== 'declined' && status !== 'not_taken') return
  const { title, next } = wordsFor(reason, method)
  throw new UserError(`It was not charged this time either. ${title}. ${next}`)
}

const referenceOf = (payment: Payment) => payment.paysimplePaymentId ?? payment.id

/** Leaves a torn partial refund as it is, for a reason. @throws UserError when it is not torn any more */
export const acceptIncompleteRefund = (context: OrgContext, reversalId: string, reason: string): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { payment } = await requireIncomplete(tx, orgId, reversalId)
    await tx.reversal.update({ where: { orgId_id: { orgId, id: reversalId } }, data: { acceptedAt: now() } })
    await recordAudit(tx, context, { action: 'partial_refund_accepted', subject: referenceOf(payment), detail: reason })
  })

async function requireIncomplete(tx: Tx, orgId: string, reversalId: string, only?: IncompleteKind) {
  await tx.$queryRaw`select 1 from reversal where org_id = ${orgId}::uuid and id = ${reversalId}::uuid for update`
  const reversal = await tx.reversal.findUnique({
    where: { orgId_id: { orgId, id: reversalId } },
    include: { payment: true },
  })
  const charges = await tx.payment.findMany({ where: { orgId, reversalId }, select: { status: true } })
  const incompleteKind = reversal && incompleteKindOf(reversal, reversal.payment.status, charges)
  if (!incompleteKind || (only && incompleteKind !== only))
    throw new UserError('This refund has been completed meanwhile. Reload the page to see it.')
  return { reversal, payment: reversal.payment }
}
