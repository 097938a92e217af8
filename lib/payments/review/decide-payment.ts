import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { text } from '@/lib/contact'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, requireSameCredentials } from '@/lib/integration/integration'
import { lockPayment } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { mayDecidePayment } from '@/lib/payments/rules/may-decide'
import { type Outcome, outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { isUndecided } from '@/lib/payments/rules/status'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { Payment } from '@/prisma/generated/client'
import { requirePayment } from './check-now'

// A person decides an unconfirmed payment where checking with PaySimple hasn't helped.

/** How the person who decides knows. The audit log keeps it. */
export const decisionReason = text().min(5, 'Say in a few words how you know.').max(500, 'At most 500 characters.')
export const decideNotChargedSchema = z.object({ paymentId: z.uuid(), reason: decisionReason })
export const decideChargedSchema = z.object({
  paymentId: z.uuid(),
  paysimplePaymentId: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,15}$/, 'Enter the payment’s number as PaySimple shows it, in digits only.'),
  reason: decisionReason,
})

/**
 * Decides that an unconfirmed payment was not charged. A charge that shows up at PaySimple later outranks the decision.
 * @throws UserError when it is already decided, or checking may still help
 */
export async function decideNotCharged(context: OrgContext, paymentId: string, reason: string): Promise<void> {
  const orgId = context.org.id
  // The audit entry comes first, so that no decision is without one.
  await forOrg(orgId, async (tx) => {
    await requireDecidable(tx, orgId, paymentId)
    await recordAudit(tx, context, decision(paymentId, `Not charged. ${reason}`))
  })
  await recordOutcome(orgId, paymentId, { status: 'not_taken', reason: 'person' }, 'person', { actor: context.user })
}

type Charged = z.output<typeof decideChargedSchema>

/**
 * Decides that an unconfirmed payment was charged, as a given payment at PaySimple. That record is read: it must have
 * this amount, and must not be another payment's.
 * @throws UserError when it is another payment, can't be read, or the payment is already decided
 */
export async function decideCharged(context: OrgContext, { paymentId, paysimplePaymentId, reason }: Charged) {
  const orgId = context.org.id
  const { payment, integration } = await forOrg(orgId, async (tx) => ({
    payment: await requireDecidable(tx, orgId, paymentId),
    integration: await connectPaySimple(tx, orgId),
  }))
  const { paysimple } = requireSameCredentials(integration, payment, 'Enter the earlier credentials again first.')
  let record: PaySimplePayment
  try {
    record = await paysimple.payments.get(Number(paysimplePaymentId))
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    const isAnswer = error.kind === 'refused' || error.kind === 'not_found'
    if (isAnswer) throw notThat('PaySimple has no payment with this number. Check the number there.')
    throw new UserError('PaySimple couldn’t be reached, so nothing was changed. Try again in a minute.')
  }
  const outcome = chargedAs(record, payment)
  await forOrg(orgId, async (tx) => {
    await requireDecidable(tx, orgId, paymentId)
    const other = await tx.payment.findFirst({
      where: {
        orgId,
        id: { not: paymentId },
        merchantKey: payment.merchantKey,
        OR: [{ paysimplePaymentId }, ...(record.OrderId ? [{ orderId: record.OrderId }] : [])],
      },
    })
    if (other || (await isAnothers(tx, record.OrderId, paymentId)))
      throw notThat('That’s another payment, and Plumbline already has it. Look for the right number.')
    // Later comparisons with PaySimple must find the OrderId that its record really has.
    await tx.payment.update({ where: { orgId_id: { orgId, id: paymentId } }, data: { orderId: record.OrderId } })
    // The sync may have found it as an external payment.
    await tx.externalPayment.updateMany({
      where: { orgId, merchantKey: payment.merchantKey, paysimpleId: paysimplePaymentId, state: 'open' },
      data: { state: 'linked', paymentId, decidedAt: now(), decidedByName: context.user.name, note: reason },
    })
    const detail = `Charged, as PaySimple’s payment ${paysimplePaymentId}. ${reason}`
    await recordAudit(tx, context, decision(paymentId, detail))
  })
  await recordOutcome(orgId, paymentId, outcome, 'person', { actor: context.user })
}

/** Whether an OrderId is another payment's, also of an organization that shares the PaySimple account. */
async function isAnothers(tx: Tx, orderId: string | null, paymentId: string): Promise<boolean> {
  if (!z.uuid().safeParse(orderId).success || orderId === paymentId) return false
  const known = await tx.$queryRaw<unknown[]>`select 1 from known_payments(array[${orderId}]::uuid[])`
  return known.length > 0
}

const decision = (paymentId: string, detail: string) =>
  ({ action: 'payment_decided', subject: paymentId, detail }) as const

const notThat = (message: string) => new UserError(message, { paysimplePaymentId: message })

/** The outcome that a record means for the payment that a person says it is. @throws UserError when it can't be it */
function chargedAs(record: PaySimplePayment, { amountCents }: Payment): Outcome {
  if (record.IsDebit) throw notThat('That’s a refund, not a payment. Look for the payment’s own number.')
  if (record.AmountCents !== amountCents)
    throw notThat(
      `That payment is for ${formatCents(record.AmountCents ?? 0)}, and this one is for ${formatCents(amountCents)}. Look for the right number.`,
    )
  const outcome = outcomeOfRecord(record, { orderId: record.OrderId, amountCents })
  if (outcome.status === 'declined')
    throw notThat('That payment was declined at PaySimple. If it’s this one, say that it wasn’t charged.')
  // Where PaySimple can't say yet, the person's word holds until PaySimple says otherwise.
  const status = outcome.status === 'unknown' ? 'authorized' : outcome.status
  return { ...outcome, status, reason: 'person' }
}

async function requireDecidable(tx: Tx, orgId: string, id: string): Promise<Payment> {
  await lockPayment(tx, orgId, id)
  const { payment } = await requirePayment(tx, orgId, id)
  if (!isUndecided(payment.status)) throw new UserError('This payment is already decided. Reload the page to see it.')
  if (!mayDecidePayment(payment, now()))
    throw new UserError(
      'Plumbline is still checking with PaySimple, which usually takes a few minutes. Press “Check with PaySimple now” first.',
    )
  return payment
}
