import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { cancelPaper } from '@/lib/customer-page/cancel-paper'
import { moveClock, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { countReviewQueue, listReviewQueue } from '@/lib/payments/review/review-queue'
import { loadPaymentForm } from '@/lib/payments/take/payment-form'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, newLogin, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { paymentOf } from '@/lib/testing/fixtures'
import { hear } from '@/lib/testing/payments'
import { correctionOf, recordOf } from '@/lib/testing/recorded'
import { agreementToSign, consentAndSign, first, signing } from '@/lib/testing/signing'
import { readCanceled } from './read-canceled'
import { refundCanceled } from './refund-payment'

// What was paid on an agreement that is canceled: voided or refunded at the sandbox, or by hand.

setUpSandbox({ org: false, timeoutSeconds: 30 })

let job: { id: string; number: number; documentId: string }
let olivia: LinkContext
let read: Awaited<ReturnType<typeof agreementToSign>>['read']

beforeEach(async () => {
  await takeOrg({ login: await newLogin() })
  const made = await agreementToSign(context)
  olivia = first(made.links)
  read = made.read
  await consentAndSign(olivia, signing(read, first(made.signers).id))
  job = { id: made.jobId, number: olivia.link.job.number, documentId: made.documentId }
})
afterEach(() => moveClock(0))

const pay = async (cents: number, seenOwedCents: number) => {
  const input = paymentOf(job.number, cents, { seenOwedCents, confirmedRepeatOf: null })
  await takePayment(olivia, input)
  return input.paymentId
}
const cancel = () => cancelPaper(olivia, { ...read, reason: null })
const refund = (paymentId: string, reversalId = randomUUID()) => refundCanceled(context, { paymentId, reversalId })
const progress = async () => {
  const canceled = await forOrg(orgId, (tx) => readCanceled(tx, orgId, { jobId: job.id, documentId: job.documentId }))
  return canceled?.progress
}
const waiting = (role: 'owner' | 'contractor' = 'owner') =>
  forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), role))
const settle = async (id: string) => {
  await sandbox.setStatus(Number((await rowOf(id)).paysimplePaymentId), 'Settled')
  return hear(id)
}

describe('the one press', () => {
  it('voids what hasn’t settled, refunds what has, and is done once nothing is left', async () => {
    const early = await pay(400_00, 5_000_00)
    await settle(early)
    const late = await pay(600_00, 4_600_00)
    await cancel()
    expect(await progress()).toEqual({ totalCents: 1_000_00, refundedCents: 0, checkingCents: 0 })
    expect(await waiting()).toBe(1)
    const { canceled } = await forOrg(orgId, (tx) => listReviewQueue(tx, orgId, now(), 'owner'))
    expect(canceled).toMatchObject([{ documentId: job.documentId, job: { number: job.number }, heldCents: 1_000_00 }])

    expect(await refund(late)).toMatchObject({ state: 'done' })
    expect((await rowOf(late)).status).toBe('voided')
    expect(await progress()).toEqual({ totalCents: 1_000_00, refundedCents: 600_00, checkingCents: 0 })
    const again = randomUUID()
    expect(await refund(early, again)).toMatchObject({ state: 'done' })
    expect(await refund(early, again)).toMatchObject({ state: 'done' }) // pressed twice
    expect((await rowOf(early)).status).toBe('refunded')
    expect(await progress()).toEqual({ totalCents: 1_000_00, refundedCents: 1_000_00, checkingCents: 0 })
    expect(await waiting()).toBe(0)
    await expect(refund(early)).rejects.toThrow('already voided or refunded')
  })

  it('is for canceled agreements alone', async () => {
    const id = await pay(400_00, 5_000_00)
    await expect(refund(id)).rejects.toThrow('isn’t canceled')
    await expect(refund(randomUUID())).rejects.toThrow('no longer exists')
  })

  it('is for all of a payment: what a partial refund keeps would be charged again', async () => {
    const id = await pay(400_00, 5_000_00)
    await settle(id)
    await cancel()
    const part = { paymentId: id, reversalId: randomUUID(), kind: 'refund' as const, retainedCents: 100_00, note: '' }
    await expect(reversePayment(context, part)).rejects.toThrow('nothing more is charged on it')
    expect((await rowOf(id)).status).toBe('settled')
  })

  it('leaves a check to a person, who records that they paid it back', async () => {
    const { id } = await recordPayment(context, recordOf(job.number, 300_00, {}))
    await cancel()
    expect(await progress()).toMatchObject({ totalCents: 300_00, refundedCents: 0 })
    const { receivedOn } = await forOrg(orgId, (tx) =>
      tx.recordedPayment.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } }),
    )
    await correctRecorded(context, correctionOf(id, { cameBackOn: receivedOn.toISOString().slice(0, 10) }))
    expect(await progress()).toMatchObject({ totalCents: 300_00, refundedCents: 300_00 })
    expect(await waiting()).toBe(0)
  })
})

describe('nothing is charged after the cancellation', () => {
  it('by the customer, nor in the office', async () => {
    await cancel()
    await expect(pay(400_00, 5_000_00)).rejects.toThrow('can’t be paid')
    await expect(takePayment(context, paymentOf(job.number, 400_00))).rejects.toThrow()
    expect(await loadPaymentForm(orgId, job.number)).toMatchObject({
      ...{ blocked: 'nothing_to_pay', asked: null, balance: { totalCents: 0, owedCents: 0 } },
      blockedWords: { title: 'There’s nothing to pay' },
    })
    expect(await forOrg(orgId, (tx) => tx.payment.count({ where: { orgId } }))).toBe(0)
  })

  it('whoever is first: a payment that began before is there to refund, and none begins after', async () => {
    for (let round = 0; round < 3; round++) {
      const made = await agreementToSign(context)
      const owner = first(made.links)
      await consentAndSign(owner, signing(made.read, first(made.signers).id))
      const input = paymentOf(owner.link.job.number, 400_00, { seenOwedCents: 5_000_00, confirmedRepeatOf: null })
      const [paying] = await Promise.allSettled([
        takePayment(owner, input),
        cancelPaper(owner, { ...made.read, reason: null }),
      ])
      const payments = await forOrg(orgId, (tx) => tx.payment.findMany({ where: { orgId, jobId: made.jobId } }))
      const canceled = await forOrg(orgId, (tx) =>
        tx.cancellation.findFirstOrThrow({ where: { orgId, documentId: made.documentId } }),
      )
      expect(payments).toHaveLength(paying.status === 'fulfilled' ? 1 : 0)
      for (const { createdAt } of payments)
        expect(createdAt.getTime()).toBeLessThanOrEqual(canceled.canceledAt.getTime())
    }
  })
})
