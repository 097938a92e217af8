import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { moveClock, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { connectPaySimple } from '@/lib/integration/integration'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { checkNow } from './check-now'
import { decideCharged, decideNotCharged } from './decide-payment'
import { countReviewQueue, listReviewQueue } from './review-queue'

setUpSandbox({ org: false })

const auditOf = (subject: string) => forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, subject } }))
const eventsOf = (paymentId: string) =>
  forOrg(orgId, (tx) => tx.paymentEvent.findMany({ where: { orgId, paymentId }, orderBy: { at: 'asc' } }))

/** A payment that went wrong in this way, of an organization of its own. */
async function wrong(fault: string | null, amountCents = 40_000) {
  await takeOrg()
  const job = await createJob(context, 1_000_000)
  if (fault) await sandbox.fault('POST /v4/payment', fault)
  const input = paymentOf(job.number, amountCents)
  await takePayment(context, input)
  return rowOf(input.paymentId)
}

describe('checkNow', () => {
  it('finds what was charged without an answer, and records who checked', async () => {
    const { id } = await wrong('reset-after')
    expect(await checkNow(context, id)).toMatchObject({ answered: true, status: 'authorized' })
    expect((await eventsOf(id)).at(-1)).toMatchObject({ source: 'person', actorName: 'Ada Admin', to: 'authorized' })
  })

  it('says when PaySimple does not answer, and changes nothing', async () => {
    const { id } = await wrong('reset-after')
    await sandbox.fault('GET /v4/customer/*/payments', '500-before', { times: 3 })
    expect(await checkNow(context, id)).toMatchObject({ answered: false, status: 'unknown' })
  })

  it('checks an unconfirmed refund, and learns that a payment has settled', async () => {
    const payment = await wrong(null)
    await sandbox.setStatus(Number(payment.paysimplePaymentId), 'Settled')
    expect(await checkNow(context, payment.id)).toMatchObject({ answered: true, status: 'settled' })
    await sandbox.fault('PUT /v4/payment/*/reverse', 'reset-after')
    const ask = { paymentId: payment.id, reversalId: randomUUID(), kind: 'refund', retainedCents: 0, note: '' } as const
    expect((await reversePayment(context, ask)).status).toBe('unknown')
    expect(await checkNow(context, payment.id)).toMatchObject({ answered: true, status: 'refunded' })
  })

  it('returns PaySimple’s own status where it doesn’t fit the payment', async () => {
    const payment = await wrong(null)
    expect(await checkNow(context, payment.id)).toMatchObject({ status: 'authorized', unclear: null })
    const ask = { paymentId: payment.id, reversalId: randomUUID(), kind: 'void', retainedCents: 0, note: '' } as const
    await reversePayment(context, ask)
    expect(await checkNow(context, payment.id)).toMatchObject({ status: 'voided', unclear: null })
    await sandbox.setStatus(Number(payment.paysimplePaymentId), 'Settled')
    expect(await checkNow(context, payment.id)).toMatchObject({ status: 'voided', unclear: 'Settled' })
  })

  it('knows nothing of another organization’s payment', async () => {
    const { id } = await wrong('reset-after')
    await expect(checkNow(await createOrg(), id)).rejects.toThrow('no longer exists')
  })
})

describe('a decision by a person', () => {
  it('isn’t offered while checking may help, and waits for a person afterwards', async () => {
    const { id } = await wrong('500-before')
    await expect(decideNotCharged(context, id, 'not there')).rejects.toThrow('still checking')
    expect(await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), 'admin'))).toBe(0)
    moveClock(31 * 60_000)
    expect(await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), 'admin'))).toBe(1)
    expect((await forOrg(orgId, (tx) => listReviewQueue(tx, orgId, now(), 'admin'))).unconfirmed).toMatchObject([
      { id },
    ])
  })

  it('“not charged” holds with its reason, also when PaySimple repeats that it is pending', async () => {
    const { id } = await wrong('pending')
    await decideNotCharged(context, id, 'Their support says it never went out')
    expect(await rowOf(id)).toMatchObject({ status: 'not_taken', reason: 'person' })
    expect(await auditOf(id)).toMatchObject([
      { action: 'payment_decided', detail: expect.stringContaining('never went out') },
    ])
    await reconcilePayment(orgId, id)
    expect((await rowOf(id)).status).toBe('not_taken')
    await expect(decideNotCharged(context, id, 'once more')).rejects.toThrow('already decided')
    expect(await auditOf(id)).toHaveLength(1)
  })

  it('“not charged” yields to a charge that shows up at PaySimple', async () => {
    const { id } = await wrong('reset-after')
    moveClock(31 * 60_000)
    await decideNotCharged(context, id, 'Nothing on their screen')
    await reconcilePayment(orgId, id)
    expect((await rowOf(id)).status).toBe('authorized')
  })

  it('“charged” takes the outcome from PaySimple’s record of that number', async () => {
    const { id } = await wrong('reset-after')
    moveClock(31 * 60_000)
    const row = (await sandbox.ledger()).find(({ orderId }) => orderId === id)
    await decideCharged(context, { paymentId: id, paysimplePaymentId: String(row?.id), reason: 'On their screen' })
    expect(await rowOf(id)).toMatchObject({
      status: 'authorized',
      reason: 'person',
      paysimplePaymentId: String(row?.id),
    })
    expect(await auditOf(id)).toMatchObject([{ detail: expect.stringMatching(/^Charged, as .* On their screen$/) }])
    expect((await eventsOf(id)).at(-1)).toMatchObject({ source: 'person', actorName: 'Ada Admin' })
  })

  it('“charged” holds for what PaySimple itself calls pending, until it says otherwise', async () => {
    const { id, paysimplePaymentId } = await wrong('pending')
    await decideCharged(context, {
      paymentId: id,
      paysimplePaymentId: paysimplePaymentId ?? '',
      reason: 'The bank says so',
    })
    expect((await rowOf(id)).status).toBe('authorized')
    await sandbox.setStatus(Number(paysimplePaymentId), 'Failed')
    await checkNow(context, id)
    expect((await rowOf(id)).status).toBe('declined')
  })

  it('“charged” is followed under the OrderId that PaySimple’s record really has', async () => {
    const { id } = await wrong('500-before')
    moveClock(31 * 60_000)
    const integration = await forOrg(orgId, (tx) => connectPaySimple(tx, orgId))
    const customer = await forOrg(orgId, (tx) => tx.paySimpleCustomer.findFirstOrThrow({ where: { orgId } }))
    const card = await integration?.paysimple.customers.defaultCreditCard(Number(customer.paysimpleId))
    const byHand = await integration?.paysimple.payments.create({ AccountId: card?.Id ?? 0, AmountCents: 40_000 })
    const outside = { orgId, merchantKey: 'local:APIUser1000', paysimpleId: String(byHand?.Id), amountCents: 40_000 }
    await forOrg(orgId, (tx) =>
      tx.externalPayment.create({
        data: { ...outside, customerName: 'Test Person', method: 'card', status: 'Authorized', madeOn: now() },
      }),
    )
    const said = { paymentId: id, paysimplePaymentId: String(byHand?.Id), reason: 'Taken by hand there' }
    await decideCharged(context, said)
    const [met] = await forOrg(orgId, (tx) => tx.externalPayment.findMany({ where: { orgId } }))
    expect(met).toMatchObject({ state: 'linked', paymentId: id })
    await sandbox.setStatus(byHand?.Id ?? 0, 'Settled')
    expect(await checkNow(context, id)).toMatchObject({ answered: true, status: 'settled' })
  })

  it('“charged” is refused for another amount, another payment of ours, a refund, a decline and no payment', async () => {
    const other = await wrong(null, 50_000)
    const job = await forOrg(orgId, (tx) =>
      tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: other.jobId } } }),
    )
    const same = paymentOf(job.number, 40_000)
    await takePayment(context, same)
    await sandbox.fault('POST /v4/payment', '500-before')
    const input = paymentOf(job.number, 40_000, { confirmedRepeatOf: same.paymentId })
    await takePayment(context, input)
    moveClock(31 * 60_000)
    const say = (paysimplePaymentId: string | null) =>
      decideCharged(context, {
        paymentId: input.paymentId,
        paysimplePaymentId: paysimplePaymentId ?? '',
        reason: 'I think so',
      })
    await expect(say(other.paysimplePaymentId)).rejects.toThrow('for $500.00, and this one is for $400.00')
    await expect(say((await rowOf(same.paymentId)).paysimplePaymentId)).rejects.toThrow('another payment')
    await expect(say('999999999')).rejects.toThrow('no payment with this number')
    await sandbox.fault('GET /v4/payment/*', '500-before', { times: 3 })
    await expect(say('1')).rejects.toThrow('couldn’t be reached')
    expect((await rowOf(input.paymentId)).status).toBe('unknown')
    expect(await auditOf(input.paymentId)).toHaveLength(0)
  })

  it('does not take the payment of another organization that shares the PaySimple account', async () => {
    const { paysimplePaymentId } = await wrong(null)
    const { id } = await wrong('reset-before')
    moveClock(60 * 60_000)
    const said = { paymentId: id, paysimplePaymentId: paysimplePaymentId ?? '', reason: 'On their screen' }
    await expect(decideCharged(context, said)).rejects.toThrow('That’s another payment')
    expect((await rowOf(id)).status).toBe('unknown')
  })
})
