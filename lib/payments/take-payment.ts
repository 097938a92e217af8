import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { Refusal, report } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { type OpenIntegration, openIntegration } from '@/lib/orgs/integration'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Customer, Payment } from '@/prisma/generated/client'
import { computeBalance } from './balance'
import { BRAND_LABELS, type Brand } from './card'
import { describePayment, type PaymentView } from './describe'
import { type Outcome, outcomeOfChargeError, outcomeOfPreparationError, outcomeOfRecord } from './outcome'
import { isCustomerGone, notePaySimpleCustomerGone, requirePaySimpleCustomer } from './paysimple-customer'
import { lookAgain, recordOutcome } from './record-outcome'
import type { MakePayment } from './schema'
import { FIRST_LOOK, SEND_WINDOW } from './timing'

const ISSUER_OF = { visa: 'Visa', mastercard: 'Master', 'american-express': 'Amex', discover: 'Discover' } as const

/**
 * Charges a card once and says what came of it. The same payment id again never charges again: it answers what became
 * of the first. Once a charge may have been sent, no failure is thrown any more: the payment is then in doubt, says
 * so, and the worker finds out.
 * @throws Refusal before anything is charged: integration not active, amount above what is owed, id used otherwise
 */
export async function takePayment(context: OrgContext, input: MakePayment): Promise<PaymentView> {
  const sendBefore = performance.now() + SEND_WINDOW
  const begun = await forOrg(context.org.id, (tx) => beginPayment(tx, context, input))
  let payment = begun.payment
  if (begun.started) {
    const outcome = withoutCode(
      await charge(begun.started, payment, input.card, input.billingZip, sendBefore),
      input.card.securityCode,
    )
    try {
      payment = await recordOutcome(payment.orgId, payment.id, outcome, 'click')
    } catch (error) {
      // The row says `submitting`, its look-up is queued: in doubt, and it says so.
      report(error, 'recordOutcome')
    }
  }
  return describePayment(payment, context.org.timeZone, now())
}

type Started = OpenIntegration & { customer: Customer }

/** Transaction A: the row before the call. `started` is given only to the one request that may charge. */
async function beginPayment(
  tx: Tx,
  { org, user }: OrgContext,
  input: MakePayment,
): Promise<{ payment: Payment; started?: Started }> {
  const orgId = org.id
  // Whoever wants to change what is owed on this job waits here, so that the sum below stays true until the commit.
  await tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and number = ${input.jobNumber} for update`
  const job = await tx.job.findUnique({
    where: { orgId_number: { orgId, number: input.jobNumber } },
    include: { customer: true, payments: { select: { amountCents: true, status: true } } },
  })
  if (!job) throw new Refusal('This job no longer exists. Reload the page.')

  const earlier = await tx.payment.findUnique({ where: { orgId_id: { orgId, id: input.paymentId } } })
  if (earlier) {
    if (
      earlier.jobId !== job.id ||
      earlier.amountCents !== input.amountCents ||
      earlier.cardLastFour !== input.card.number.slice(-4)
    )
      throw new Refusal(
        'This form has been used for another payment already. Close it, look at the payments on the Information tab, and open it again.',
      )
    return { payment: earlier }
  }

  // Held to the commit: the credentials are not changed under a payment that begins with them.
  await tx.$queryRaw`select 1 from integration where org_id = ${orgId}::uuid for share`
  const integration = await openIntegration(tx, orgId)
  if (!integration)
    throw new Refusal(
      'Payments are not switched on for your company yet. An admin can do that under Settings, Integration.',
    )

  const contract = await getContractTotal(tx, orgId, job.id)
  const { owedCents, checkingCents } = computeBalance(contract.cents, job.payments)
  if (input.amountCents > owedCents) {
    const held =
      checkingCents > 0 ? ` (${formatCents(checkingCents)} is being checked and cannot be charged again)` : ''
    const message = `${formatCents(owedCents)} is owed on this job${held}. Enter that or less.`
    throw new Refusal(message, { amount: message })
  }

  const payment = await tx.payment.create({
    data: {
      orgId,
      id: input.paymentId,
      jobId: job.id,
      takenOn: input.takenOn,
      amountCents: input.amountCents,
      status: 'submitting',
      cardBrand: BRAND_LABELS[input.card.brand],
      cardLastFour: input.card.number.slice(-4),
      cardholderName: input.cardholderName,
      receiptEmail: input.receiptEmail || null,
      takenById: user.id,
      takenByName: user.name,
      accountKey: integration.accountKey,
      createdAt: now(),
      sendBy: new Date(now().getTime() + SEND_WINDOW),
    },
  })
  await tx.paymentEvent.create({
    data: { orgId, paymentId: payment.id, at: payment.createdAt, to: 'submitting', source: 'click', actorId: user.id },
  })
  await lookAgain(tx, payment, { inMs: FIRST_LOOK })
  return { payment, started: { ...integration, customer: job.customer } }
}

type Card = { number: string; brand: Brand; expiry: { month: number; year: number }; securityCode: string }

/** The calls, outside any transaction: customer if new, card, then exactly one POST /v4/payment. Never throws. */
async function charge(
  started: Started,
  payment: Payment,
  card: Card,
  zip: string,
  sendBefore: number,
): Promise<Outcome> {
  let accountId: number
  try {
    accountId = await attachCard(started, card, zip)
  } catch (error) {
    if (error instanceof PaySimpleError) return outcomeOfPreparationError(error)
    report(error, 'attachCard')
    return { status: 'not_taken', reason: 'unreachable' }
  }
  try {
    if (!(await mayStillSend(payment))) return { status: 'not_taken', reason: 'unreachable' }
    const record = await started.paysimple.payments.create(
      {
        AccountId: accountId,
        AmountCents: payment.amountCents,
        CVV: card.securityCode,
        OrderId: payment.id,
      },
      { sendBefore },
    )
    return outcomeOfRecord(record, payment)
  } catch (error) {
    if (error instanceof PaySimpleError) return outcomeOfChargeError(error)
    report(error, 'charge')
    return { status: 'unknown', reason: 'no_answer' }
  }
}

/** PaySimple's words may quote what they refuse. Those that hold the security code are not kept. */
const withoutCode = (outcome: Outcome, code: string): Outcome =>
  outcome.refusal?.includes(code) ? { ...outcome, refusal: undefined } : outcome

/**
 * Whether the charge may still go out: nobody has concluded anything about it, and `sendBy` is not past by the
 * database's clock. Our own may have stood still with the whole machine.
 */
const mayStillSend = ({ orgId, id }: Payment): Promise<boolean> =>
  forOrg(orgId, async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`select 1 from payment
      where org_id = ${orgId}::uuid and id = ${id}::uuid and status = 'submitting' and clock_timestamp() < send_by`
    return rows.length > 0
  })

async function attachCard(started: Started, card: Card, zip: string): Promise<number> {
  const attach = async (customerId: number) => {
    const saved = await started.paysimple.creditCards.create({
      CustomerId: customerId,
      CreditCardNumber: card.number,
      ExpirationDate: `${String(card.expiry.month).padStart(2, '0')}/${card.expiry.year}`,
      Issuer: ISSUER_OF[card.brand],
      ...(zip && { BillingZipCode: zip }),
    })
    return saved.Id
  }
  const paysimpleId = await requirePaySimpleCustomer(started, started.customer)
  try {
    return await attach(paysimpleId)
  } catch (error) {
    if (!(error instanceof PaySimpleError) || !isCustomerGone(error)) throw error
    await notePaySimpleCustomerGone(started.accountKey, started.customer, paysimpleId)
    return attach(await requirePaySimpleCustomer(started, started.customer))
  }
}
