import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { context, orgId, paysimple, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, paymentOf, visa } from '@/lib/testing/fixtures'
import { loadPaymentForm } from './payment-form'
import type { MakePayment } from './schema'
import { takePayment } from './take-payment'

setUpSandbox()

const offered = async (jobNumber: number) => (await loadPaymentForm(orgId, jobNumber)).savedAccounts
const saved = (accountId: string): MakePayment['source'] => ({ method: 'saved', accountId, secCode: 'Ppd' })
const accountsOf = async (jobId: string) =>
  forOrg(orgId, async (tx) => {
    const { customerId } = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } } })
    return tx.paymentAccount.findMany({ where: { orgId, customerId }, orderBy: { savedAt: 'asc' } })
  })

/** A job whose customer has a saved card, and the account's id. */
async function jobWithSavedCard() {
  const job = await createJob(context, 1_000_000)
  await takePayment(context, paymentOf(job.number, 10_000, { saveAccount: true }))
  const [account] = await accountsOf(job.id)
  if (!account) throw new Error('nothing saved')
  return { job, account }
}

describe('a saved account', () => {
  it('is saved only with the customer’s consent, and only when the payment was charged', async () => {
    const job = await createJob(context, 5_000_000)
    await takePayment(context, paymentOf(job.number, 10_000))
    await takePayment(context, paymentOf(job.number, 999_901, { saveAccount: true }))
    expect(await offered(job.number)).toEqual([])
    await takePayment(context, paymentOf(job.number, 20_000, { saveAccount: true }))
    await takePayment(context, paymentOf(job.number, 30_000, { saveAccount: true, source: bankAccount() }))
    expect(await offered(job.number)).toMatchObject([
      { method: 'card', label: 'Visa', lastFour: '1111', expiry: '12/2035', isDefault: true, savedByName: 'Ada Admin' },
      { method: 'bank', label: 'First Bank checking', lastFour: '1111', expiry: null, isDefault: false },
    ])
  })

  it('pays again with one call', async () => {
    const { job, account } = await jobWithSavedCard()
    const before = (await sandbox.journal()).length
    const view = await takePayment(context, paymentOf(job.number, 25_000, { source: saved(account.id) }))
    expect(view).toMatchObject({ state: 'authorized', accountLabel: 'Visa', lastFour: '1111' })
    expect((await sandbox.journal()).slice(before)).toEqual(['POST /v4/payment'])
  })

  it('is saved when its payment was unknown first', async () => {
    const job = await createJob(context, 1_000_000)
    await sandbox.fault('POST /v4/payment', 'reset-after')
    const input = paymentOf(job.number, 10_000, { saveAccount: true })
    expect(await takePayment(context, input)).toMatchObject({ state: 'checking' })
    expect(await offered(job.number)).toEqual([])
    await reconcilePayment(orgId, input.paymentId)
    expect(await offered(job.number)).toMatchObject([{ lastFour: '1111' }])
  })

  it('that is gone at PaySimple is not charged, says so, and is not offered again', async () => {
    const { job, account } = await jobWithSavedCard()
    await (await paysimple()).creditCards.delete(Number(account.paysimpleId))
    const input = paymentOf(job.number, 25_000, { source: saved(account.id) })
    const view = await takePayment(context, input)
    if (view.state === 'repeat') throw new Error(view.state)
    expect(view).toMatchObject({
      state: 'not_taken',
      words: {
        title: 'PaySimple no longer has this card or bank account',
        what: 'Nothing was charged.',
        next: 'Use another card or bank account, or enter this one again.',
      },
    })
    expect(await offered(job.number)).toEqual([])
    const next = paymentOf(job.number, 25_000, { source: saved(account.id) })
    await expect(takePayment(context, next)).rejects.toThrow('no longer saved')
  })

  it('that was the default and is gone at PaySimple leaves another one as the default', async () => {
    const { job, account } = await jobWithSavedCard()
    await takePayment(context, paymentOf(job.number, 11_000, { saveAccount: true, source: bankAccount() }))
    await takePayment(context, paymentOf(job.number, 12_000, { saveAccount: true, source: visa('4012888888881881') }))
    await (await paysimple()).creditCards.delete(Number(account.paysimpleId))
    await takePayment(context, paymentOf(job.number, 25_000, { source: saved(account.id) }))
    expect(await offered(job.number)).toMatchObject([
      { method: 'card', lastFour: '1881', isDefault: true },
      { method: 'bank', isDefault: false },
    ])
  })

  it('is the default where there is none, whatever else is saved', async () => {
    const { job, account } = await jobWithSavedCard()
    const where = { orgId_id: { orgId, id: account.id } }
    await forOrg(orgId, (tx) => tx.paymentAccount.update({ where, data: { isDefault: false } }))
    await takePayment(context, paymentOf(job.number, 20_000, { saveAccount: true, source: bankAccount() }))
    expect(await offered(job.number)).toMatchObject([
      { method: 'bank', isDefault: true },
      { method: 'card', isDefault: false },
    ])
  })

  it('of another customer, or of nobody, is refused', async () => {
    const { account } = await jobWithSavedCard()
    const other = await createJob(context, 1_000_000)
    for (const id of [account.id, randomUUID()])
      await expect(takePayment(context, paymentOf(other.number, 1_000, { source: saved(id) }))).rejects.toThrow(
        'no longer saved',
      )
  })

  it('that was removed or changed stays that way when its payment is reported again', async () => {
    const { job, account } = await jobWithSavedCard()
    const change = (data: object) =>
      forOrg(orgId, (tx) => tx.paymentAccount.update({ where: { orgId_id: { orgId, id: account.id } }, data }))
    await change({ expiry: '01/2040' })
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect(await offered(job.number)).toMatchObject([{ expiry: '01/2040' }])

    await takePayment(context, paymentOf(job.number, 40_000, { saveAccount: true }))
    await change({ removedAt: new Date(), isDefault: false })
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    expect(await offered(job.number)).toEqual([])

    moveClock(60_000)
    await takePayment(context, paymentOf(job.number, 50_000, { saveAccount: true, source: visa() }))
    expect(await offered(job.number)).toMatchObject([{ lastFour: '1111', isDefault: true }])
  })

  it('that has expired says so', async () => {
    const { job, account } = await jobWithSavedCard()
    expect(await offered(job.number)).toMatchObject([{ isExpired: false }])
    await forOrg(orgId, (tx) =>
      tx.paymentAccount.update({ where: { orgId_id: { orgId, id: account.id } }, data: { expiry: '01/2020' } }),
    )
    expect(await offered(job.number)).toMatchObject([{ isExpired: true }])
  })
})
