import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { loadPaymentForm } from '@/lib/payments/take/payment-form'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { context, orgId, paysimple, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, paymentOf, visa } from '@/lib/testing/fixtures'
import type { PaymentAccount } from '@/prisma/generated/client'
import { asOwner } from '@/prisma/owner/as-owner'
import { removeAccount } from './manage'

setUpSandbox()

const LIST = 'GET /v4/customer/*/accounts'
const offered = async (jobNumber: number) => (await loadPaymentForm(orgId, jobNumber)).savedAccounts
const change = (account: PaymentAccount, data: Partial<PaymentAccount>) =>
  asOwner((tx) => tx.paymentAccount.update({ where: { orgId_id: { orgId, id: account.id } }, data }), orgId)

/** A job whose customer has a Visa (the default), another Visa and a checking account saved. */
async function jobWithThree() {
  const job = await createJob(context, 5_000_000)
  for (const [index, source] of [visa(), visa('4012888888881881'), bankAccount()].entries())
    await takePayment(context, paymentOf(job.number, 1_000 + index, { source, saveAccount: true }))
  const [one, two, bank] = await forOrg(orgId, (tx) =>
    tx.paymentAccount.findMany({
      where: { customer: { jobs: { some: { orgId, id: job.id } } } },
      orderBy: { savedAt: 'asc' },
    }),
  )
  if (!one || !two || !bank) throw new Error('three accounts')
  return { job, one, two, bank }
}

/** The calls of the dialog's opening, without ids. */
async function callsOfWarmUp(jobNumber: number): Promise<string[]> {
  const before = (await sandbox.journal()).length
  await warmUpPayment(context, jobNumber)
  return (await sandbox.journal()).slice(before).map((call) => call.replace(/\d{3,}/g, '*'))
}

describe('saved accounts follow PaySimple', () => {
  it('where the same card is typed with another expiration date, and the same bank account as savings', async () => {
    const { job, one, bank } = await jobWithThree()
    await change(one, { expiry: '01/2020' })
    await takePayment(context, paymentOf(job.number, 2_000))
    const source = bankAccount()
    if (source.method !== 'bank') throw new Error('a bank account')
    const savings = { ...source, bank: { ...source.bank, isChecking: false } }
    await takePayment(context, paymentOf(job.number, 3_000, { source: savings }))
    await warmUpPayment(context, job.number)
    const accounts = await offered(job.number)
    expect(accounts.find(({ id }) => id === one.id)).toMatchObject({ expiry: '12/2035', isExpired: false })
    expect(accounts.find(({ id }) => id === bank.id)).toMatchObject({ label: 'First Bank savings', isDefault: false })
  })

  it('where one is deleted there: it is off the list, and another one is the default', async () => {
    const { job, one, two, bank } = await jobWithThree()
    await (await paysimple()).creditCards.delete(Number(one.paysimpleId))
    await warmUpPayment(context, job.number)
    expect(await offered(job.number)).toMatchObject([
      { id: two.id, isDefault: true },
      { id: bank.id, isDefault: false },
    ])
  })

  it('but an account removed here stays removed', async () => {
    const { job, one } = await jobWithThree()
    const customer = { customerId: one.customerId, accountId: one.id }
    await removeAccount(context, customer)
    await takePayment(context, paymentOf(job.number, 2_000))
    await warmUpPayment(context, job.number)
    expect((await offered(job.number)).map(({ id }) => id)).not.toContain(one.id)
  })

  it('but none is removed because PaySimple doesn’t answer, or its list lacks it', async () => {
    const { job, one, two } = await jobWithThree()
    const before = await offered(job.number)
    for (const kind of ['500-before', '502-html', 'cut', 'reset-before', '401']) {
      await sandbox.fault(LIST, kind, { times: 9 })
      await warmUpPayment(context, job.number)
      await sandbox.clearFaults()
    }
    expect(await offered(job.number)).toEqual(before)

    // Another record of the same customer, as two dialogs at once may make one.
    const { customers, creditCards } = await paysimple()
    const { Id } = await customers.create({ FirstName: 'Test', LastName: 'Person' })
    const number = { CreditCardNumber: '4111111111111111', Issuer: 'Visa' } as const
    const card = await creditCards.create({ CustomerId: Id, ...number, ExpirationDate: '03/2040' })
    await change(one, { paysimpleId: String(card.Id) })
    await sandbox.fault('GET /v4/account/creditcard/*', '500-before', { times: 9 })
    await warmUpPayment(context, job.number)
    expect(await offered(job.number)).toEqual(before)
    await sandbox.clearFaults()
    await warmUpPayment(context, job.number)
    expect(await offered(job.number)).toMatchObject([{ id: one.id, expiry: '03/2040' }, {}, { id: two.id }])
  })

  it('but a change made here while PaySimple was read is not overwritten', async () => {
    const { job, one } = await jobWithThree()
    await change(one, { expiry: '01/2030' })
    const before = await sandbox.countRequests()
    const following = await forOrg(orgId, async (tx) => {
      await tx.paymentAccount.update({ where: { orgId_id: { orgId, id: one.id } }, data: { expiry: '05/2039' } })
      const work = warmUpPayment(context, job.number)
      await expect.poll(() => sandbox.countRequests()).toBe(before + 1)
      return { work }
    })
    await following.work
    expect(await offered(job.number)).toMatchObject([{ id: one.id, expiry: '05/2039' }, {}, {}])
  })

  it('with one call, and none for a customer who has nothing saved', async () => {
    const { job } = await jobWithThree()
    expect(await callsOfWarmUp(job.number)).toEqual([LIST])
    const returning = await createJob(context, 1_000_000)
    await takePayment(context, paymentOf(returning.number, 2_000))
    expect(await callsOfWarmUp(returning.number)).toEqual([])
  })
})
