import 'server-only'
import { now } from '@/lib/dates'
import { databaseNow, forOrg, type Tx } from '@/lib/db'
import { connectPaySimple } from '@/lib/integration/integration'
import { type Actor, recordOutcome, type Source } from '@/lib/payments/record/record-outcome'
import { giveUpRecharge, recharge } from '@/lib/payments/reverse/recharge'
import { byWorth, isChargeOf, outcomeOfAbsence } from '@/lib/payments/rules/match-record'
import { type Outcome, outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { isUndecided } from '@/lib/payments/rules/status'
import { NEEDS_PERSON_AFTER } from '@/lib/payments/rules/timing'
import { isAskedAbout, nextCheckOf } from '@/lib/payments/rules/transition'
import type { PaySimple } from '@/lib/paysimple/client'
import { isCustomerGone, PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { queueReconcilePayment } from '@/lib/queue/jobs'
import type { Payment } from '@/prisma/generated/client'

/**
 * Asks PaySimple about one unconfirmed payment and records what it finds; checks again later while nothing is certain.
 * Any number of workers may do this for the same payment at once, beside the click itself: only recordOutcome writes.
 * A payment that nobody has taken upon himself yet is charged instead (recharge.ts).
 * @returns whether PaySimple answered
 */
export async function reconcilePayment(
  orgId: string,
  paymentId: string,
  source: Source = 'reconciler',
  actor?: Actor,
): Promise<boolean> {
  const found = await forOrg(orgId, async (tx) => {
    const payment = await tx.payment.findUnique({
      where: { orgId_id: { orgId, id: paymentId } },
      include: { job: { select: { customerId: true } } },
    })
    if (!payment || !isAskedAbout(payment)) return null
    const customers = await tx.paySimpleCustomer.findMany({
      where: { orgId, customerId: payment.job.customerId, merchantKey: payment.merchantKey },
      orderBy: { createdAt: 'desc' },
    })
    const paysimpleCustomerIds = customers.map((customer) => Number(customer.paysimpleId))
    const integration = await connectPaySimple(tx, orgId)
    const refunded = await findRefunded(tx, payment)
    return { payment, asked: { paysimpleCustomerIds, refunded }, integration, readAt: await databaseNow(tx) }
  })
  if (!found) return true
  const { payment, asked, integration, readAt } = found
  if (payment.claimedAt === null && (await giveUpRecharge(payment))) return true
  // Only the credentials that were charged with can see the payment.
  if (!integration || integration.merchantKey !== payment.merchantKey) return askLater(payment, false)
  if (payment.claimedAt === null) {
    await recharge(orgId, paymentId)
    return true
  }

  let outcome: Outcome | null
  try {
    outcome = await lookUp(integration.paysimple, payment, asked)
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return askLater(payment, false)
  }
  if (outcome) payment.status = (await recordOutcome(orgId, paymentId, outcome, source, { actor, readAt })).status
  if (isUndecided(payment.status)) return askLater(payment, true)
  await noteAsked(payment)
  return true
}

type CheckAbout = {
  /** Ours, at PaySimple. */
  paysimpleCustomerIds: readonly number[]
  /** PaySimple's id of the payment whose partial refund this one recharges. */
  refunded: string | null
}

async function findRefunded(tx: Tx, { orgId, reversalId }: Payment): Promise<string | null> {
  if (reversalId === null) return null
  const reversal = await tx.reversal.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: reversalId } },
    select: { payment: { select: { paysimplePaymentId: true } } },
  })
  return reversal.payment.paysimplePaymentId
}

/** What PaySimple knows of the payment; null when that is nothing, and nothing is proven by it yet. */
async function lookUp(
  paysimple: PaySimple,
  payment: Payment,
  { paysimpleCustomerIds, refunded }: CheckAbout,
): Promise<Outcome | null> {
  const at = now() // before the lists are read: what they do not hold is only as good as the instant they are of
  if (payment.paysimplePaymentId !== null)
    return outcomeOfRecord(await paysimple.payments.get(Number(payment.paysimplePaymentId)), payment)
  const customerIds = new Set(paysimpleCustomerIds)
  // What a partial refund keeps is charged to the account of the first payment. Where that was made outside Plumbline,
  // its customer there is none of ours.
  const owner = refunded === null ? null : (await paysimple.payments.get(Number(refunded))).CustomerId
  if (owner !== null) customerIds.add(owner)
  // Where no customer was ever made at PaySimple, no charge can have been sent.
  for (const customerId of customerIds) {
    const record = await findByOrderId(paysimple, customerId, payment.id)
    if (record) return outcomeOfRecord(record, payment)
  }
  return outcomeOfAbsence(payment, at)
}

/**
 * The customer's payment with this OrderId. No list filters by OrderId, and one it does not know it ignores, so every
 * page of complete records is read and compared here. The list runs from new to old: a payment made in between moves
 * others to later pages, so none is missed.
 */
async function findByOrderId(
  paysimple: PaySimple,
  customerId: number,
  orderId: string,
): Promise<PaySimplePayment | null> {
  const matches: PaySimplePayment[] = []
  try {
    for await (const payment of paysimple.customers.payments(customerId).all())
      if (isChargeOf(payment, orderId)) matches.push(payment)
  } catch (error) {
    // A customer that is gone has no payments that count; its job's later ones are under the record made after it.
    if (!isCustomerGone(error)) throw error
  }
  return matches.sort(byWorth)[0] ?? null
}

const noteAsked = ({ orgId, id }: Payment) =>
  forOrg(orgId, (tx) => tx.payment.update({ where: { orgId_id: { orgId, id } }, data: { lastAskedAt: now() } }))

async function askLater(payment: Payment, answered: boolean): Promise<boolean> {
  const { orgId, id } = payment
  const at = now()
  const age = at.getTime() - payment.createdAt.getTime()
  await forOrg(orgId, async (tx) => {
    const { status } = await tx.payment.update({
      where: { orgId_id: { orgId, id } },
      data: {
        ...(answered && { lastAskedAt: at }),
        ...(age > NEEDS_PERSON_AFTER && isUndecided(payment.status) && !payment.needsPersonAt && { needsPersonAt: at }),
      },
    })
    // Somebody has concluded it in between, and set the next check.
    if (status !== payment.status) return
    await queueReconcilePayment(tx, payment, { inMs: nextCheckOf(payment.status, age, answered), asked: answered })
  })
  return answered
}
