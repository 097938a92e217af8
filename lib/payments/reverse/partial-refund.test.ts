import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { incompleteRefundsAmong, listJobPayments } from '@/lib/payments/job-payments'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { reconcileReversal } from '@/lib/payments/reconcile/reconcile-reversal'
import { acceptIncompleteRefund, completePartialRefund } from '@/lib/payments/review/complete-partial-refund'
import { computeBalance } from '@/lib/payments/rules/balance'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, orgId, paysimple, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { hear, pairOf, refund, settled as settledOf } from '@/lib/testing/payments'
import { asOwner } from '@/prisma/owner/as-owner'
import { reversePayment } from './reverse-payment'

// A partial refund is two movements: the whole goes back, and what is kept is charged again. The real sandbox process
// and the real database.

const TOTAL = 5_000_000
const AFTER_THE_HORIZON = 8 * 60_000
/** What the sandbox's bank declines. */
const DECLINED = 999_901
/** What a person is told about a complete refund, or one of another organization. */
const COMPLETED = 'This refund is no longer incomplete'

setUpSandbox()

const settled = (amountCents = 1_500_000) => settledOf({ totalCents: TOTAL, amountCents })
const balanceOf = (jobId: string) =>
  forOrg(orgId, async (tx) => computeBalance(TOTAL, await tx.payment.findMany({ where: { orgId, jobId } })))
/** Live charges at PaySimple that belong to a reversal. */
async function liveCharges(reversalId: string) {
  const ids = new Set((await pairOf(reversalId)).charges.map(({ id }) => id))
  return (await sandbox.ledger()).filter(({ orderId, status }) => ids.has(orderId ?? '') && status === 'Authorized')
}

describe('a partial refund', () => {
  it('gives the whole back and charges again what is kept, on the same account', async () => {
    const payment = await settled()
    const { id } = await refund(payment, 1_000_000)
    const { reversal, charges, incompleteKind } = await pairOf(id)
    expect(reversal).toMatchObject({ status: 'done', retainedCents: 1_000_000 })
    expect(charges).toMatchObject([
      {
        status: 'authorized',
        amountCents: 1_000_000,
        accountLabel: 'Visa',
        lastFour: '1111',
        takenByName: 'Ada Admin',
      },
    ])
    expect(charges[0]?.paysimpleAccountId).toBe(payment.paysimpleAccountId)
    expect(incompleteKind).toBeNull()
    expect((await rowOf(payment.id)).status).toBe('refunded')
    expect(await balanceOf(payment.jobId)).toMatchObject({ paidCents: 1_000_000, checkingCents: 0 })
    expect(await liveCharges(id)).toHaveLength(1)
  })

  it('is refused when it refunds nothing, or more than there is', async () => {
    const payment = await settled()
    for (const retainedCents of [payment.amountCents, payment.amountCents + 1])
      await expect(refund(payment, retainedCents)).rejects.toThrow('Refund more than $0.00')
  })

  it('of a payment that has not settled is refused, as a void always takes back the whole', async () => {
    const job = await createJob(context, TOTAL)
    const input = paymentOf(job.number, 50_000)
    await takePayment(context, input)
    const ask = { paymentId: input.paymentId, reversalId: randomUUID(), retainedCents: 100, note: '' }
    await expect(reversePayment(context, { ...ask, kind: 'void' })).rejects.toThrow('Refund more than $0.00')
    await expect(reversePayment(context, { ...ask, kind: 'refund' })).rejects.toThrow('hasn’t settled yet')
  })

  it('charges once, however often and from wherever it is claimed', async () => {
    const payment = await settled()
    const reversalId = randomUUID()
    await Promise.all([...Array.from({ length: 5 }, () => refund(payment, 1_000_000, reversalId))])
    const [charge] = (await pairOf(reversalId)).charges
    await Promise.all(Array.from({ length: 5 }, () => reconcilePayment(orgId, charge?.id ?? '')))
    await reconcileReversal(orgId, reversalId)
    expect((await pairOf(reversalId)).charges).toHaveLength(1)
    expect(await liveCharges(reversalId)).toHaveLength(1)
  })

  it.each(['no-answer-after', 'reset-after', '500-after', 'cut', '204-body'])(
    'whose refund was done without an answer (%s) is finished by the worker',
    async (fault) => {
      const payment = await settled()
      await sandbox.fault('PUT /v4/payment/*/reverse', fault)
      const { id, status } = await refund(payment, 1_000_000)
      expect(status).toBe('unknown')
      expect((await pairOf(id)).charges).toHaveLength(0)
      await Promise.all([reconcileReversal(orgId, id), reconcileReversal(orgId, id)])
      const { reversal, charges, incompleteKind } = await pairOf(id)
      expect(reversal.status).toBe('done')
      expect(charges).toMatchObject([{ status: 'authorized' }])
      expect(incompleteKind).toBeNull()
      expect(await liveCharges(id)).toHaveLength(1)
    },
  )

  it('whose refund was never done charges nothing', async () => {
    const payment = await settled()
    await sandbox.fault('PUT /v4/payment/*/reverse', 'reset-before')
    const { id } = await refund(payment, 1_000_000)
    moveClock(AFTER_THE_HORIZON)
    await reconcileReversal(orgId, id)
    expect(await pairOf(id)).toMatchObject({ reversal: { status: 'not_done' }, charges: [], incompleteKind: null })
    expect(await balanceOf(payment.jobId)).toMatchObject({ paidCents: 1_500_000 })
  })
})

describe('the second half', () => {
  it.each(['no-answer-after', 'reset-after', '500-after', 'cut', 'duplicate-after', '204-body', 'slow'])(
    'whose answer is lost (%s) is found again, charged once, and never called incomplete',
    async (fault) => {
      const payment = await settled()
      await sandbox.fault('POST /v4/payment', fault)
      const { id } = await refund(payment, 1_000_000)
      const before = await pairOf(id)
      expect(before).toMatchObject({ charges: [{ status: 'unknown' }], incompleteKind: null })
      expect(await balanceOf(payment.jobId)).toMatchObject({ paidCents: 0, checkingCents: 1_000_000 })
      await reconcilePayment(orgId, before.charges[0]?.id ?? '')
      expect(await pairOf(id)).toMatchObject({ charges: [{ status: 'authorized' }], incompleteKind: null })
      expect(await liveCharges(id)).toHaveLength(1)
    },
  )

  it.each(['refuse', 'no-answer-before', 'reset-before', '500-before', '502-html', '503-html'])(
    'that never arrived (%s) makes the refund incomplete once that is proven, and can be charged again',
    async (fault) => {
      const payment = await settled()
      await sandbox.fault('POST /v4/payment', fault)
      const { id } = await refund(payment, 1_000_000)
      moveClock(AFTER_THE_HORIZON)
      await reconcilePayment(orgId, (await pairOf(id)).charges[0]?.id ?? '')
      expect(await pairOf(id)).toMatchObject({ charges: [{ status: 'not_taken' }], incompleteKind: 'not_charged' })
      moveClock(0)
      await completePartialRefund(context, id)
      const { charges, incompleteKind } = await pairOf(id)
      expect(charges.map(({ status }) => status).sort()).toEqual(['authorized', 'not_taken'])
      expect(incompleteKind).toBeNull()
      expect(await liveCharges(id)).toHaveLength(1)
    },
  )

  it('that is Pending at PaySimple is unknown, and the refund not incomplete', async () => {
    const payment = await settled()
    await sandbox.fault('POST /v4/payment', 'pending')
    const { id } = await refund(payment, 1_000_000)
    expect(await pairOf(id)).toMatchObject({
      charges: [{ status: 'unknown', reason: 'pending' }],
      incompleteKind: null,
    })
  })

  it('that is declined makes the refund incomplete: recharging completes it, once if two people press at once', async () => {
    const payment = await settled()
    const { id } = await refund(payment, DECLINED)
    expect(await pairOf(id)).toMatchObject({ charges: [{ status: 'declined' }], incompleteKind: 'not_charged' })
    const [incomplete] = incompleteRefundsAmong(await listJobPayments(orgId, payment.jobId))
    expect(incomplete).toMatchObject({ reversalId: id, why: expect.stringMatching(/limit|funds|declined/i) })
    expect(await balanceOf(payment.jobId)).toMatchObject({ paidCents: 0, checkingCents: 0 })
    await asOwner(
      (tx) => tx.reversal.update({ where: { orgId_id: { orgId, id } }, data: { retainedCents: 1_000_000 } }),
      orgId,
    )
    const results = await Promise.allSettled([completePartialRefund(context, id), completePartialRefund(context, id)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await pairOf(id)).incompleteKind).toBeNull()
    expect(await liveCharges(id)).toHaveLength(1)
    const audit = await forOrg(orgId, (tx) =>
      tx.auditEvent.findMany({ where: { orgId, subject: payment.paysimplePaymentId } }),
    )
    expect(audit.map(({ action }) => action)).toEqual(['partial_refund_charged_again'])
  })

  it('that is declined may be left as a full refund, for a reason', async () => {
    const payment = await settled()
    const { id } = await refund(payment, DECLINED)
    await acceptIncompleteRefund(context, id, 'Paid the rest in cash')
    expect((await pairOf(id)).incompleteKind).toBeNull()
    await expect(completePartialRefund(context, id)).rejects.toThrow(COMPLETED)
    await expect(acceptIncompleteRefund(context, id, 'again')).rejects.toThrow(COMPLETED)
    const audit = await forOrg(orgId, (tx) =>
      tx.auditEvent.findFirst({ where: { orgId, subject: payment.paysimplePaymentId } }),
    )
    expect(audit).toMatchObject({ action: 'partial_refund_accepted', detail: 'Paid the rest in cash' })
  })

  it('is not charged again where the job owes less by now', async () => {
    const payment = await settled()
    const { id } = await refund(payment, DECLINED)
    const job = await forOrg(orgId, (tx) =>
      tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: payment.jobId } } }),
    )
    await takePayment(context, paymentOf(job.number, TOTAL - 100_000))
    await expect(completePartialRefund(context, id)).rejects.toThrow('The balance due on this job is only $1,000.00')
  })

  it('of another organization is neither completed nor accepted', async () => {
    const { id } = await refund(await settled(), DECLINED)
    const other = await createOrg()
    await expect(completePartialRefund(other, id)).rejects.toThrow(COMPLETED)
    await expect(acceptIncompleteRefund(other, id, 'mine')).rejects.toThrow(COMPLETED)
    expect((await pairOf(id)).incompleteKind).toBe('not_charged')
  })
})

describe('a refund that PaySimple makes incomplete', () => {
  it('by voiding the refund: both charges stand, and nothing is charged a third time', async () => {
    const payment = await settled()
    const { id, paysimpleCreditId } = await refund(payment, 1_000_000)
    await (await paysimple()).payments.void(Number(paysimpleCreditId))
    await hear(payment.id)
    expect(await pairOf(id)).toMatchObject({ reversal: { status: 'canceled' }, incompleteKind: 'both_stand' })
    await expect(completePartialRefund(context, id)).rejects.toThrow(COMPLETED)
    expect(await liveCharges(id)).toHaveLength(1)
    // Voiding the recharge ends it.
    const [charge] = (await pairOf(id)).charges
    await reversePayment(context, {
      ...{ paymentId: charge?.id ?? '', reversalId: randomUUID(), kind: 'void', retainedCents: 0, note: '' },
    })
    expect((await pairOf(id)).incompleteKind).toBeNull()
  })

  it('by showing a charge that was concluded absent after it was charged again', async () => {
    const payment = await settled()
    await sandbox.fault('POST /v4/payment', 'no-answer-after')
    const { id } = await refund(payment, 1_000_000)
    const [first] = (await pairOf(id)).charges
    await forOrg(orgId, (tx) =>
      tx.payment.update({
        where: { orgId_id: { orgId, id: first?.id ?? '' } },
        data: { status: 'not_taken', reason: 'absent' },
      }),
    )
    await completePartialRefund(context, id)
    expect((await pairOf(id)).incompleteKind).toBeNull()
    await reconcilePayment(orgId, first?.id ?? '')
    expect((await pairOf(id)).incompleteKind).toBe('charged_twice')
    await expect(completePartialRefund(context, id)).rejects.toThrow(COMPLETED)
  })
})
