import { beforeEach, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { sendEmail } from '@/lib/email/send-email'
import { saveCredentials } from '@/lib/integration/credentials'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import {
  context,
  newLogin,
  orgId,
  paysimple,
  rowOf,
  sandbox,
  setUpSandbox,
  takeOrg,
} from '@/lib/testing/at-the-sandbox'
import { visa } from '@/lib/testing/fixtures'
import { hear, pairOf, pressTwice, refund, settled } from '@/lib/testing/payments'
import { completePartialRefund } from './complete-partial-refund'

// What a person who recharges an incomplete refund is told, and what the customer is told.

const AMOUNTS = { totalCents: 5_000_000, amountCents: 1_500_000 }
/** What the sandbox's bank declines. */
const DECLINED = 999_901
const DAY = 86_400_000

setUpSandbox({ org: false })
beforeEach(async () => takeOrg({ login: await newLogin() }))

const refundedEmailOf = (paymentId: string) =>
  forOrg(orgId, (tx) => tx.email.findFirstOrThrow({ where: { orgId, paymentId, kind: 'refunded' } }))

describe('recharging', () => {
  it('is not for somebody who refunds and doesn’t charge', async () => {
    const { id } = await refund(await settled(AMOUNTS), DECLINED)
    const bookkeeper = { ...context, role: 'bookkeeper' } as const
    await expect(completePartialRefund(bookkeeper, id)).rejects.toThrow('Your role doesn’t charge cards')
    expect((await pairOf(id)).charges).toHaveLength(1)
  })

  it('says when it was declined once more', async () => {
    const { id } = await refund(await settled(AMOUNTS), DECLINED)
    await expect(completePartialRefund(context, id)).rejects.toThrow('wasn’t charged this time either')
    expect((await pairOf(id)).charges.map(({ status }) => status)).toEqual(['declined', 'declined'])
  })

  it('is refused with other credentials, before there is a row that nobody could charge', async () => {
    const { id } = await refund(await settled(AMOUNTS), DECLINED)
    const login = await newLogin()
    await pressTwice((sure) => saveCredentials(context, { endpoint: 'local', ...login, sure }))
    await expect(completePartialRefund(context, id)).rejects.toThrow('different PaySimple credentials')
    expect((await pairOf(id)).charges).toHaveLength(1)
  })

  it('is refused when the saved card was removed', async () => {
    const payment = await settled(AMOUNTS, { source: visa(), saveAccount: true })
    const { id } = await refund(payment, DECLINED)
    await forOrg(orgId, (tx) => tx.paymentAccount.updateMany({ where: { orgId }, data: { removedAt: new Date() } }))
    await expect(completePartialRefund(context, id)).rejects.toThrow('was removed')
    expect((await pairOf(id)).charges).toHaveLength(1)
  })
})

it('a recharge that nobody claims for a day is dropped, and the refund is incomplete', async () => {
  const payment = await settled(AMOUNTS)
  const { id } = await refund(payment, DECLINED)
  const [charge] = (await pairOf(id)).charges
  const where = { orgId_id: { orgId, id: charge?.id ?? '' } }
  await forOrg(orgId, (tx) =>
    tx.payment.update({ where, data: { status: 'submitting', claimedAt: null, paysimplePaymentId: null } }),
  )
  const before = (await sandbox.ledger()).length
  moveClock(DAY + 60_000)
  await reconcilePayment(orgId, charge?.id ?? '')
  expect(await rowOf(charge?.id ?? '')).toMatchObject({ status: 'not_taken', reason: 'unreachable' })
  expect((await pairOf(id)).incompleteKind).toBe('not_charged')
  expect(await sandbox.ledger()).toHaveLength(before)
})

describe('the customer’s email about a partial refund', () => {
  it('goes out once both halves are certain: as a full refund where the second was declined', async () => {
    const payment = await settled(AMOUNTS)
    await sandbox.fault('POST /v4/payment', 'reset-after')
    const { id } = await refund(payment, 500_000)
    const email = await refundedEmailOf(payment.id)
    await sendEmail(orgId, email.id)
    expect(await refundedEmailOf(payment.id)).toMatchObject({ status: 'queued', attempts: 0, claimedUntil: null })
    await reconcilePayment(orgId, (await pairOf(id)).charges[0]?.id ?? '')
    await sendEmail(orgId, email.id)
    expect(await refundedEmailOf(payment.id)).toMatchObject({ attempts: 1 })
    expect((await refundedEmailOf(payment.id)).subject).toContain('$10,000.00')
  })

  it('fault 44: goes out after an hour as things stand, and calls the second half not confirmed', async () => {
    const payment = await settled(AMOUNTS)
    await sandbox.fault('POST /v4/payment', 'pending')
    await refund(payment, 500_000)
    moveClock(61 * 60_000)
    await sendEmail(orgId, (await refundedEmailOf(payment.id)).id)
    const { attempts, subject, text } = await refundedEmailOf(payment.id)
    expect(attempts).toBe(1)
    expect(subject).toContain('your refund of $15,000.00')
    expect(text?.replace(/\s+/g, ' ')).toContain('The new charge of $5,000.00 isn’t confirmed yet.')
  })
})

it('a refund made in PaySimple days after one was concluded not done is not taken for that one', async () => {
  const payment = await settled(AMOUNTS)
  await sandbox.fault('PUT /v4/payment/*/reverse', 'reset-before')
  const { id } = await refund(payment, 500_000)
  await forOrg(orgId, (tx) =>
    tx.reversal.update({ where: { orgId_id: { orgId, id } }, data: { status: 'not_done', reason: 'absent' } }),
  )
  moveClock(2 * DAY)
  await (await paysimple()).payments.reverse(Number(payment.paysimplePaymentId))
  await hear(payment.id)
  expect((await rowOf(payment.id)).status).toBe('refunded')
  expect(await pairOf(id)).toMatchObject({ reversal: { status: 'not_done' }, incompleteKind: null })
})

it('a dispute that is won after a refund lets the payment be refunded again', async () => {
  const payment = await settled(AMOUNTS)
  const { id } = await refund(payment, 0)
  for (const status of ['Chargeback', 'Settled']) {
    await sandbox.setStatus(Number(payment.paysimplePaymentId), status)
    await hear(payment.id)
  }
  expect((await rowOf(payment.id)).status).toBe('settled')
  expect((await pairOf(id)).reversal.status).toBe('canceled')
  expect((await refund(await rowOf(payment.id), 0)).kind).toBe('refund')
})
