import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { context, ledgerOf, orgId, paysimple, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, paymentOf } from '@/lib/testing/fixtures'
import type { Customer } from '@/prisma/generated/client'

setUpSandbox()

const HOME = { street: '12 Elm St', city: 'Golden', state: 'CO', zip: '80401' }

/** A customer who has paid once, and what belongs to them. */
async function returning(changes: Partial<Customer> = {}) {
  const { id: jobId, number } = await createJob(context, 1_000_000)
  const { customerId } = await forOrg(orgId, (tx) => tx.job.findFirstOrThrow({ where: { id: jobId } }))
  const change = (data: Partial<Customer>) =>
    forOrg(orgId, (tx) => tx.customer.update({ where: { orgId_id: { orgId, id: customerId } }, data }))
  await change(changes)
  const first = paymentOf(number, 1_000, { saveAccount: true })
  await takePayment(context, first)
  const noted = () => forOrg(orgId, (tx) => tx.paySimpleCustomer.findFirstOrThrow({ where: { customerId } }))
  const atPaySimple = async () => (await paysimple()).customers.get(Number((await noted()).paysimpleId))
  const next = (more: Parameters<typeof paymentOf>[2] = {}) => paymentOf(number, 2_000, more)
  const saved = () => forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where: { customerId } }))
  return { number, change, noted, atPaySimple, next, saved }
}

/** What is called during `work`. */
async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await sandbox.journal()).length
  await work()
  return (await sandbox.journal()).slice(before)
}
const pay = async (input: Parameters<typeof takePayment>[1]) =>
  expect((await takePayment(context, input)).state).toBe('authorized')

const CORRECTED = { firstName: 'Tess', company: 'Roofs & Sons LLC', email: 'tess@example.com', phone: '3035550177' }

describe('fault 43: a corrected customer', () => {
  it('reaches PaySimple while the dialog is open, so that the payment itself has nothing to do for it', async () => {
    const { number, change, atPaySimple, next } = await returning(HOME)
    await change({ ...CORRECTED, street: '9 Oak St' })
    await warmUpPayment(context, number)
    expect(await atPaySimple()).toMatchObject({
      ...{ FirstName: 'Tess', Company: 'Roofs & Sons LLC', Email: 'tess@example.com', Phone: '3035550177' },
      BillingAddress: { StreetAddress1: '9 Oak St', City: 'Golden', StateCode: 'CO', ZipCode: '80401' },
    })
    expect(await callsOf(() => pay(next()))).toEqual(['POST /v4/account/creditcard', 'POST /v4/payment'])
    expect(await callsOf(() => warmUpPayment(context, number))).not.toContain('PUT /v4/customer')
  })

  it('reaches PaySimple before the charge where the dialog hasn’t, with a typed card and with a saved one', async () => {
    const { change, atPaySimple, next, saved } = await returning()
    await change(CORRECTED)
    const calls = await callsOf(() => pay(next()))
    expect(calls.indexOf('PUT /v4/customer')).toBeGreaterThanOrEqual(0)
    expect(calls.indexOf('PUT /v4/customer')).toBeLessThan(calls.indexOf('POST /v4/payment'))
    expect(await atPaySimple()).toMatchObject({ FirstName: 'Tess', Email: 'tess@example.com' })
    await change({ lastName: 'Corrected' })
    const source = { method: 'saved', accountId: (await saved()).id, secCode: 'Web' } as const
    await pay({ ...next({ source }), amountCents: 3_000 })
    expect(await atPaySimple()).toMatchObject({ LastName: 'Corrected' })
  })

  it('keeps what PaySimple alone knows, and takes away only what came from here', async () => {
    const { number, change, noted, atPaySimple } = await returning()
    const client = await paysimple()
    const { deleted: _, ...read } = await atPaySimple()
    await client.customers.update({ ...read, Fax: '3035550123', Company: 'Known there', Notes: 'VIP' })
    await change({ email: null })
    await warmUpPayment(context, number)
    expect(await atPaySimple()).toMatchObject({
      ...{ Fax: '3035550123', Notes: 'VIP', Company: 'Known there' },
      ...{ Email: null, Phone: '3035550100' },
    })
    expect((await noted()).sent).not.toContain('Email')
  })

  it('of before this was noted is brought up to date once', async () => {
    const { number, change, atPaySimple } = await returning()
    await change({ firstName: 'Tess' })
    await forOrg(orgId, (tx) => tx.paySimpleCustomer.updateMany({ data: { sent: null } }))
    await warmUpPayment(context, number)
    expect(await atPaySimple()).toMatchObject({ FirstName: 'Tess' })
    expect(await callsOf(() => warmUpPayment(context, number))).not.toContain('PUT /v4/customer')
  })

  it.each(['500-before', 'reset-before', 'reset-after', 'no-answer-before', 'refuse'])(
    'stops no payment when PaySimple answers %s',
    async (kind) => {
      const { change, next, atPaySimple } = await returning()
      await change(CORRECTED)
      const input = next()
      await sandbox.fault('PUT /v4/customer', kind)
      await pay(input)
      expect(await ledgerOf(input.paymentId)).toHaveLength(1)
      await sandbox.clearFaults()
      if (kind === 'refuse') return // until the customer changes again
      await pay({ ...next(), amountCents: 3_000 })
      expect(await atPaySimple()).toMatchObject({ FirstName: 'Tess' })
    },
  )

  it('comes before a company’s account needs its name there', async () => {
    const { change, atPaySimple, next } = await returning()
    await change(CORRECTED)
    const source = { ...bankAccount(), secCode: 'Ccd' } as ReturnType<typeof bankAccount>
    await pay(next({ source }))
    expect(await atPaySimple()).toMatchObject({ FirstName: 'Tess', Company: 'Roofs & Sons LLC' })
  })
})
