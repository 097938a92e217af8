import { describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgRole } from '@/lib/orgs/roles'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { contradicts, isUnclear } from '@/lib/payments/rules/status'
import { context, orgId, paysimple, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createOrg } from '@/lib/testing/fixtures'
import { asked, hear, settled, taken } from '@/lib/testing/payments'
import type { Payment } from '@/prisma/generated/client'
import { acknowledgeAlert } from './acknowledge-alert'
import { countReviewQueue, listReviewQueue } from './review-queue'

setUpSandbox({ org: false })

const AMOUNTS = { totalCents: 1_000_000, amountCents: 150_000 }

/** Sets PaySimple's status of a payment, and has the sync report it. */
async function becomes({ id, paysimplePaymentId }: Payment, status: string): Promise<Payment> {
  await sandbox.setStatus(Number(paysimplePaymentId), status)
  return hear(id)
}

const shownTo = (role: OrgRole) =>
  forOrg(orgId, async (tx) => {
    const { alerts } = await listReviewQueue(tx, orgId, now(), role)
    return {
      count: await countReviewQueue(tx, orgId, now(), role),
      alerts: alerts.map(({ id, status }) => [id, status]),
    }
  })

/** Acknowledges a payment's alert as it stands now. */
const note = async (paymentId: string, words = '', who = context) =>
  acknowledgeAlert(who, { paymentId, alertAt: (await rowOf(paymentId)).alertAt ?? new Date(0), note: words })

describe('a payment that the bank takes back', () => {
  it.each([
    ['Returned', 'returned'],
    ['ReverseNSF', 'returned'],
    ['Chargeback', 'chargeback'],
  ])('%s is shown to who keeps the books, until one of them acknowledges it', async (word, status) => {
    await takeOrg()
    const { id } = await becomes(await settled(AMOUNTS), word)
    for (const role of ['owner', 'admin', 'bookkeeper'] as const)
      expect(await shownTo(role)).toEqual({ count: 1, alerts: [[id, status]] })
    expect(await shownTo('contractor')).toEqual({ count: 0, alerts: [] })

    await note(id, 'Pays by check')
    await hear(id)
    expect(await shownTo('owner')).toEqual({ count: 0, alerts: [] })
    await expect(note(id)).rejects.toThrow('This alert has changed')
    const audit = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, subject: id } }))
    expect(audit).toMatchObject([{ action: 'notice_taken', detail: 'Pays by check' }])
  })

  it('is shown when an authorized one fails later', async () => {
    await takeOrg()
    const { id } = await becomes(await taken(AMOUNTS), 'Failed')
    expect(await shownTo('owner')).toEqual({ count: 1, alerts: [[id, 'declined']] })
  })

  it('is not shown once a dispute is won, and again when it is lost after that', async () => {
    await takeOrg()
    const payment = await becomes(await settled(AMOUNTS), 'Chargeback')
    await becomes(payment, 'Settled')
    expect((await shownTo('owner')).count).toBe(0)
    await becomes(payment, 'Chargeback')
    expect((await shownTo('owner')).count).toBe(1)
  })

  it('stays when something new happened since the alert that somebody acknowledges', async () => {
    await takeOrg()
    const payment = await becomes(await settled(AMOUNTS), 'Returned')
    await becomes(payment, 'Settled')
    await becomes(payment, 'Chargeback')
    const seen = { paymentId: payment.id, alertAt: payment.alertAt ?? new Date(0), note: '' }
    await expect(acknowledgeAlert(context, seen)).rejects.toThrow('This alert has changed')
    expect(await shownTo('owner')).toEqual({ count: 1, alerts: [[payment.id, 'chargeback']] })
  })

  it('is acknowledged by its own organization only', async () => {
    await takeOrg()
    const { id } = await becomes(await settled(AMOUNTS), 'Returned')
    await expect(note(id, '', await createOrg())).rejects.toThrow('This alert has changed')
    expect((await shownTo('owner')).count).toBe(1)
  })
})

it('a payment reversed here, or declined at once, raises no alert', async () => {
  await takeOrg()
  await reversePayment(context, asked(await taken(AMOUNTS)))
  await reversePayment(context, asked(await settled({ ...AMOUNTS, amountCents: 20_000 })))
  await taken({ totalCents: 5_000_000, amountCents: 999_901 })
  expect(await shownTo('owner')).toEqual({ count: 0, alerts: [] })
})

describe('a payment about which PaySimple says what doesn’t fit', () => {
  it.each([
    ['voided', 'Settled'],
    ['settled', 'Failed'],
    ['settled', 'Voided'],
    ['settled', 'Resubmitted'],
  ] as const)('%s here, %s there: is unclear and shown, once, until it fits again', async (status, word) => {
    await takeOrg()
    const payment = status === 'settled' ? await settled(AMOUNTS) : await taken(AMOUNTS)
    if (status === 'voided') await reversePayment(context, asked(payment))
    const after = await becomes(payment, word)
    expect(after).toMatchObject({ status, paysimpleStatus: word })
    expect(isUnclear(after)).toBe(true)
    expect(await shownTo('owner')).toEqual({ count: 1, alerts: [[payment.id, status]] })
    await note(payment.id)
    await hear(payment.id)
    expect((await shownTo('owner')).count).toBe(0)
    await becomes(payment, 'Chargeback')
    const again = await becomes(payment, status === 'voided' ? 'Voided' : 'Settled')
    expect(isUnclear(again)).toBe(false)
    expect((await shownTo('owner')).count).toBe(0)
  })

  it('is not unclear for what was read before it came into its state', async () => {
    await takeOrg()
    const payment = await settled(AMOUNTS)
    const record = await (await paysimple()).payments.get(Number(payment.paysimplePaymentId))
    const readAt = new Date(payment.statusAt.getTime() - 1)
    await recordOutcome(orgId, payment.id, outcomeOfRecord({ ...record, Status: 'Failed' }, payment), 'sync', {
      readAt,
    })
    expect(isUnclear(await rowOf(payment.id))).toBe(false)
  })
})

it('an earlier state is none that does not fit, nor what charged nothing either way', () => {
  for (const status of ['settled', 'voided', 'refunded', 'returned', 'chargeback'] as const)
    expect(contradicts(status, 'authorized')).toBe(false)
  expect(contradicts('not_taken', 'declined')).toBe(false)
  expect(contradicts('declined', 'authorized')).toBe(true)
})
