import { beforeEach, expect, it } from 'vitest'
import { moveClock, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { saveCredentials } from '@/lib/integration/credentials'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { context, newLogin, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { asked, hear, pairOf, pressTwice, settled, taken } from '@/lib/testing/payments'
import type { Payment } from '@/prisma/generated/client'
import { decideReversal } from './decide-reversal'
import { countReviewQueue, listReviewQueue } from './review-queue'

// A void or refund that PaySimple never confirms: a person decides it.

const AMOUNTS = { totalCents: 100_000, amountCents: 40_000 }
const MINUTE = 60_000
const REASON = 'Their support looked it up'

setUpSandbox({ org: false })
beforeEach(async () => takeOrg({ login: await newLogin() }))

const reversalOf = async (id: string) => (await pairOf(id)).reversal

/** Unconfirmed, and PaySimple no longer accepts the credentials. */
async function inDoubt(payment: Payment, retainedCents = 0) {
  const route = payment.status === 'settled' ? 'PUT /v4/payment/*/reverse' : 'PUT /v4/payment/*/void'
  await sandbox.fault(route, 'reset-before')
  const reversal = await reversePayment(context, asked(payment, { retainedCents }))
  expect(reversal.status).toBe('unknown')
  return reversal
}

it('can’t be decided while checking may help, and is shown to a person afterwards', async () => {
  const { id } = await inDoubt(await settled(AMOUNTS))
  await expect(decideReversal(context, { reversalId: id, done: 'no', reason: REASON })).rejects.toThrow(
    'still checking',
  )
  expect(await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), 'admin'))).toBe(0)
  moveClock(31 * MINUTE)
  expect((await forOrg(orgId, (tx) => listReviewQueue(tx, orgId, now(), 'admin'))).reversals).toMatchObject([{ id }])
  expect(await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), 'admin'))).toBe(1)
})

it('“not done” leaves the payment as it was, keeps the reason, and frees the credentials', async () => {
  const payment = await settled(AMOUNTS)
  const { id } = await inDoubt(payment)
  moveClock(31 * MINUTE)
  const other = { endpoint: 'local' as const, ...(await newLogin()) }
  const save = () => pressTwice((sure) => saveCredentials(context, { ...other, sure }))
  await expect(save()).rejects.toThrow('still checking')
  await decideReversal(context, { reversalId: id, done: 'no', reason: REASON })
  expect(await reversalOf(id)).toMatchObject({ status: 'not_done', reason: 'person' })
  expect((await rowOf(payment.id)).status).toBe('settled')
  const [entry] = await forOrg(orgId, (tx) =>
    tx.auditEvent.findMany({ where: { orgId, subject: payment.id, action: 'payment_decided' } }),
  )
  expect(entry).toMatchObject({ action: 'payment_decided', detail: `The refund was not done. ${REASON}` })
  await expect(decideReversal(context, { reversalId: id, done: 'yes', reason: REASON })).rejects.toThrow('decided')
  await save()
})

it('“done” changes the payment, and PaySimple’s own word outranks it', async () => {
  const payment = await settled(AMOUNTS)
  const { id } = await inDoubt(payment)
  moveClock(31 * MINUTE)
  await decideReversal(context, { reversalId: id, done: 'yes', reason: REASON })
  expect(await reversalOf(id)).toMatchObject({ status: 'done' })
  expect((await rowOf(payment.id)).status).toBe('refunded')
  // It wasn't done after all.
  await hear(payment.id)
  expect((await rowOf(payment.id)).status).toBe('settled')
  expect(await reversalOf(id)).toMatchObject({ status: 'canceled' })
})

it('a partial refund decided as done recharges nothing: it is incomplete', async () => {
  const { id } = await inDoubt(await settled(AMOUNTS), 10_000)
  moveClock(31 * MINUTE)
  await decideReversal(context, { reversalId: id, done: 'yes', reason: REASON })
  expect(await pairOf(id)).toMatchObject({ charges: [], incompleteKind: 'not_charged' })
})

it('a void cannot have been done where PaySimple has settled the payment', async () => {
  const payment = await taken(AMOUNTS)
  const { id } = await inDoubt(payment)
  await sandbox.setStatus(Number(payment.paysimplePaymentId), 'Settled')
  await hear(payment.id)
  moveClock(31 * MINUTE)
  await expect(decideReversal(context, { reversalId: id, done: 'yes', reason: REASON })).rejects.toThrow('“Settled”')
  await decideReversal(context, { reversalId: id, done: 'no', reason: REASON })
  expect(await reversalOf(id)).toMatchObject({ status: 'not_done' })
})
