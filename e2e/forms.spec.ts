import { expect, type Page, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog } from './support/app'
import { createOrg } from './support/data'

// What the summary of a form's mistakes says, and when it has the focus.

const summary = (page: Page) => page.getByRole('main').getByRole('alert').first()

test('fault 13: the summary lists mistakes in the order of the page', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${org.slug}/customers/new`)
  await page.getByLabel('Email').fill('nobody')
  await page.getByLabel('Phone').fill('12')
  await page.getByRole('textbox', { name: /^Company/ }).fill('x'.repeat(51))
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(summary(page).getByRole('link')).toHaveText([
    /first name/,
    /last name/,
    /email address/,
    /ten digits/,
    /company name/,
  ])
})

test('fault 13: the summary tells the mistakes of one line from those of another', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${org.slug}/settings/company`)
  for (const _ of 'two') await page.getByRole('button', { name: 'Add license' }).click()
  await page.getByRole('button', { name: 'Save company' }).click()
  await expect(summary(page).getByRole('link')).toContainText([
    ...['License 1: Choose the state', 'License 1: Enter the license number'],
    ...['License 2: Choose the state', 'License 2: Enter the license number'],
  ])
})

test('fault 13: that a payment never arrived takes the focus when the connection is back', async ({ browser }) => {
  const { page, dialog } = await atTheTable(browser, 500_000)
  await page.clock.install()
  await fillDialog(dialog)
  await page.route('**/agreement', (route, request) => (request.method() === 'POST' ? route.abort() : route.continue()))
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: 'The connection broke' })).toBeFocused()
  await page.clock.fastForward(60_000)
  await expect(dialog.getByRole('alert').filter({ hasText: 'Nothing was charged' })).toBeFocused()
})
