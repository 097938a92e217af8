import { expect, test } from '@playwright/test'
import { deployUnder } from './support/actions'
import { atTheTable, browserOf, complete, createCompany, fillDialog } from './support/app'
import { createJob, createOrg, syncNow } from './support/data'
import { look } from './support/look'
import { typedVoid } from './support/payments'
import { ledgerOf, payOutside } from './support/sandbox'

// A deploy under an open tab: the server no longer knows the actions of its page.

const NEW_VERSION = 'A new version of Plumbline is here. Reload the page.'

test('fault 39: after a deploy a form says so and keeps what was typed', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${org.slug}/customers/new`)
  await page.getByLabel('First name').fill('Olivia')
  await page.getByLabel('Last name').fill('Stone')
  await deployUnder(page)
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(NEW_VERSION)
  await expect(page.getByLabel('Last name')).toHaveValue('Stone')
  await look(page, 'new-version')
})

test('fault 39: reloading after a deploy brings back what was typed into a form', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${org.slug}/customers/new`)
  await page.getByLabel('First name').fill('Olivia')
  await page.getByLabel('Last name').fill('Stone')
  const isThere = await deployUnder(page)
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(NEW_VERSION)
  await isThere()
  await page.getByRole('main').getByRole('alert').getByRole('button', { name: 'Reload the page' }).click()
  await page.waitForLoadState('load')
  await expect(page.getByLabel('Last name')).toHaveValue('Stone')
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('heading', { name: 'Olivia Stone' })).toBeVisible()
})

test('fault 39: after a deploy Make Payment says that nothing was charged, and charges nothing', async ({
  browser,
}) => {
  const { company, page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  const isThere = await deployUnder(page)
  await complete(dialog)
  const alert = dialog.getByRole('alert')
  await expect(alert).toContainText(NEW_VERSION)
  await expect(alert).toContainText('Nothing was charged')
  await expect(alert).toBeFocused()
  await expect(dialog.getByLabel('Card number')).toHaveValue(/4111/)
  await complete(dialog)
  await expect(alert).toContainText(NEW_VERSION)
  expect(await ledgerOf(company.apiUser)).toEqual([])
  await isThere() // that server is the page's own again, and the form still works
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})

test('fault 39: after a deploy Make Payment says why it doesn’t open', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 100_000)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/agreement`)
  await deployUnder(page)
  await page.getByRole('button', { name: 'Make Payment' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(NEW_VERSION)
})

test('fault 39: after a deploy a void says that nothing was sent and keeps its reason', async ({ browser }) => {
  const { company, page, dialog } = await typedVoid(browser)
  await deployUnder(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('alert')).toContainText(NEW_VERSION)
  await expect(dialog.getByRole('alert')).toBeFocused()
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('Wrong job')
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Authorized' }])
})

test('fault 39: after a deploy presses and short dialogs say so', async ({ browser }) => {
  const company = await createCompany(browser)
  const org = await createOrg()
  await payOutside(company, { name: 'Nora Quinn', amountCents: 12_300 })
  await syncNow(company)
  const page = await browserOf(browser, 'admin')

  await page.goto(`/orgs/${company.slug}/payments`)
  await deployUnder(page)
  await page.getByRole('button', { name: 'Ignore', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('Not ours')
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText(NEW_VERSION)
  await expect(dialog.getByLabel('Why')).toHaveValue('Not ours')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.goto(`/orgs/${org.slug}/settings/integration`)
  await page.getByRole('button', { name: 'Mark as sent' }).click()
  await expect(page.getByText(NEW_VERSION)).toBeVisible()
})
