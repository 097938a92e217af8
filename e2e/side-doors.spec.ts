import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { browserOf, createCompany } from './support/app'
import { withDatabase } from './support/data'
import { openPaymentPage, settledPayment, takenPayment } from './support/payments'
import { createClient, ledgerOf } from './support/sandbox'

// Rights beside the front door: credentials, partial refunds, other people's payments.

test('staff enter new credentials, the company goes on with its own until an owner confirms, and all are told', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const tag = randomBytes(6).toString('hex')
  const theirs = { ...company, apiUser: `APIUser${tag}`, apiKey: `key${tag}${tag}` }
  await createClient(theirs.apiUser, theirs.apiKey)
  const settings = `/orgs/${company.slug}/settings/integration`

  const staff = await browserOf(browser, 'staff')
  await staff.goto(settings)
  await expect(staff.getByText('Only an owner replaces or removes credentials in use.')).toBeVisible()
  await expect(staff.getByRole('button', { name: 'Disconnect' })).toHaveCount(0)
  await staff.getByRole('button', { name: 'Propose new ones' }).click()
  await staff.getByLabel('User Name (API User ID)').fill(theirs.apiUser)
  await staff.getByLabel('Token (API Key)').fill(theirs.apiKey)
  await staff.getByRole('button', { name: 'Check and save' }).click()
  await expect(staff.getByText('They’re used once an owner confirms them here.')).toBeVisible()
  await expect(staff.getByRole('button', { name: 'Confirm' })).toHaveCount(0)
  await expect(staff.getByRole('definition').getByText(company.apiUser)).toBeVisible()

  const owner = await browserOf(browser, 'admin')
  await owner.goto(settings)
  await expect(owner.getByText(`Trina Okafor entered User Name ${theirs.apiUser}`)).toBeVisible()
  await owner.getByRole('button', { name: 'Confirm' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Use them' }).click()
  await expect(owner.getByRole('definition').getByText(theirs.apiUser)).toBeVisible()
  await expect(owner.getByText('New credentials wait for an owner')).toHaveCount(0)

  const contractor = await browserOf(browser, 'contractor')
  await contractor.goto(`/orgs/${company.slug}/jobs`)
  await expect(contractor.getByText('The PaySimple credentials were replaced')).toBeVisible()
  await expect(contractor.getByText(`Payments go to ${theirs.apiUser}`)).toBeVisible()
  await contractor.goto(`/orgs/${company.slug}/mailbox`)
  await expect(contractor.getByText('No emails yet')).toBeVisible()

  await owner.goto(`/orgs/${company.slug}/mailbox`)
  await expect(owner.getByRole('main').getByRole('listitem')).toHaveCount(3) // entered, proposed, replaced
  await owner.getByRole('link', { name: /The PaySimple credentials were replaced/ }).click()
  await expect(owner.locator('pre')).toContainText(theirs.apiUser)
  await expect(owner.locator('pre')).toContainText('If you didn’t expect this')
  expect(await owner.content()).not.toContain(theirs.apiKey)
})

test('credentials of another merchant account are asked about before they are used', async ({ browser }) => {
  const { company } = await takenPayment(browser)
  const tag = randomBytes(6).toString('hex')
  const evil = { ...company, apiUser: `Evil${tag}`, apiKey: `key${tag}${tag}` }
  await createClient(evil.apiUser, evil.apiKey)
  const owner = await browserOf(browser, 'admin')
  await owner.goto(`/orgs/${company.slug}/settings/integration`)
  await owner.getByRole('button', { name: 'Replace' }).click()
  await owner.getByLabel('User Name (API User ID)').fill(evil.apiUser)
  await owner.getByLabel('Token (API Key)').fill(evil.apiKey)
  await owner.getByRole('button', { name: 'Check and save' }).click()
  await expect(owner.getByRole('alert').getByText('is of another merchant account')).toBeVisible()
  await owner.getByRole('button', { name: 'Keep the current ones' }).click()
  await owner.reload()
  await expect(owner.getByRole('definition').getByText(company.apiUser)).toBeVisible()
  await owner.getByRole('button', { name: 'Replace' }).click()
  await enterAgain()
  await expect(owner.getByRole('definition').getByText(evil.apiUser)).toBeVisible()

  async function enterAgain() {
    await owner.getByLabel('User Name (API User ID)').fill(evil.apiUser)
    await owner.getByLabel('Token (API Key)').fill(evil.apiKey)
    await owner.getByRole('button', { name: 'Check and save' }).click()
    await owner.getByRole('button', { name: 'Check and save anyway' }).click()
    await expect(owner.getByText('PaySimple accepted the credentials')).toBeVisible()
  }
})

test('a bookkeeper refunds all of a payment and never a part, which would charge a card', async ({ browser }) => {
  const { company, job } = await settledPayment(browser)
  const page = await browserOf(browser, 'bookkeeper')
  await openPaymentPage(page, company.slug, job)
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('You can refund all of it.')).toBeVisible()
  await expect(dialog.getByLabel('Refund', { exact: true })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Refund $1,500.00' }).click()
  await expect(dialog.getByRole('heading', { name: 'Refunded' })).toBeVisible()
  const rows = await ledgerOf(company.apiUser)
  expect(rows.filter(({ isDebit }) => !isDebit)).toMatchObject([{ status: 'Reversed' }]) // and no new charge
})

/** The company's payment, as if its owner had taken it. */
const takenByAnother = (orgId: string): Promise<{ id: string }> =>
  withDatabase(async (client) => {
    const { rows } = await client.query(
      `update payment set taken_by_id = app_user.id, taken_by_name = app_user.name from app_user
       where org_id = $1 and app_user.email = 'admin@demo.test' returning payment.id`,
      [orgId],
    )
    return rows[0]
  })

test('a contractor sees who took a payment that they may not void', async ({ browser }) => {
  const { company, job } = await takenPayment(browser)
  const contractor = await browserOf(browser, 'contractor')
  await openPaymentPage(contractor, company.slug, job)
  await expect(contractor.getByRole('button', { name: 'Void this payment' })).toBeVisible()
  const { id } = await takenByAnother(company.id)
  await contractor.goto(`/orgs/${company.slug}/payments/${id}`)
  await expect(contractor.getByText('Dana Whitfield took this payment. You can void only')).toBeVisible()
  await expect(contractor.getByRole('button', { name: 'Void this payment' })).toHaveCount(0)
})
