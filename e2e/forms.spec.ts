import { type Browser, expect, type Page, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'

// What the summary of a form's mistakes says, and when it has the focus.

/** A company with a job whose agreement can be edited, and the contractor's browser. */
async function atTheDesk(browser: Browser) {
  const org = await createOrg()
  const job = await createJob(org, 100_000)
  await withDatabase((client) => client.query(`update document set stage = 'draft' where job_id = $1`, [job.id]))
  return { org, job, page: await browserOf(browser, 'contractor') }
}

const summary = (page: Page) => page.getByRole('main').getByRole('alert').first()

test('fault 13: the summary lists mistakes in the order of the page', async ({ browser }) => {
  const { org, page } = await atTheDesk(browser)
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
  const { org, job, page } = await atTheDesk(browser)
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/agreement/edit`)
  await page.getByRole('button', { name: 'Add line' }).click()
  await page.getByRole('button', { name: 'Add line' }).click()
  for (const line of [1, 2]) await page.getByLabel('Description').nth(line).fill('Gutters')
  await page.getByRole('button', { name: 'Save agreement' }).click()
  await expect(summary(page).getByRole('link')).toHaveText([/^Line 2: Enter a price/, /^Line 3: Enter a price/])
})

test('a document has no total while a line of it can’t be read', async ({ browser }) => {
  const { org, job, page } = await atTheDesk(browser)
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/agreement/edit`)
  const total = page
    .getByRole('main')
    .locator('p')
    .filter({ hasText: /^Total/ })
  await expect(total).toHaveText('Total$1,000.00')
  await page.getByRole('button', { name: 'Add line' }).click()
  await expect(total).toHaveText('Total$1,000.00')
  await page.getByLabel('Unit price, $').last().fill('12,50,0')
  await expect(total).toHaveText(/—$/)
  await page.getByLabel('Unit price, $').last().fill('50')
  await page.getByLabel('Quantity').last().fill('0')
  await expect(total).toHaveText(/—$/)
  await page.getByRole('button', { name: 'Save agreement' }).click()
  await expect(page.getByLabel('Quantity').last()).toHaveAccessibleDescription(
    'Enter a quantity above 0, like 1 or 12.5.',
  )
  await page.getByLabel('Quantity').last().fill('2')
  await expect(total).toHaveText('Total$1,100.00')
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
