import { type Browser, expect, type Page, test } from '@playwright/test'
import { browserOf, createCompany } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'

// Where the focus goes when the control that had it is gone.

/** A company with a job whose agreement can be edited, and the contractor's browser. */
async function atTheDesk(browser: Browser) {
  const org = await createOrg()
  const job = await createJob(org, 100_000)
  await withDatabase((client) => client.query(`update document set stage = 'draft' where job_id = $1`, [job.id]))
  return { org, job, page: await browserOf(browser, 'contractor') }
}

const hasFocusOnPage = (page: Page) => page.evaluate(() => document.activeElement !== document.body)

test('fault 11: New job hands the focus on when its customer is to be new, or one that exists', async ({ browser }) => {
  const { org, page } = await atTheDesk(browser)
  await page.goto(`/orgs/${org.slug}/jobs/new`)
  await page.getByRole('button', { name: 'Add a new customer' }).click()
  await expect(page.getByLabel('First name')).toBeFocused()
  await page.getByRole('button', { name: 'Choose an existing customer' }).click()
  await expect(page.getByLabel('Find a customer')).toBeFocused()
})

test('fault 11: Settings hands the focus on between Replace and Keep the current ones', async ({ browser }) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/settings/integration`)
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect(page.getByLabel('User Name (API User ID)')).toBeFocused()
  await page.getByRole('button', { name: 'Keep the current ones' }).click()
  await expect(page.getByRole('button', { name: 'Replace' })).toBeFocused()
})

test('fault 11: wherever a pressed control disappears, the focus stays on the page beside its place', async ({
  browser,
}) => {
  const { org, job, page } = await atTheDesk(browser)
  await withDatabase((client) => client.query(`update document set stage = 'signed' where job_id = $1`, [job.id]))
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/agreement`)
  await page.getByRole('button', { name: 'Mark as' }).click()
  await page.getByRole('menuitem', { name: 'Completed' }).click()
  await expect(page.getByRole('button', { name: 'Mark as' })).toHaveCount(0)
  await expect.poll(() => hasFocusOnPage(page)).toBe(true)

  const admin = await browserOf(browser, 'admin')
  await admin.goto(`/orgs/${org.slug}/settings/integration`)
  await admin.getByRole('button', { name: 'Mark as sent' }).click()
  await expect(admin.getByRole('button', { name: 'Mark as sent' })).toHaveCount(0)
  await expect.poll(() => hasFocusOnPage(admin)).toBe(true)
})
