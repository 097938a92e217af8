import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { databaseNow, forOrg } from '@/lib/db'
import { connectPaySimple } from '@/lib/integration/integration'
import { ignoreExternalPayment } from '@/lib/payments/external/ignore'
import { linkExternalPayment } from '@/lib/payments/external/link-to-job'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { computeBalance } from '@/lib/payments/rules/balance'
import { takePayment } from '@/lib/payments/take/take-payment'
import type { PaySimple } from '@/lib/paysimple/client'
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
import { bankAccount, createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { payDirectly, pressTwice } from '@/lib/testing/payments'
import { ingestRecords } from './ingest-records'
import { syncOrg } from './sync-org'

// Each test has a sandbox client, and so a ledger, of its own.

let direct: PaySimple

setUpSandbox({ org: false, timeoutSeconds: 5 })
beforeEach(async () => {
  await takeOrg({ login: await newLogin() })
  direct = await paysimple()
})

const paysimpleIdOf = async (id: string) => Number((await rowOf(id)).paysimplePaymentId)
const outsideOf = () => forOrg(orgId, (tx) => tx.externalPayment.findMany({ where: { orgId } }))

async function take(amountCents: number, changes: Parameters<typeof paymentOf>[2] = {}) {
  const job = await createJob(context, 1_000_000)
  const input = paymentOf(job.number, amountCents, changes)
  expect((await takePayment(context, input)).state).toBe('authorized')
  const owed = () =>
    forOrg(
      orgId,
      async (tx) => computeBalance(1_000_000, await tx.payment.findMany({ where: { jobId: job.id } })).owedCents,
    )
  return { id: input.paymentId, job, owed }
}

describe('follows PaySimple', () => {
  it('to settlement, of a bank payment after two days', async () => {
    const card = await take(10_000)
    const bank = await take(20_000, { source: bankAccount() })
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect(await rowOf(card.id)).toMatchObject({ status: 'settled', paysimpleStatus: 'Settled' })
    expect((await rowOf(bank.id)).status).toBe('authorized')
    await sandbox.advanceDays(2)
    await syncOrg(orgId)
    expect((await rowOf(bank.id)).settledOn).not.toBeNull()
  })

  it.each([
    ['Chargeback', 'chargeback'],
    ['Returned', 'returned'],
    ['ReverseNSF', 'returned'],
  ])('to %s two months after it had settled, and owes the amount again', async (there, here) => {
    const payment = await take(10_000)
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect(await payment.owed()).toBe(990_000)
    await sandbox.advanceDays(60)
    await sandbox.setStatus(await paysimpleIdOf(payment.id), there)
    await syncOrg(orgId)
    expect((await rowOf(payment.id)).status).toBe(here)
    expect(await payment.owed()).toBe(1_000_000)
  })

  it('back to settled when a dispute is won', async () => {
    const payment = await take(10_000)
    await sandbox.advanceDays(1)
    await sandbox.setStatus(await paysimpleIdOf(payment.id), 'Chargeback')
    await syncOrg(orgId)
    expect((await rowOf(payment.id)).status).toBe('chargeback')
    await sandbox.setStatus(await paysimpleIdOf(payment.id), 'Settled')
    await syncOrg(orgId)
    expect((await rowOf(payment.id)).status).toBe('settled')
  })

  it('through what is done in PaySimple: void, refund', async () => {
    const voided = await take(10_000)
    const refunded = await take(20_000)
    await direct.payments.void(await paysimpleIdOf(voided.id))
    await sandbox.advanceDays(1)
    await direct.payments.reverse(await paysimpleIdOf(refunded.id))
    await syncOrg(orgId)
    expect((await rowOf(voided.id)).status).toBe('voided')
    expect((await rowOf(refunded.id)).status).toBe('refunded')
    expect(await refunded.owed()).toBe(1_000_000)
  })

  it('to the day on which a refund arrives', async () => {
    const payment = await take(10_000)
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    const reversalId = randomUUID()
    await reversePayment(context, { paymentId: payment.id, reversalId, kind: 'refund', retainedCents: 0, note: '' })
    const reversal = () => forOrg(orgId, (tx) => tx.reversal.findFirstOrThrow({ where: { id: reversalId } }))
    expect(await reversal()).toMatchObject({ status: 'done', paysimpleCreditId: expect.stringMatching(/\d+/) })
    await sandbox.advanceDays(3)
    await syncOrg(orgId)
    expect(await reversal()).toMatchObject({ status: 'settled', settledOn: expect.any(Date) })
  })

  it('and does not write what it read before a refund over the refund', async () => {
    const payment = await take(10_000)
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    const integration = await forOrg(orgId, (tx) => connectPaySimple(tx, orgId))
    const readAt = await forOrg(orgId, databaseNow)
    const settled = await direct.payments.get(await paysimpleIdOf(payment.id))
    const refund = { reversalId: randomUUID(), kind: 'refund', retainedCents: 4_000, note: '' } as const
    expect(await reversePayment(context, { paymentId: payment.id, ...refund })).toMatchObject({ status: 'done' })
    if (integration) await ingestRecords(orgId, integration, [settled], readAt)
    expect((await rowOf(payment.id)).status).toBe('refunded')
    if (integration) await ingestRecords(orgId, integration, [settled], await forOrg(orgId, databaseNow))
    expect((await rowOf(payment.id)).status).toBe('settled') // read later, it is news
  })

  it('to the end of an unconfirmed payment, too', async () => {
    const job = await createJob(context, 1_000_000)
    await sandbox.fault('POST /v4/payment', 'reset-after')
    const input = paymentOf(job.number, 10_000)
    expect((await takePayment(context, input)).state).toBe('checking')
    await syncOrg(orgId)
    expect((await rowOf(input.paymentId)).status).toBe('authorized')
  })
})

describe('in few calls', () => {
  it('the same number for three payments and for sixty', async () => {
    for (let at = 0; at < 3; at++) await take(1_000 + at)
    const few = await syncOrg(orgId)
    const job = await createJob(context, 100_000_000)
    for (let at = 0; at < 57; at++) await takePayment(context, paymentOf(job.number, 2_000 + at))
    const many = await syncOrg(orgId)
    expect(many).toEqual({ calls: few.calls, complete: true, answered: true })
    await sandbox.advanceDays(1)
    expect((await syncOrg(orgId)).calls).toBe(few.calls)
    const settled = await forOrg(orgId, (tx) => tx.payment.count({ where: { status: 'settled' } }))
    expect(settled).toBe(60)
  })

  it('also when what is open was taken long ago by our clock', async () => {
    const ids = []
    for (let at = 0; at < 8; at++) ids.push((await take(1_000 + at)).id)
    moveClock(40 * 86_400_000)
    await forOrg(orgId, (tx) =>
      tx.orgSync.updateMany({ data: { completedAt: new Date(Date.now() + 39 * 86_400_000) } }),
    )
    await syncOrg(orgId)
    moveClock(41 * 86_400_000)
    await sandbox.advanceDays(1)
    const { calls } = await syncOrg(orgId)
    expect(calls).toBeLessThanOrEqual(4)
    for (const id of ids) expect((await rowOf(id)).status).toBe('settled')
  })

  it('backs off while PaySimple is down, keeps its place, and goes on', async () => {
    const payment = await take(10_000)
    await sandbox.advanceDays(1)
    await sandbox.fault('GET /v4/payment', '503-html', { times: 6 })
    const state = () => forOrg(orgId, (tx) => tx.orgSync.findFirst({ where: { orgId } }))
    expect(await syncOrg(orgId)).toMatchObject({ complete: false, answered: false })
    expect(await syncOrg(orgId)).toMatchObject({ complete: false, answered: false })
    expect(await state()).toMatchObject({ failures: 2 })
    expect((await rowOf(payment.id)).status).toBe('authorized')
    expect(await syncOrg(orgId)).toMatchObject({ complete: true })
    expect(await state()).toMatchObject({ failures: 0, cursor: null })
    expect((await rowOf(payment.id)).status).toBe('settled')
  })
})

describe('an external payment', () => {
  it('is shown, linked to a job, and then followed like any other', async () => {
    const record = await payDirectly('Walk In', 30_000)
    await syncOrg(orgId)
    await syncOrg(orgId)
    const [outside, ...more] = await outsideOf()
    expect(more).toEqual([])
    expect(outside).toMatchObject({ state: 'open', customerName: 'Walk In', amountCents: 30_000, status: 'Authorized' })
    const job = await createJob(context, 100_000)
    const link = {
      externalId: outside?.id ?? '',
      jobNumber: job.number,
      note: 'Paid by phone',
      sure: null,
    }
    await expect(linkExternalPayment(context, { ...link, jobNumber: 9 })).rejects.toThrow('There is no job 9')
    const id = await pressTwice((sure) => linkExternalPayment(context, { ...link, sure }))
    expect(await rowOf(id)).toMatchObject({
      ...{ status: 'authorized', origin: 'paysimple', accountLabel: 'Mastercard', lastFour: '5454' },
      ...{ jobId: job.id, paysimplePaymentId: String(record.Id), amountCents: 30_000 },
    })
    await expect(linkExternalPayment(context, link)).rejects.toThrow('already decided about this payment')
    await expect(ignoreExternalPayment(context, link)).rejects.toThrow('already decided about this payment')
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect((await rowOf(id)).status).toBe('settled')
    const note = ''
    await reversePayment(context, { paymentId: id, reversalId: randomUUID(), kind: 'refund', retainedCents: 0, note })
    expect((await rowOf(id)).status).toBe('refunded')
  })

  it('stays ignored', async () => {
    await payDirectly('Walk In', 30_000)
    await syncOrg(orgId)
    const [outside] = await outsideOf()
    await ignoreExternalPayment(context, { externalId: outside?.id ?? '', note: 'Another shop’s' })
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect(await outsideOf()).toMatchObject([{ state: 'ignored', status: 'Settled', note: 'Another shop’s' }])
  })

  it('is not one of another organization that shares the PaySimple account, nor one of ours, nor a decline', async () => {
    const login = await newLogin()
    const one = await createOrg({ login })
    const two = await createOrg({ login })
    const job = await createJob(one, 5_000_000)
    await takePayment(one, paymentOf(job.number, 10_000))
    await takePayment(one, paymentOf(job.number, 999_901))
    await syncOrg(one.org.id)
    await syncOrg(two.org.id)
    for (const { org } of [one, two])
      expect(await forOrg(org.id, (tx) => tx.externalPayment.count({ where: { orgId: org.id } }))).toBe(0)
  })
})
