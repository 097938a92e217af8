import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import type { PaySimple } from '@/lib/paysimple/client'
import { context, paysimple as openPaySimple, orgId, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, createOrg, paymentOf, visa } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { removeAccount, setDefaultAccount, updateBank, updateCard } from './manage'
import { listSavedAccounts } from './saved'

let paysimple: PaySimple

setUpSandbox()
beforeAll(async () => {
  paysimple = await openPaySimple()
})

/** A customer with a Visa (the default), another Visa and a bank account saved, oldest first. */
async function customerWithThree() {
  const job = await createJob(context, 5_000_000)
  const sources = [visa(), visa('4012888888881881'), bankAccount()]
  for (const [index, source] of sources.entries())
    await takePayment(context, paymentOf(job.number, 1_000 + index, { source, saveAccount: true }))
  return forOrg(orgId, async (tx) => {
    const { customerId } = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: job.id } } })
    const rows = await tx.paymentAccount.findMany({ where: { orgId, customerId }, orderBy: { savedAt: 'asc' } })
    const [one, two, bank] = rows.map(({ id: accountId, paysimpleId }) => ({
      ref: { customerId, accountId },
      paysimpleId: Number(paysimpleId),
    }))
    if (!one || !two || !bank) throw new Error('three accounts')
    return { customerId, one, two, bank }
  })
}
const listed = (customerId: string) => forOrg(orgId, (tx) => listSavedAccounts(tx, { orgId, id: customerId }))
const defaultOf = async (customerId: string) => (await listed(customerId)).filter((a) => a.isDefault).map((a) => a.id)
const audited = async () =>
  (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows.map(({ action, subject }) => [action, subject])

describe('the default', () => {
  it('moves, here and at PaySimple', async () => {
    const { customerId, one, two, bank } = await customerWithThree()
    expect(await defaultOf(customerId)).toEqual([one.ref.accountId])
    await setDefaultAccount(context, two.ref)
    expect(await defaultOf(customerId)).toEqual([two.ref.accountId])
    expect(await paysimple.creditCards.get(two.paysimpleId)).toMatchObject({ IsDefault: true })
    expect(await paysimple.creditCards.get(one.paysimpleId)).toMatchObject({ IsDefault: false })
    await setDefaultAccount(context, bank.ref)
    expect(await defaultOf(customerId)).toEqual([bank.ref.accountId])
    expect((await audited())[0]).toEqual(['account_default', 'First Bank checking 1111, Test Person'])
  })

  it('is one, however many are chosen at once', async () => {
    const { customerId, one, two, bank } = await customerWithThree()
    await Promise.all([one, two, bank, two].map(({ ref }) => setDefaultAccount(context, ref)))
    expect(await defaultOf(customerId)).toHaveLength(1)
  })

  it('goes to the oldest of its kind, and then to what remains', async () => {
    const { customerId, one, two, bank } = await customerWithThree()
    await removeAccount(context, one.ref)
    expect(await defaultOf(customerId)).toEqual([two.ref.accountId])
    expect(await paysimple.creditCards.get(one.paysimpleId)).toMatchObject({ deleted: true })
    expect(await paysimple.creditCards.get(two.paysimpleId)).toMatchObject({ IsDefault: true })
    await removeAccount(context, two.ref)
    expect(await defaultOf(customerId)).toEqual([bank.ref.accountId])
    await removeAccount(context, bank.ref)
    expect(await listed(customerId)).toEqual([])
  })
})

describe('a change', () => {
  it('of expiration date and ZIP code arrives at PaySimple and here', async () => {
    const { customerId, one } = await customerWithThree()
    await updateCard(context, { ...one.ref, expiry: '4/31', billingZip: '' })
    expect(await paysimple.creditCards.get(one.paysimpleId)).toMatchObject({
      ...{ ExpirationDate: '04/2031', BillingZipCode: '80202' },
    })
    expect((await listed(customerId))[0]).toMatchObject({ expiry: '04/2031', isDefault: true })
    await updateCard(context, { ...one.ref, expiry: '04 / 31', billingZip: '99501' })
    expect(await paysimple.creditCards.get(one.paysimpleId)).toMatchObject({ BillingZipCode: '99501' })
    expect((await audited())[0]).toEqual(['account_updated', 'Visa 1111, Test Person'])
  })

  it('of checking to savings', async () => {
    const { customerId, bank } = await customerWithThree()
    await updateBank(context, { ...bank.ref, accountType: 'savings' })
    expect(await paysimple.achAccounts.get(bank.paysimpleId)).toMatchObject({ IsCheckingAccount: false })
    expect((await listed(customerId)).find(({ method }) => method === 'bank')?.label).toBe('First Bank savings')
  })

  it('changes nothing while PaySimple is down, and says so', async () => {
    const { customerId, one, two, bank } = await customerWithThree()
    const before = [await listed(customerId), await audited()]
    const changes = [
      ['PUT /v4/customer/*/*', () => setDefaultAccount(context, two.ref)],
      ['PUT /v4/account/creditcard', () => updateCard(context, { ...one.ref, expiry: '01/33', billingZip: '' })],
      ['PUT /v4/account/ach', () => updateBank(context, { ...bank.ref, accountType: 'savings' })],
      ['DELETE /v4/account/creditcard/*', () => removeAccount(context, one.ref)],
      ['DELETE /v4/account/ach/*', () => removeAccount(context, bank.ref)],
    ] as const
    for (const [route, change] of changes)
      for (const kind of ['reset-before', '500-before', '401', 'no-answer-before']) {
        await sandbox.fault(route, kind)
        const refused = await change().then(
          () => null,
          (error: unknown) => error,
        )
        expect(refused, `${route} ${kind}`).toBeInstanceOf(UserError)
        expect((refused as UserError).message, `${route} ${kind}`).toMatch(/nothing was changed/)
      }
    expect([await listed(customerId), await audited()]).toEqual(before)
  })

  it('whose answer was lost is completed by doing it again', async () => {
    const { customerId, one, two } = await customerWithThree()
    await sandbox.fault('PUT /v4/customer/*/*', 'reset-after')
    await expect(setDefaultAccount(context, two.ref)).rejects.toThrow('Doing it twice does no harm')
    await setDefaultAccount(context, two.ref)
    expect(await defaultOf(customerId)).toEqual([two.ref.accountId])
    await sandbox.fault('DELETE /v4/account/creditcard/*', 'reset-after')
    await expect(removeAccount(context, one.ref)).rejects.toThrow('Doing it twice does no harm')
    await removeAccount(context, one.ref)
    expect((await listed(customerId)).map(({ id }) => id)).not.toContain(one.ref.accountId)
  })

  it('of an account gone at PaySimple removes it from the list', async () => {
    const { customerId, one, two, bank } = await customerWithThree()
    await paysimple.creditCards.delete(one.paysimpleId)
    await paysimple.creditCards.delete(two.paysimpleId)
    await paysimple.achAccounts.delete(bank.paysimpleId)
    await expect(setDefaultAccount(context, one.ref)).rejects.toThrow('no longer has')
    expect(await defaultOf(customerId)).toEqual([two.ref.accountId])
    await expect(updateCard(context, { ...two.ref, expiry: '01/33', billingZip: '' })).rejects.toThrow('no longer has')
    await expect(updateBank(context, { ...bank.ref, accountType: 'savings' })).rejects.toThrow('no longer has')
    expect(await listed(customerId)).toEqual([])
  })
})

describe('an account that a colleague removed first', () => {
  it('cannot be changed, in words that fit the customer’s page', async () => {
    const { customerId, one, bank } = await customerWithThree()
    await removeAccount(context, one.ref)
    await removeAccount(context, bank.ref)
    const before = [await listed(customerId), await audited()]
    for (const change of [
      () => setDefaultAccount(context, one.ref),
      () => updateCard(context, { ...one.ref, expiry: '01/33', billingZip: '' }),
      () => updateBank(context, { ...bank.ref, accountType: 'savings' }),
    ])
      await expect(change()).rejects.toThrow(
        'This card or bank account was already removed, here or in PaySimple. Reload the page to see what’s saved.',
      )
    expect([await listed(customerId), await audited()]).toEqual(before)
  })

  it('is removed once, and recorded once', async () => {
    const { customerId, one, two } = await customerWithThree()
    const before = await audited()
    await Promise.all([removeAccount(context, one.ref), removeAccount(context, one.ref)])
    await removeAccount(context, one.ref)
    expect(await defaultOf(customerId)).toEqual([two.ref.accountId])
    expect(await audited()).toEqual([['account_removed', 'Visa 1111, Test Person'], ...before])
  })
})

describe('removing', () => {
  it('is refused while a schedule charges the account', async () => {
    const { customerId, one } = await customerWithThree()
    const { Id } = await paysimple.recurringPayments.create({
      AccountId: one.paysimpleId,
      PaymentAmountCents: 1_000,
      StartDate: '2035-01-01',
      ExecutionFrequencyType: 'FirstofMonth',
    })
    await expect(removeAccount(context, one.ref)).rejects.toThrow(/schedule in PaySimple still charges/)
    expect(await listed(customerId)).toHaveLength(3)
    await paysimple.recurringPayments.delete(Id)
    await removeAccount(context, one.ref)
    expect(await listed(customerId)).toHaveLength(2)
  })

  it('waits for a partial refund that will charge the account again', async () => {
    const { one } = await customerWithThree()
    const reversal = await forOrg(orgId, async (tx) => {
      const payment = await tx.payment.findFirstOrThrow({
        where: { orgId, paysimpleAccountId: String(one.paysimpleId) },
      })
      return tx.reversal.create({
        data: {
          ...{
            orgId,
            id: randomUUID(),
            paymentId: payment.id,
            kind: 'refund',
            status: 'unknown',
            retainedCents: 500,
          },
          ...{ requestedById: context.user.id, requestedByName: 'Ada Admin', merchantKey: payment.merchantKey },
          sendBy: new Date(),
        },
      })
    })
    await expect(removeAccount(context, one.ref)).rejects.toThrow('partial refund is still under way')
    const where = { orgId_id: { orgId, id: reversal.id } }
    await forOrg(orgId, (tx) => tx.reversal.update({ where, data: { status: 'not_done' } }))
    await removeAccount(context, one.ref)
  })

  it('leaves whole refunds of its payments possible, and refuses partial ones, which would charge it again', async () => {
    const { one } = await customerWithThree()
    await sandbox.advanceDays(1)
    await syncOrg(orgId)
    await removeAccount(context, one.ref)
    const { id: paymentId } = await forOrg(orgId, (tx) =>
      tx.payment.findFirstOrThrow({ where: { orgId, paysimpleAccountId: String(one.paysimpleId) } }),
    )
    const refund = { paymentId, kind: 'refund', note: '' } as const
    await expect(reversePayment(context, { ...refund, reversalId: randomUUID(), retainedCents: 500 })).rejects.toThrow(
      'Refund the whole payment',
    )
    await reversePayment(context, { ...refund, reversalId: randomUUID(), retainedCents: 0 })
    const row = await forOrg(orgId, (tx) => tx.payment.findUnique({ where: { orgId_id: { orgId, id: paymentId } } }))
    expect(row?.status).toBe('refunded')
  })

  it('is not for another organization, nor another customer’s', async () => {
    const { customerId, one } = await customerWithThree()
    const other = await customerWithThree()
    const stranger = await createOrg()
    await expect(removeAccount(stranger, one.ref)).rejects.toThrow('doesn’t exist')
    await expect(
      setDefaultAccount(context, { customerId: other.customerId, accountId: one.ref.accountId }),
    ).rejects.toThrow('isn’t saved for this customer')
    expect(await listed(customerId)).toHaveLength(3)
  })
})
