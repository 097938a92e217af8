import { describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgRole } from '@/lib/orgs/roles'
import { context, orgId, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createOrg } from '@/lib/testing/fixtures'
import { asked, hear, settled, taken } from '@/lib/testing/payments'
import type { Payment } from '@/prisma/generated/client'
import { countAttention, listAttention } from './attention'
import { noteLoss } from './losses'
import { reversePayment } from './reverse-payment'

setUpSandbox({ org: false })

const AMOUNTS = { totalCents: 1_000_000, amountCents: 150_000 }

/** What PaySimple says of a payment from now on, heard by the sync. */
async function becomes({ id, paysimplePaymentId }: Payment, status: string): Promise<Payment> {
  await sandbox.setStatus(Number(paysimplePaymentId), status)
  return hear(id)
}

const shownTo = (role: OrgRole) =>
  forOrg(orgId, async (tx) => {
    const { lost } = await listAttention(tx, orgId, now(), role)
    return { count: await countAttention(tx, orgId, now(), role), lost: lost.map(({ id, status }) => [id, status]) }
  })

describe('a payment that the bank takes back', () => {
  it.each([
    ['Returned', 'returned'],
    ['ReverseNSF', 'returned'],
    ['Chargeback', 'chargeback'],
  ])('%s is shown to who keeps the books, until one of them has taken note', async (word, status) => {
    await takeOrg()
    const { id } = await becomes(await settled(AMOUNTS), word)
    for (const role of ['owner', 'admin', 'bookkeeper'] as const)
      expect(await shownTo(role)).toEqual({ count: 1, lost: [[id, status]] })
    expect(await shownTo('contractor')).toEqual({ count: 0, lost: [] })

    await noteLoss(context, id, 'Pays by check')
    await hear(id)
    expect(await shownTo('owner')).toEqual({ count: 0, lost: [] })
    await expect(noteLoss(context, id, '')).rejects.toThrow('Somebody else')
    const audit = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, subject: id } }))
    expect(audit).toMatchObject([{ action: 'loss_noted', detail: 'Pays by check' }])
  })

  it('is shown when one that was authorized fails after all', async () => {
    await takeOrg()
    const { id } = await becomes(await taken(AMOUNTS), 'Failed')
    expect(await shownTo('owner')).toEqual({ count: 1, lost: [[id, 'declined']] })
  })

  it('is not shown while a dispute is won, and again when it is lost after that', async () => {
    await takeOrg()
    const payment = await becomes(await settled(AMOUNTS), 'Chargeback')
    await becomes(payment, 'Settled')
    expect((await shownTo('owner')).count).toBe(0)
    await becomes(payment, 'Chargeback')
    expect((await shownTo('owner')).count).toBe(1)
  })

  it('is noted by its own organization only', async () => {
    await takeOrg()
    const { id } = await becomes(await settled(AMOUNTS), 'Returned')
    await expect(noteLoss(await createOrg(), id, '')).rejects.toThrow('Somebody else')
    expect((await shownTo('owner')).count).toBe(1)
  })
})

it('what is given back here, or declined at once, is no loss', async () => {
  await takeOrg()
  await reversePayment(context, asked(await taken(AMOUNTS)))
  await reversePayment(context, asked(await settled({ ...AMOUNTS, amountCents: 20_000 })))
  await taken({ totalCents: 5_000_000, amountCents: 999_901 })
  expect(await shownTo('owner')).toEqual({ count: 0, lost: [] })
})
