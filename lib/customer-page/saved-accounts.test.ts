import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg } from '@/lib/db'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { loadCustomerForm } from '@/lib/payments/take/by-customer'
import type { MakePayment } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, orgId, paysimple } from '@/lib/testing/at-the-sandbox'
import { job, olivia, pay as payAs, setUpCustomer, TOTAL } from '@/lib/testing/customer-at-the-sandbox'
import { paymentOf } from '@/lib/testing/fixtures'
import { customerAt } from '@/lib/testing/links'
import { listOwnAccounts, removeOwnAccount, updateOwnCard } from './saved-accounts'

// What somebody at a link sees and removes of what they saved to pay with.

setUpCustomer()

const pay = (cents: number, changes: Partial<MakePayment> = {}) => payAs(cents, { saveAccount: true, ...changes })
const listOf = (who: LinkContext) => forOrg(orgId, (tx) => listOwnAccounts(tx, who))
const savedBy = async (who: LinkContext): Promise<string> => {
  const [account] = await listOf(who)
  if (!account) throw new Error('nothing is saved')
  return account.id
}

it('removes their own, at PaySimple too; what was paid with it goes on', async () => {
  const input = pay(1_000)
  await takePayment(olivia, input)
  const accountId = await savedBy(olivia)
  expect(await listOf(olivia)).toMatchObject([{ label: 'Visa', lastFour: '1111', isExpired: false }])
  await Promise.all([removeOwnAccount(olivia, { accountId }), removeOwnAccount(olivia, { accountId })])
  await removeOwnAccount(olivia, { accountId })
  expect([await listOf(olivia), (await loadCustomerForm(olivia)).savedAccounts]).toEqual([[], []])
  await reconcilePayment(orgId, input.paymentId)
  const payment = await forOrg(orgId, (tx) =>
    tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: input.paymentId } } }),
  )
  expect(payment.status).toBe('authorized')
  const audited = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, action: 'account_removed' } }))
  expect(audited).toMatchObject([{ actorName: olivia.user.name }])
  const source = { method: 'saved', accountId, secCode: 'Ppd' } as const
  await expect(
    takePayment(olivia, paymentOf(job.number, 2_000, { source, seenOwedCents: TOTAL - 1_000 })),
  ).rejects.toThrow(/isn’t saved|no longer saved/)
})

it('gives their own card the date of the one that the bank sent in its place, at PaySimple too', async () => {
  await takePayment(olivia, pay(1_000))
  const accountId = await savedBy(olivia)
  await updateOwnCard(olivia, { accountId, expiry: '04 / 37', billingZip: '80202' })
  expect(await listOf(olivia)).toMatchObject([{ id: accountId, expiry: '04/2037', isExpired: false }])
  const { paysimpleId } = await forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where: { id: accountId } }))
  const card = await (await paysimple()).creditCards.get(Number(paysimpleId))
  expect(card).toMatchObject({ ExpirationDate: '04/2037', BillingZipCode: '80202' })
  const audited = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, action: 'account_updated' } }))
  expect(audited).toMatchObject([{ actorName: olivia.user.name }])
  const noah = await customerAt(context, job.id, 'noah@example.com')
  for (const id of [accountId, randomUUID()])
    await expect(updateOwnCard(noah, { accountId: id, expiry: '04 / 38', billingZip: '' })).rejects.toThrow(
      'isn’t saved for you',
    )
  expect(await listOf(olivia)).toMatchObject([{ expiry: '04/2037' }])
  await removeOwnAccount(olivia, { accountId })
  await expect(updateOwnCard(olivia, { accountId, expiry: '04 / 38', billingZip: '' })).rejects.toThrow(
    'already removed',
  )
})

it('neither shows nor removes what somebody else saved, or the company', async () => {
  await takePayment(olivia, pay(1_000))
  const accountId = await savedBy(olivia)
  const noah = await customerAt(context, job.id, 'noah@example.com')
  expect(await listOf(noah)).toEqual([])
  for (const id of [accountId, randomUUID()])
    await expect(removeOwnAccount(noah, { accountId: id })).rejects.toThrow('isn’t saved for you')
  expect(await savedBy(olivia)).toBe(accountId)
})

it('waits for a payment that is on its way to PaySimple', async () => {
  await takePayment(olivia, pay(1_000))
  const accountId = await savedBy(olivia)
  const on = (status: 'submitting' | 'authorized') =>
    forOrg(orgId, (tx) => tx.payment.updateMany({ where: { orgId, jobId: job.id }, data: { status } }))
  await on('submitting')
  await expect(removeOwnAccount(olivia, { accountId })).rejects.toThrow('being made right now')
  await on('authorized')
  await removeOwnAccount(olivia, { accountId })
  expect(await listOf(olivia)).toEqual([])
})
