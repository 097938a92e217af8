import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { context, ledgerOf, orgId, paysimple, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, paymentOf } from '@/lib/testing/fixtures'
import type { MakePayment } from './schema'
import { takePayment } from './take-payment'

setUpSandbox()

/** Gives the customer of a job a company name, or takes it away. */
const setCompany = (jobId: string, company: string | null) =>
  forOrg(orgId, async (tx) => {
    const { customerId } = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } } })
    await tx.customer.update({ where: { orgId_id: { orgId, id: customerId } }, data: { company } })
  })

/** A company's account, typed in. */
function companyAccount(accountNumber?: string): MakePayment['source'] {
  const source = bankAccount(accountNumber)
  if (source.method !== 'bank') throw new Error('a bank account')
  return { ...source, secCode: 'Ccd' }
}

/** The same, saved: the only saved account of the job's customer. */
async function savedCompanyAccount(jobId: string): Promise<MakePayment['source']> {
  const where = { method: 'bank', customer: { jobs: { some: { orgId, id: jobId } } } } as const
  const { id: accountId } = await forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where }))
  return { method: 'saved', accountId, secCode: 'Ccd' }
}

/** The calls that `work` made. */
async function callsOf<T>(work: () => Promise<T>): Promise<string[]> {
  const before = (await sandbox.journal()).length
  await work()
  return (await sandbox.journal()).slice(before)
}

describe('a bank account', () => {
  it('is submitted, and settles days later', async () => {
    const job = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 150_000, { source: bankAccount() })
    const view = await takePayment(context, input)
    expect(view).toMatchObject({
      ...{ state: 'authorized', method: 'bank', accountLabel: 'First Bank checking', lastFour: '1111' },
      settles: expect.any(String),
    })
    expect(await rowOf(input.paymentId)).toMatchObject({
      ...{ status: 'authorized', paysimpleStatus: 'Posted', method: 'bank', secCode: 'Ppd' },
    })
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect((await rowOf(input.paymentId)).status).toBe('authorized')
    await sandbox.advanceDays(4)
    await syncOrg(orgId)
    expect((await rowOf(input.paymentId)).status).toBe('settled')
  })

  it('is found when it is already registered, and charged', async () => {
    const job = await createJob(context, 1_000_000)
    const [first, second] = [10_000, 20_000].map((cents) => paymentOf(job.number, cents, { source: bankAccount() }))
    if (!first || !second) throw new Error('two payments')
    await takePayment(context, first)
    expect(await takePayment(context, second)).toMatchObject({ state: 'authorized' })
    expect((await rowOf(second.paymentId)).paysimpleAccountId).toBe((await rowOf(first.paymentId)).paysimpleAccountId)
  })

  it('is found after the answer to registering it was lost', async () => {
    const job = await createJob(context, 1_000_000)
    await sandbox.fault('POST /v4/account/ach', 'reset-after')
    const input = paymentOf(job.number, 10_000, { source: bankAccount('99001122') })
    expect(await takePayment(context, input)).toMatchObject({
      state: 'not_taken',
      words: { what: 'Nothing was sent, so nothing was charged.' },
    })
    const again = paymentOf(job.number, 10_000, { source: bankAccount('99001122') })
    expect(await takePayment(context, again)).toMatchObject({ state: 'authorized', lastFour: '1122' })
    expect(await ledgerOf(input.paymentId)).toEqual([])
    expect(await ledgerOf(again.paymentId)).toMatchObject([{ amountCents: 10_000, status: 'Posted' }])
  })

  it('is not guessed at when two end in the same digits', async () => {
    const job = await createJob(context, 1_000_000)
    for (const [number, cents] of [
      ['55001234', 1_000],
      ['66001234', 2_000],
    ] as const)
      await takePayment(context, paymentOf(job.number, cents, { source: bankAccount(number) }))
    const input = paymentOf(job.number, 3_000, { source: bankAccount('55001234') })
    expect(await takePayment(context, input)).toMatchObject({
      state: 'not_taken',
      words: { title: 'PaySimple has two bank accounts that look like this one' },
    })
    expect(await ledgerOf(input.paymentId)).toEqual([])
  })

  it.each([
    ['Ccd', null, 'refused'],
    ['Ccd', 'Marsh Holdings', 'authorized'],
    ['Tel', null, 'authorized'],
    ['Web', null, 'authorized'],
  ] as const)('%s of %s: %s', async (secCode, company, expected) => {
    const job = await createJob(context, 1_000_000)
    await setCompany(job.id, company)
    const source = { ...companyAccount(), secCode } as MakePayment['source']
    const input = paymentOf(job.number, 5_000, { source })
    if (expected === 'refused') {
      await expect(takePayment(context, input)).rejects.toMatchObject({
        fields: { secCode: expect.stringMatching(/./) },
      })
      expect(await ledgerOf(input.paymentId)).toEqual([])
    } else {
      expect(await takePayment(context, input)).toMatchObject({ state: 'authorized' })
      expect(await rowOf(input.paymentId)).toMatchObject({ secCode })
    }
  })

  it('of a company is refused in the same words when it is saved and the company’s name is gone', async () => {
    const job = await createJob(context, 1_000_000)
    await setCompany(job.id, 'Marsh Holdings')
    await takePayment(context, paymentOf(job.number, 1_000, { source: companyAccount(), saveAccount: true }))
    const source = await savedCompanyAccount(job.id)
    await setCompany(job.id, null)
    const input = paymentOf(job.number, 5_000, { source })
    await expect(takePayment(context, input)).rejects.toMatchObject({
      message: 'A company account can pay only for a customer with a company name. Add the name to the customer first.',
      fields: { secCode: expect.stringMatching(/^Add the company’s name/) },
    })
    expect(await ledgerOf(input.paymentId)).toEqual([])
  })

  it.each([
    [999_901, 'merchant_limit'],
    [999_902, 'account_declined'],
    [999_904, 'duplicate'],
    [999_907, 'routing_number'],
  ])('declined, %i cents, in words that fit a bank account: %s', async (cents, reason) => {
    const job = await createJob(context, 5_000_000)
    const input = paymentOf(job.number, cents, { source: bankAccount() })
    const view = await takePayment(context, input)
    if (view.state !== 'declined') throw new Error(view.state)
    expect((await rowOf(input.paymentId)).reason).toBe(reason)
    expect(`${view.words?.title} ${view.words?.what}`).not.toMatch(/\bcard/i)
  })

  it('takes two calls for a known customer, and its number is not stored', async () => {
    const job = await createJob(context, 1_000_000)
    await takePayment(context, paymentOf(job.number, 1_000))
    const input = paymentOf(job.number, 7_000, { source: bankAccount('3141592653589') })
    const calls = await callsOf(() => takePayment(context, input))
    expect(calls).toEqual(['POST /v4/account/ach', 'POST /v4/payment'])
    expect(JSON.stringify(await rowOf(input.paymentId))).not.toContain('314159')
  })
})

describe('a company account of a customer whose record at PaySimple is older than the company’s name', () => {
  /** A job whose customer pays by card, and is given a company name after that. @returns with PaySimple's customer id */
  async function jobOfNewCompany() {
    const job = await createJob(context, 1_000_000)
    await takePayment(context, paymentOf(job.number, 1_000))
    await setCompany(job.id, 'Marsh Holdings')
    const { paysimpleId } = await forOrg(orgId, (tx) =>
      tx.paySimpleCustomer.findFirstOrThrow({ where: { customer: { jobs: { some: { orgId, id: job.id } } } } }),
    )
    return { job, paysimpleId: Number(paysimpleId) }
  }

  it('is submitted when typed: PaySimple gets the name, and nothing else of the record changes', async () => {
    const { job, paysimpleId } = await jobOfNewCompany()
    const { customers } = await paysimple()
    await customers.update({ ...(await customers.get(paysimpleId)), Notes: 'Rings before coming' })
    const before = await customers.get(paysimpleId)
    const input = paymentOf(job.number, 5_000, { source: companyAccount() })
    expect(await takePayment(context, input)).toMatchObject({ state: 'authorized' })
    expect(await rowOf(input.paymentId)).toMatchObject({ secCode: 'Ccd', paysimpleStatus: 'Posted' })
    const LastModified = expect.any(Date)
    expect(await customers.get(paysimpleId)).toEqual({ ...before, Company: 'Marsh Holdings', LastModified })
  })

  it('is submitted when it is saved, whatever the company is called since', async () => {
    const { job, paysimpleId } = await jobOfNewCompany()
    await takePayment(context, paymentOf(job.number, 2_000, { source: bankAccount(), saveAccount: true }))
    const source = await savedCompanyAccount(job.id)
    for (const [company, cents] of [
      ['Marsh Holdings', 3_000],
      ['Marsh & Daughters', 4_000],
    ] as const) {
      await setCompany(job.id, company)
      expect(await takePayment(context, paymentOf(job.number, cents, { source }))).toMatchObject({
        state: 'authorized',
      })
      expect(await (await paysimple()).customers.get(paysimpleId)).toMatchObject({ Company: company })
    }
  })

  it('is not charged while PaySimple refuses the name', async () => {
    const { job } = await jobOfNewCompany()
    for (const route of ['GET /v4/customer/*', 'PUT /v4/customer']) {
      await sandbox.fault(route, '500-before', { times: 9 })
      const input = paymentOf(job.number, 5_000, { source: companyAccount() })
      await takePayment(context, input)
      expect(await rowOf(input.paymentId), route).toMatchObject({ status: 'not_taken', reason: 'unreachable' })
      expect(await ledgerOf(input.paymentId)).toEqual([])
      await sandbox.clearFaults()
    }
  })

  it('that PaySimple deleted is no longer there', async () => {
    const { job } = await jobOfNewCompany()
    await takePayment(context, paymentOf(job.number, 2_000, { source: bankAccount(), saveAccount: true }))
    const source = await savedCompanyAccount(job.id)
    const { paysimpleAccountId } = await forOrg(orgId, (tx) =>
      tx.payment.findFirstOrThrow({ where: { orgId, jobId: job.id, method: 'bank' } }),
    )
    await (await paysimple()).achAccounts.delete(Number(paysimpleAccountId))
    const input = paymentOf(job.number, 3_000, { source })
    await takePayment(context, input)
    expect(await rowOf(input.paymentId)).toMatchObject({ status: 'not_taken', reason: 'account_gone' })
  })

  it('costs one call to read the name; one to write it is made once, by whichever payment is the next', async () => {
    const { job } = await jobOfNewCompany()
    const pay = (cents: number, source: MakePayment['source']) =>
      callsOf(() => takePayment(context, paymentOf(job.number, cents, { source })))
    const routes = (calls: string[]) => calls.map((call) => call.replace(/\d{3,}/g, '*')).sort()
    const [state, tell] = ['GET /v4/customer/*', 'PUT /v4/customer']
    const [attach, charge] = ['POST /v4/account/ach', 'POST /v4/payment']
    expect(routes(await pay(2_000, bankAccount()))).toEqual([state, attach, charge, tell])
    expect(routes(await pay(3_000, bankAccount('751111112')))).toEqual([attach, charge])
    expect(routes(await pay(4_000, companyAccount('751111113')))).toEqual([state, attach, charge])
  })
})
