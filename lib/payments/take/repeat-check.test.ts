import { describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { describePayment } from '@/lib/payments/words/payment-view'
import { context, ledgerOf, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, paymentOf } from '@/lib/testing/fixtures'
import { explainRepeat } from './repeat-check'
import { takePayment } from './take-payment'

const MINUTE = 60_000

setUpSandbox()

describe('a payment like the one before', () => {
  it('is asked about before anything is sent or written, and charged once it was meant', async () => {
    const job = await createJob(context, 1_000_000)
    const first = paymentOf(job.number, 150_000)
    await takePayment(context, first)
    const second = paymentOf(job.number, 150_000)
    const calls = (await sandbox.journal()).length
    expect(await takePayment(context, second)).toMatchObject({
      state: 'repeat',
      earlier: {
        ...{ id: first.paymentId, amountCents: 150_000, accountLabel: 'Visa', lastFour: '1111', undecided: false },
        takenAt: expect.stringMatching(/^\d{1,2}:\d\d [AP]M$/),
      },
    })
    expect(await sandbox.journal()).toHaveLength(calls)
    expect(await forOrg(orgId, (tx) => tx.payment.count({ where: { orgId, id: second.paymentId } }))).toBe(0)

    const meant = { ...second, confirmedRepeatOf: first.paymentId }
    expect(await takePayment(context, meant)).toMatchObject({ state: 'authorized' })
    expect(await ledgerOf(second.paymentId)).toHaveLength(1)
    // The answer holds for that pair only: a third one asks again.
    const third = paymentOf(job.number, 150_000, { confirmedRepeatOf: first.paymentId })
    expect(await takePayment(context, third)).toMatchObject({ state: 'repeat', earlier: { id: second.paymentId } })
  })

  it('is asked about while the first is unknown, on another job of the customer too', async () => {
    const job = await createJob(context, 1_000_000)
    await sandbox.fault('POST /v4/payment', 'reset-after')
    const first = paymentOf(job.number, 20_000)
    expect(await takePayment(context, first)).toMatchObject({ state: 'checking' })
    expect(await takePayment(context, paymentOf(job.number, 20_000))).toMatchObject({
      state: 'repeat',
      earlier: { id: first.paymentId, undecided: true },
    })
  })

  it('is not asked about after another amount, a decline, or ten minutes', async () => {
    const job = await createJob(context, 5_000_000)
    await takePayment(context, paymentOf(job.number, 999_901))
    expect(await takePayment(context, paymentOf(job.number, 999_901))).toMatchObject({ state: 'declined' })
    await takePayment(context, paymentOf(job.number, 30_000))
    expect(await takePayment(context, paymentOf(job.number, 30_001))).toMatchObject({ state: 'authorized' })
    moveClock(10 * MINUTE + 1_000)
    expect(await takePayment(context, paymentOf(job.number, 30_000))).toMatchObject({ state: 'authorized' })
  })

  it('that PaySimple turns down as a repeat is explained by the first, while unknown and afterwards', async () => {
    const job = await createJob(context, 1_000_000)
    const first = paymentOf(job.number, 40_000, { source: bankAccount() })
    await takePayment(context, first)
    const second = paymentOf(job.number, 40_000, { source: bankAccount(), confirmedRepeatOf: first.paymentId })
    expect(await takePayment(context, second)).toMatchObject({
      state: 'checking',
      words: { title: 'PaySimple took this for a repeat' },
      earlier: { id: first.paymentId },
    })
    expect(await rowOf(second.paymentId)).toMatchObject({ status: 'unknown', reason: 'duplicate_check' })

    moveClock(2 * MINUTE)
    await reconcilePayment(orgId, second.paymentId)
    expect(await rowOf(second.paymentId)).toMatchObject({ status: 'not_taken', reason: 'duplicate' })
    const view = await forOrg(orgId, async (tx) => {
      const { job, ...payment } = await tx.payment.findUniqueOrThrow({
        where: { orgId_id: { orgId, id: second.paymentId } },
        include: { job: true },
      })
      const zone = context.org.timeZone
      return describePayment(payment, zone, new Date(), await explainRepeat(tx, { ...payment, job }, zone))
    })
    expect(view).toMatchObject({
      state: 'not_taken',
      earlier: { id: first.paymentId, accountLabel: 'First Bank checking' },
    })
    expect(await ledgerOf(second.paymentId)).toEqual([])
    // The same dialog asking again gets the same answer.
    expect(await takePayment(context, second)).toMatchObject({ state: 'not_taken', earlier: { id: first.paymentId } })
  })
})
