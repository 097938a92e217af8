import { beforeEach, describe, expect, it } from 'vitest'
import { moveClock, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { linkExternalPayment } from '@/lib/payments/external/link-to-job'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { countReviewQueue, listReviewQueue } from '@/lib/payments/review/review-queue'
import { computeBalance } from '@/lib/payments/rules/balance'
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
import { asked, payDirectly, pressTwice, taken } from '@/lib/testing/payments'
import { reverseDuplicate } from './duplicate-charges'
import { syncOrg } from './sync-org'

// Each test has a sandbox client, and so a ledger, of its own.

setUpSandbox({ org: false, timeoutSeconds: 5 })
beforeEach(async () => takeOrg({ login: await newLogin() }))

const VOID = 'PUT /v4/payment/*/void'

/** A payment of ours and a duplicate at PaySimple: their ids there, and how to reverse our own. */
async function twoCharges() {
  const payment = await taken({ totalCents: 1_000_000, amountCents: 10_000 })
  const second = await payDirectly('Walk In', 10_000, payment.id)
  return { payment, first: Number(payment.paysimplePaymentId), second: second.Id }
}

/** The same once the sync has found them, and PaySimple hasn't answered its void. */
async function alarmed() {
  const two = await twoCharges()
  await sandbox.fault(VOID, '500-before')
  await syncOrg(orgId)
  const [alarm] = await alarmsOf()
  return { ...two, press: () => reverseDuplicate(context, alarm?.id ?? '') }
}

const alarmsOf = () => forOrg(orgId, (tx) => tx.duplicateCharge.findMany({ where: { orgId } }))
const outsideOf = () => forOrg(orgId, (tx) => tx.externalPayment.findMany({ where: { orgId } }))
const statusThere = async (id: number) => (await (await paysimple()).payments.get(id)).Status
const voidThere = async (id: number) => (await paysimple()).payments.void(id)
/** What the audit log says of voiding or refunding the duplicate. */
const saidOf = async () => {
  const where = { orgId, action: 'duplicate_charge_reversed' }
  const entries = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where, orderBy: { id: 'asc' } }))
  return entries.map(({ detail }) => detail)
}
const jobNumberOf = async (jobId: string) =>
  (await forOrg(orgId, (tx) => tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } } }))).number

const UNANSWERED = '$100.00, requested, no answer yet'
const CLEARED = { clearedAt: expect.any(Date) }

describe('two live records of one payment', () => {
  it('raise an alert, and the younger one is voided', async () => {
    const { payment, second } = await twoCharges()
    await syncOrg(orgId)
    expect(await alarmsOf()).toMatchObject([
      { paymentId: payment.id, paysimpleId: String(second), paysimpleStatus: 'Voided', ...CLEARED },
    ])
    expect(await statusThere(second)).toBe('Voided')
    expect((await rowOf(payment.id)).status).toBe('authorized')
    await syncOrg(orgId)
    expect(await alarmsOf()).toHaveLength(1)
  })

  it('stay an alert when the void is too late, until somebody refunds the younger one', async () => {
    const { payment, second } = await twoCharges()
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    const [alarm] = await alarmsOf()
    expect(alarm).toMatchObject({ paysimpleStatus: 'Settled', clearedAt: null })
    expect(await statusThere(second)).toBe('Settled')
    await reverseDuplicate(context, alarm?.id ?? '')
    expect(await alarmsOf()).toMatchObject([{ paysimpleStatus: 'Reversed', ...CLEARED }])
    expect(await statusThere(second)).toBe('Reversed')
    await expect(reverseDuplicate(context, alarm?.id ?? '')).rejects.toThrow('already voided or refunded')
    expect((await rowOf(payment.id)).status).toBe('settled')
  })

  it('stay an alert while PaySimple does not answer, and are voided when it does', async () => {
    const { second } = await alarmed()
    expect(await alarmsOf()).toMatchObject([{ clearedAt: null }])
    moveClock(5 * 60_000)
    await syncOrg(orgId)
    expect(await statusThere(second)).toBe('Voided')
    expect(await alarmsOf()).toMatchObject([CLEARED])
  })

  it('are not touched while the payment itself has an open reversal', async () => {
    const payment = await taken({ totalCents: 1_000_000, amountCents: 10_000 })
    await sandbox.fault(VOID, 'reset-before')
    expect(await reversePayment(context, asked(payment))).toMatchObject({ status: 'unknown' })
    const second = await payDirectly('Walk In', 10_000, payment.id)
    await syncOrg(orgId)
    expect(await alarmsOf()).toMatchObject([{ clearedAt: null }])
    expect(await statusThere(second.Id)).toBe('Authorized')
  })
})

describe('the only live one of two records', () => {
  it('is left when the first was voided in the meantime, and shown as an external payment', async () => {
    const { payment, first, second } = await twoCharges()
    await voidThere(first)
    await syncOrg(orgId)
    expect(await statusThere(second)).toBe('Authorized')
    expect((await rowOf(payment.id)).status).toBe('voided')
    expect(await alarmsOf()).toEqual([])
    const [outside] = await outsideOf()
    expect(outside).toMatchObject({ state: 'open', paysimpleId: String(second), status: 'Authorized' })
    const link = { externalId: outside?.id ?? '', jobNumber: await jobNumberOf(payment.jobId), note: '' }
    const left = await pressTwice((sure) => linkExternalPayment(context, { ...link, sure }))
    expect(await rowOf(left)).toMatchObject({ status: 'authorized', amountCents: 10_000, jobId: payment.jobId })
    const payments = await forOrg(orgId, (tx) => tx.payment.findMany({ where: { jobId: payment.jobId } }))
    expect(computeBalance(1_000_000, payments).owedCents).toBe(1_000_000 - 10_000)
    await syncOrg(orgId)
    expect(await outsideOf()).toMatchObject([{ state: 'linked' }])
  })

  it('is not reversed when the first was voided after the alert, which ends', async () => {
    const { first, second, press } = await alarmed()
    await voidThere(first)
    await expect(press()).rejects.toThrow('the only one left')
    await sandbox.advanceDays(4) // long after it is among the recent ones
    await syncOrg(orgId)
    expect(await alarmsOf()).toMatchObject([CLEARED])
    expect(await outsideOf()).toMatchObject([{ state: 'open', paysimpleId: String(second) }])
    expect(await statusThere(second)).toBe('Settled')
  })

  it('is the duplicate again when the first counts again, and no external payment as long as it does', async () => {
    const { payment, first, second } = await twoCharges()
    await sandbox.advanceDays(1)
    const becomes = async (status: string) => {
      await sandbox.setStatus(first, status)
      await syncOrg(orgId)
    }
    await syncOrg(orgId)
    await becomes('Returned')
    expect(await alarmsOf()).toMatchObject([CLEARED])
    const [outside] = await outsideOf()
    expect(outside).toMatchObject({ state: 'open', paysimpleId: String(second) })
    await becomes('Settled')
    expect(await alarmsOf()).toMatchObject([{ clearedAt: null }])
    const { shown, waiting } = await forOrg(orgId, async (tx) => ({
      shown: await listReviewQueue(tx, orgId, now(), 'admin'),
      waiting: await countReviewQueue(tx, orgId, now(), 'admin'),
    }))
    expect([shown.duplicates.length, shown.external.length, waiting]).toEqual([1, 0, 1])
    const asked = { externalId: outside?.id ?? '', jobNumber: await jobNumberOf(payment.jobId), note: '' }
    const link = () => pressTwice((sure) => linkExternalPayment(context, { ...asked, sure }))
    await expect(link()).rejects.toThrow('the duplicate charge of a payment')

    await becomes('Returned')
    await sandbox.setStatus(first, 'Settled')
    const id = await link()
    await syncOrg(orgId)
    expect(await alarmsOf()).toMatchObject([CLEARED])
    expect(await rowOf(id)).toMatchObject({ status: 'settled' })
  })
})

describe('reversing the duplicate', () => {
  it('says why it was not done, can be tried again at once, and comes before reversing the payment', async () => {
    const { payment, press } = await alarmed()
    const reversal = asked(payment)
    await expect(reversePayment(context, reversal)).rejects.toThrow('has a duplicate charge')
    await sandbox.fault(VOID, '500-before')
    await expect(press()).rejects.toThrow('it may have been done')
    await sandbox.fault(VOID, '401')
    await expect(press()).rejects.toThrow('didn’t accept your company’s credentials')
    expect(await saidOf()).toEqual([UNANSWERED])
    await press()
    expect(await alarmsOf()).toMatchObject([{ paysimpleStatus: 'Voided', ...CLEARED }])
    expect(await saidOf()).toEqual([UNANSWERED, '$100.00, Voided'])
    expect(await reversePayment(context, reversal)).toMatchObject({ status: 'done' })
  })

  it('whose answer was lost is not reported as not done', async () => {
    const { second, press } = await alarmed()
    await sandbox.fault(VOID, '500-after')
    await expect(press()).rejects.toThrow('it may have been done')
    expect(await statusThere(second)).toBe('Voided')
    expect(await saidOf()).toEqual([UNANSWERED])
    await syncOrg(orgId)
    expect(await alarmsOf()).toMatchObject([{ paysimpleStatus: 'Voided', ...CLEARED }])
  })

  it('that was done is not reported as not done when only the read afterwards fails', async () => {
    const { second, press } = await alarmed()
    await sandbox.fault(VOID, 'delay', { ms: 2_000 })
    const pressed = expect(press()).rejects.toThrow('it may have been done')
    // It is claimed after both charges were read, so the next read is the one afterwards.
    await expect.poll(alarmsOf).toMatchObject([{ reversalSentAt: expect.any(Date) }])
    await sandbox.fault('GET /v4/payment/*', '401')
    await pressed
    expect(await statusThere(second)).toBe('Voided')
    expect(await saidOf()).toEqual([UNANSWERED])
  })
})
