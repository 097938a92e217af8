import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { context, orgId, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { asked, settled, taken } from '@/lib/testing/payments'
import { reversePayment } from './reverse-payment'

setUpSandbox()

const AMOUNTS = { totalCents: 100_000, amountCents: 40_000 }
const entriesAbout = (subject: string) =>
  forOrg(orgId, (tx) =>
    tx.auditEvent.findMany({
      where: { orgId, subject },
      select: { action: true, detail: true, actorName: true },
    }),
  )

it('a void is in the audit log with its amount and reason', async () => {
  const payment = await taken(AMOUNTS)
  await reversePayment(context, asked(payment))
  expect(await entriesAbout(payment.id)).toEqual([
    { action: 'void_requested', detail: '$400.00. Changed their mind', actorName: 'Ada Admin' },
  ])
})

it('a partial refund is there once, however often it is pressed', async () => {
  const payment = await settled(AMOUNTS)
  const press = asked(payment, { retainedCents: 10_000, note: '' })
  await Promise.all([1, 2, 3].map(() => reversePayment(context, press)))
  expect(await entriesAbout(payment.id)).toEqual([
    { action: 'refund_requested', detail: '$300.00 of $400.00', actorName: 'Ada Admin' },
  ])
})

it('what was not allowed is not there', async () => {
  const payment = await settled(AMOUNTS)
  const contractor: OrgContext = { ...context, role: 'contractor' }
  await expect(reversePayment(contractor, asked(payment))).rejects.toThrow('Only an owner, admin or bookkeeper')
  expect(await entriesAbout(payment.id)).toEqual([])
})
