import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { reconcileReversal } from '@/lib/payments/reconcile/reconcile-reversal'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { acceptIncompleteRefund } from '@/lib/payments/review/complete-partial-refund'
import { listReviewQueue } from '@/lib/payments/review/review-queue'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { resultOf } from '@/lib/payments/words/reversal/reversal-words'
import { context, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { asked, hear, pairOf, refund, settled } from '@/lib/testing/payments'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { reversePayment } from './reverse-payment'

// What happens to a refunded payment, its credit and its recharge afterwards.

setUpSandbox()

const AMOUNTS = { totalCents: 1_000_000, amountCents: 150_000 }
const incompleteNow = () =>
  forOrg(orgId, async (tx) => (await listReviewQueue(tx, orgId, new Date(), 'admin')).incomplete)

describe('what a partial refund kept', () => {
  it('may be refunded too, all or part of it, and the refund stays complete', async () => {
    const first = randomUUID()
    await refund(await settled(AMOUNTS), 100_000, first)
    const [kept] = (await pairOf(first)).charges
    await sandbox.setStatus(Number(kept?.paysimplePaymentId), 'Settled')
    const second = randomUUID()
    await refund(await hear(kept?.id ?? ''), 70_000, second)
    expect((await pairOf(second)).charges).toMatchObject([{ amountCents: 70_000, status: 'authorized' }])
    expect((await pairOf(first)).incompleteKind).toBeNull()
    expect(await incompleteNow()).toEqual([])
  })

  const pair = { status: 'done', retainedCents: 100_000, acceptedAt: null } as const
  it.each<[PaymentStatus, ReturnType<typeof incompleteKindOf>]>([
    ['authorized', null],
    ['unknown', null],
    ['voided', null],
    ['refunded', null],
    ['returned', null],
    ['chargeback', null],
    ['declined', 'not_charged'],
    ['not_taken', 'not_charged'],
  ])('and is %s: the pair is %s', (status, incompleteKind) => {
    expect(incompleteKindOf(pair, 'refunded', [{ status }])).toBe(incompleteKind)
    const told = { kind: 'refund', reason: null, paysimpleMessage: null, ...pair } as const
    const payment = { amountCents: 150_000, method: 'card', accountLabel: 'Visa', lastFour: '1111' } as const
    expect(resultOf(told, payment, { status, reason: null }).state === 'half').toBe(incompleteKind === 'not_charged')
  })
})

describe('a payment that was refunded', () => {
  it.each([
    ['Returned', 'returned'],
    ['ReverseNSF', 'returned'],
    ['Chargeback', 'chargeback'],
  ])('and that PaySimple calls %s then is shown as that', async (theirs, ours) => {
    const payment = await settled(AMOUNTS)
    await refund(payment, 0)
    await sandbox.setStatus(Number(payment.paysimplePaymentId), theirs)
    await syncOrg(orgId)
    expect((await rowOf(payment.id)).status).toBe(ours)
  })

  it.each(['Failed', 'Returned', 'ReverseNSF'])('and whose credit is %s waits for a person', async (status) => {
    const payment = await settled(AMOUNTS)
    const { id } = await refund(payment, 0)
    const credit = (await pairOf(id)).reversal.paysimpleCreditId
    await sandbox.setStatus(Number(credit), status)
    await syncOrg(orgId)
    expect(await incompleteNow()).toMatchObject([{ reversalId: id, incompleteKind: 'not_credited' }])
    await acceptIncompleteRefund(context, id, 'A check was sent.')
    expect(await incompleteNow()).toEqual([])
  })
})

it.each(['Chargeback', 'Returned'])(
  'a refund whose answer was lost is done, though its payment is %s by now',
  async (status) => {
    const payment = await settled(AMOUNTS)
    await sandbox.fault('PUT /v4/payment/*/reverse', 'no-answer-after')
    const input = asked(payment, { retainedCents: 100_000 })
    expect((await reversePayment(context, input)).status).toBe('unknown')
    await sandbox.setStatus(Number(payment.paysimplePaymentId), status)
    await reconcileReversal(orgId, input.reversalId)
    const { reversal, charges } = await pairOf(input.reversalId)
    expect(reversal).toMatchObject({ status: 'done', payment: { status: status.toLowerCase() } })
    expect(reversal.paysimpleCreditId).not.toBeNull()
    // The customer has disputed it since: nothing is recharged without asking.
    expect(charges).toEqual([])
  },
)
