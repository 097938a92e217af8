import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { LIMITS } from '@/lib/limits/table'
import type { Actor } from '@/lib/orgs/actor'
import { context, orgId, sandbox } from '@/lib/testing/at-the-sandbox'
import { job, olivia, pay, setUpCustomer, TOTAL } from '@/lib/testing/customer-at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { tried } from '@/lib/testing/limited'
import { customerAt } from '@/lib/testing/links'
import { loadCustomerForm } from './by-customer'
import { loadPaymentForm } from './payment-form'
import type { MakePayment } from './schema'
import { takePayment } from './take-payment'

// What is somebody else's, of the same customer or of the company, stays so: cards, other jobs' payments, and limits.

setUpCustomer()

const calls = async () => (await sandbox.journal()).length
/** Another Visa than the one that `paymentOf` pays with. */
const sourceOf = (number: string): Partial<MakePayment> => {
  const { source } = paymentOf(job.number, 1)
  if (source.method !== 'card') throw new Error('no card')
  return { source: { ...source, card: { ...source.card, number } } }
}

it('neither sees nor charges what another person of the same customer saved, or the company', async () => {
  await takePayment(olivia, pay(1_000, { saveAccount: true }))
  await takePayment(context, pay(2_000, { ...sourceOf('4012888888881881'), saveAccount: true }))
  const { savedAccounts } = await loadPaymentForm(orgId, job.number)
  expect(savedAccounts).toHaveLength(2)
  // One of the household, and whoever has a link to another job of the same customer.
  const other = await createJob(context, TOTAL)
  await forOrg(orgId, (tx) =>
    tx.job.updateMany({ where: { orgId, id: other.id }, data: { customerId: olivia.link.job.customerId } }),
  )
  const before = await calls()
  for (const [at, owed] of [
    [job, TOTAL - 3_000],
    [other, TOTAL],
  ] as const) {
    const noah = await customerAt(context, at.id, 'noah@example.com')
    expect((await loadCustomerForm(noah)).savedAccounts).toEqual([])
    for (const { id: accountId } of savedAccounts) {
      const source = { method: 'saved', accountId, secCode: 'Ppd' } as const
      const input = paymentOf(at.number, 3_000, { source, seenOwedCents: owed })
      expect(await tried(noah, input)).toMatchObject({
        state: 'refused',
        message: expect.stringContaining('isn’t saved for you'),
      })
    }
  }
  expect(await calls()).toBe(before)
  expect((await loadCustomerForm(olivia)).savedAccounts).toMatchObject([{ lastFour: '1111' }])
})

it('is told of no payment on another job, and no card of it', async () => {
  const other = await createJob(context, TOTAL)
  await forOrg(orgId, (tx) =>
    tx.job.updateMany({ where: { orgId, id: other.id }, data: { customerId: olivia.link.job.customerId } }),
  )
  await takePayment(context, paymentOf(other.number, 4_000))
  const said = await tried(olivia, pay(4_000, sourceOf('4012888888881881')))
  expect(said).toMatchObject({ state: 'authorized' })
  // On the same job they are asked.
  const again = pay(4_000, { ...sourceOf('4012888888881881'), seenOwedCents: TOTAL - 4_000 })
  expect(await takePayment(olivia, again)).toMatchObject({ state: 'repeat' })
})

it('keeps nobody at the company from sending a receipt', async () => {
  const usual = <A extends Actor>(who: A): A => ({ ...who, org: { ...who.org, limitFactor: 1 } })
  for (let n = 1; n <= LIMITS.link_inboxes.most; n++)
    await tried(usual(olivia), pay(1_000, { receiptEmail: `inbox${n}@example.com`, seenOwedCents: 1 }))
  const over = await tried(usual(olivia), pay(1_000, { receiptEmail: 'one.more@example.com' }))
  expect(over).toMatchObject({ state: 'refused', fields: { receiptEmail: 'This meets a limit.' } })
  const office = paymentOf(job.number, 1_000, { receiptEmail: 'olivia@example.com' })
  expect(await tried(usual(context), office)).toMatchObject({ state: 'authorized' })
})
