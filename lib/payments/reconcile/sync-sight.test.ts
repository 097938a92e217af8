import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { connectPaySimple } from '@/lib/integration/integration'
import { isUnclear } from '@/lib/payments/rules/status'
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
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { asOwner } from '@/prisma/owner/as-owner'
import { reconcilePayment } from './reconcile-payment'
import { syncOrg } from './sync-org'

// What the sync must not lose sight of. Each test has a ledger of its own.

let direct: PaySimple

setUpSandbox({ org: false, timeoutSeconds: 5 })
beforeEach(async () => {
  await takeOrg({ login: await newLogin() })
  direct = await paysimple()
})

const DAY = 24 * 60 * 60_000

async function take(amountCents: number) {
  const job = await createJob(context, 1_000_000)
  const input = paymentOf(job.number, amountCents)
  expect((await takePayment(context, input)).state).toBe('authorized')
  return { id: input.paymentId }
}

it('follows the other payments where PaySimple doesn’t show one', async () => {
  const lost = await take(10_000)
  await asOwner(
    (tx) =>
      tx.payment.update({
        where: { orgId_id: { orgId, id: lost.id } },
        data: { paysimplePaymentId: '999999999', createdAt: new Date(0) },
      }),
    orgId,
  )
  expect(await syncOrg(orgId)).toMatchObject({ complete: true })
  const next = await take(20_000)
  await sandbox.advanceDays(1)
  await syncOrg(orgId)
  expect((await rowOf(next.id)).status).toBe('settled')
})

it('records a charge that shows up for a payment concluded refused', async () => {
  const payment = await take(10_000)
  await forOrg(orgId, (tx) =>
    tx.payment.update({
      where: { orgId_id: { orgId, id: payment.id } },
      data: { status: 'not_taken', reason: 'refused', paysimplePaymentId: null, paysimpleStatus: null },
    }),
  )
  await syncOrg(orgId)
  expect((await rowOf(payment.id)).status).toBe('authorized')
})

it('follows a Pending payment that a person decided as not charged, however long it takes', async () => {
  const { id } = await take(10_000)
  await forOrg(orgId, (tx) =>
    tx.payment.update({
      where: { orgId_id: { orgId, id } },
      data: { status: 'not_taken', reason: 'person', paysimpleStatus: 'Pending' },
    }),
  )
  await sandbox.advanceDays(30)
  await sawAllUntil(new Date((await madeAt(Number((await rowOf(id)).paysimplePaymentId))) + 25 * DAY))
  await syncOrg(orgId)
  expect((await rowOf(id)).status).toBe('settled')
})

it('reads every page of the changed days, though fewer days are left after each', async () => {
  const job = await createJob(context, 1_000_000)
  const customer = await direct.customers.create({ FirstName: 'Many', LastName: 'Payments' })
  const { Id: AccountId } = await direct.achAccounts.create({
    CustomerId: customer.Id,
    RoutingNumber: '131111114',
    AccountNumber: '751111111',
    BankName: 'First Bank',
    IsCheckingAccount: true,
  })
  const merchantKey = await currentKey()
  /** @returns when PaySimple says that they were made, by its own clock */
  async function fill(many: number): Promise<number> {
    const orderIds = Array.from({ length: many }, () => randomUUID())
    const records = await Promise.all(
      orderIds.map((OrderId, n) => direct.payments.create({ AccountId, AmountCents: 1_000 + n, OrderId })),
    )
    const at = await madeAt(records[0]?.Id ?? 0)
    const times = { createdAt: new Date(at), sendBy: new Date(at), claimedAt: new Date(at) }
    const account = { method: 'bank', accountLabel: 'First Bank checking', lastFour: '1111' } as const
    const taker = { takenById: context.user.id, takenByName: context.user.name, payerName: 'Many Payments' }
    await forOrg(orgId, (tx) =>
      tx.payment.createMany({
        data: records.map(({ Id }, n) => ({
          ...{ orgId, jobId: job.id, merchantKey, takenOn: 'agreement', status: 'authorized' },
          ...{ ...times, ...account, ...taker, amountCents: 1_000 + n },
          ...{ id: orderIds[n] ?? '', orderId: orderIds[n] ?? '', paysimplePaymentId: String(Id) },
        })),
      }),
    )
    return at
  }
  await fill(40)
  await sandbox.advanceDays(10)
  const last = await fill(200)
  await sandbox.advanceDays(30)
  await sawAllUntil(new Date(last + 25 * DAY))
  const { calls } = await syncOrg(orgId)
  const left = await forOrg(orgId, (tx) => tx.payment.count({ where: { orgId, status: 'authorized' } }))
  expect(left).toBe(0)
  expect(calls).toBeLessThan(10)
}, 60_000)

it('keeps a status that nobody knows, and calls the payment unclear until PaySimple says another', async () => {
  const { id } = await take(10_000)
  const paysimpleId = Number((await rowOf(id)).paysimplePaymentId)
  for (const [said, unclear] of [
    ['Settled', false],
    ['CloseChargeBack', true],
    ['Settled', false],
  ] as const) {
    await sandbox.setStatus(paysimpleId, said)
    await syncOrg(orgId)
    const row = await rowOf(id)
    expect(row).toMatchObject({ status: 'settled', paysimpleStatus: said })
    expect(isUnclear(row)).toBe(unclear)
  }
})

describe.each(['elder', 'younger'])('of two records of one payment, the %s of which failed', (which) => {
  it.each(['sync', 'look-up'])('the %s takes the one that is charged', async (by) => {
    const job = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 10_000)
    await sandbox.fault('POST /v4/payment', 'reset-after')
    expect((await takePayment(context, input)).state).toBe('checking')
    const [first] = (await direct.payments.list()).items
    const again = { AccountId: first?.AccountId ?? 0, AmountCents: 10_000, OrderId: input.paymentId }
    const second = await direct.payments.create(again)
    const [failed, live] = which === 'elder' ? [first, second] : [second, first]
    await sandbox.setStatus(failed?.Id ?? 0, 'Failed')
    await (by === 'sync' ? syncOrg(orgId) : reconcilePayment(orgId, input.paymentId))
    expect(await rowOf(input.paymentId)).toMatchObject({
      status: 'authorized',
      paysimplePaymentId: String(live?.Id),
    })
  })
})

/** By PaySimple's clock, which other tests may have moved. */
const madeAt = async (paysimpleId: number): Promise<number> =>
  new Date((await direct.payments.get(paysimpleId)).PaymentDate ?? 0).getTime()

const currentKey = async () => (await forOrg(orgId, (tx) => connectPaySimple(tx, orgId)))?.merchantKey ?? ''

/** As if the last round had begun then, so that older ones are not among the recent. */
async function sawAllUntil(completedAt: Date) {
  const merchantKey = await currentKey()
  await forOrg(orgId, (tx) => tx.orgSync.create({ data: { orgId, merchantKey, completedAt } }))
}
