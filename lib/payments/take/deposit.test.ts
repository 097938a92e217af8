import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { can } from '@/lib/orgs/roles'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { amountChoices } from './amount-choices'
import { setDeposit } from './deposit'
import { depositSchema } from './deposit-schema'
import { loadPaymentForm } from './payment-form'

it.each([
  ['30', 30],
  [' 100 % ', 100],
  ['1', 1],
  ['', null],
])('takes %j', (percent, expected) => expect(depositSchema.parse({ percent })).toEqual({ percent: expected }))

it.each(['0', '101', '12.5', '-1', 'half', '1e2'])('refuses %j with words', (percent) => {
  expect(depositSchema.safeParse({ percent }).error?.issues[0]?.message).toMatch(/from 1 to 100/)
})

it('is what the dialog offers: 30 percent at first, another one, or none', async () => {
  const context = await createOrg({ active: false })
  const job = await createJob(context, 1_000_000)
  const offered = async () => {
    const { balance, depositPercent } = await loadPaymentForm(context.org.id, job.number)
    return amountChoices(balance, depositPercent, null).map(({ label, cents }) => `${label} ${cents}`)
  }
  expect(await offered()).toEqual(['Balance 1000000', 'Half 500000', 'Deposit 30% 300000'])
  await setDeposit(context, { percent: 10 })
  await setDeposit(context, { percent: 10 })
  expect(await offered()).toEqual(['Balance 1000000', 'Half 500000', 'Deposit 10% 100000'])
  await setDeposit(context, { percent: null })
  expect(await offered()).toEqual(['Balance 1000000', 'Half 500000'])
  const { rows } = await forOrg(context.org.id, (tx) => listAuditEvents(tx, context.org.id))
  expect(rows.map(({ action, detail }) => [action, detail])).toEqual([
    ['deposit_changed', 'No deposit'],
    ['deposit_changed', '10%'],
  ])
})

it('is for work that is ahead: not offered once the agreement is completed', async () => {
  const context = await createOrg({ active: false })
  const orgId = context.org.id
  const job = await createJob(context, 1_000_000)
  const offered = async () => (await loadPaymentForm(orgId, job.number)).depositPercent
  expect(await offered()).toBe(30)
  await forOrg(orgId, (tx) => tx.document.updateMany({ where: { orgId, jobId: job.id }, data: { stage: 'completed' } }))
  expect(await offered()).toBeNull()
})

it('never goes above 100 percent, whoever writes it', async () => {
  const context = await createOrg({ active: false })
  await expect(setDeposit(context, { percent: 101 })).rejects.toThrow('org_deposit_percent')
})

it('is the owner’s and the admins’ to change', () => {
  expect(
    (['owner', 'admin', 'contractor', 'bookkeeper', 'staff'] as const).filter((role) => can(role, 'company:manage')),
  ).toEqual(['owner', 'admin'])
})
