import 'server-only'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { openIntegration } from '@/lib/orgs/integration'
import type { PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { Payment } from '@/prisma/generated/client'
import { type Outcome, outcomeOfRecord } from './outcome'
import { isCustomerGone } from './paysimple-customer'
import { lookAgain, recordOutcome } from './record-outcome'
import { isConcludedAbsent, isUndecided } from './status'
import { absenceProvenAfter, NEEDS_PERSON_AFTER, nextLook } from './timing'

/**
 * Asks PaySimple about one payment in doubt and records what it finds; asks again later when that is nothing certain.
 * Any number of workers may do this for the same payment at once, beside the click itself: only recordOutcome writes.
 */
export async function settlePayment(orgId: string, paymentId: string): Promise<void> {
  const found = await forOrg(orgId, async (tx) => {
    const payment = await tx.payment.findUnique({
      where: { orgId_id: { orgId, id: paymentId } },
      include: { job: { select: { customerId: true } } },
    })
    if (!payment || !(isUndecided(payment.status) || isConcludedAbsent(payment))) return null
    const customers = await tx.paySimpleCustomer.findMany({
      where: { orgId, customerId: payment.job.customerId, accountKey: payment.accountKey },
      orderBy: { createdAt: 'desc' },
    })
    const paysimpleCustomerIds = customers.map((customer) => Number(customer.paysimpleId))
    return { payment, paysimpleCustomerIds, integration: await openIntegration(tx, orgId) }
  })
  if (!found) return
  const { payment, paysimpleCustomerIds, integration } = found
  // Only the credentials that were charged with can see the payment.
  if (!integration || integration.accountKey !== payment.accountKey) return askLater(payment, false)

  let outcome: Outcome | null
  try {
    outcome = await lookUp(integration.paysimple, payment, paysimpleCustomerIds)
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return askLater(payment, false)
  }
  if (outcome) payment.status = (await recordOutcome(orgId, paymentId, outcome, 'reconciler')).status
  if (isUndecided(payment.status)) await askLater(payment, true)
}

/** What PaySimple knows of the payment; null when that is nothing, and nothing is proven by it yet. */
async function lookUp(
  paysimple: PaySimple,
  payment: Payment,
  paysimpleCustomerIds: readonly number[],
): Promise<Outcome | null> {
  const age = now().getTime() - payment.createdAt.getTime()
  if (payment.paysimplePaymentId !== null)
    return outcomeOfRecord(await paysimple.payments.get(Number(payment.paysimplePaymentId)), payment)
  // Where no customer was ever made at PaySimple, no charge can have been sent.
  for (const customerId of paysimpleCustomerIds) {
    const record = await findByOrderId(paysimple, customerId, payment.id)
    if (record) return outcomeOfRecord(record, payment)
  }
  return age > absenceProvenAfter() ? { status: 'not_taken', reason: 'absent' } : null
}

/**
 * The customer's payment with this OrderId. No list filters by OrderId, and one it does not know it ignores, so every
 * page of complete records is read and compared here. The list runs from new to old: a payment made meanwhile moves
 * others to later pages, so none is missed.
 */
async function findByOrderId(
  paysimple: PaySimple,
  customerId: number,
  orderId: string,
): Promise<PaySimplePayment | null> {
  let match: PaySimplePayment | null = null
  try {
    for await (const payment of paysimple.customers.payments(customerId).all())
      if (payment.OrderId === orderId && !payment.IsDebit) match = payment
  } catch (error) {
    // A customer that is gone has no payments that count; its job's later ones are under the record made after it.
    if (!isCustomerGone(error)) throw error
  }
  return match
}

async function askLater(payment: Payment, answered: boolean): Promise<void> {
  const { orgId, id } = payment
  const at = now()
  const age = at.getTime() - payment.createdAt.getTime()
  await forOrg(orgId, async (tx) => {
    await tx.payment.update({
      where: { orgId_id: { orgId, id } },
      data: {
        ...(answered && { lastAskedAt: at }),
        ...(age > NEEDS_PERSON_AFTER && isUndecided(payment.status) && !payment.needsPersonAt && { needsPersonAt: at }),
      },
    })
    await lookAgain(tx, payment, { inMs: nextLook(age) })
  })
}
