import { type Browser, expect, type Page, test } from '@playwright/test'
import { dropNextAnswer } from './support/actions'
import { browserOf } from './support/app'
import { createJob, createOrg, customerOf, type TestJob, withDatabase } from './support/data'

// Two people save one thing, or one person twice because the first answer was lost.

/** A company with a job whose agreement can be edited, and the contractor's browser. */
async function atTheDesk(browser: Browser) {
  const org = await createOrg()
  const job = await createJob(org, 100_000)
  await withDatabase((client) => client.query(`update document set stage = 'draft' where job_id = $1`, [job.id]))
  return { org, job, page: await browserOf(browser, 'contractor') }
}

const openCustomer = async (page: Page, slug: string, job: TestJob) => {
  await page.goto(`/orgs/${slug}/customers/${await customerOf(job)}/edit`)
  await expect(page.getByLabel('First name')).toHaveValue('Olivia')
}
const summary = (page: Page) => page.getByRole('main').getByRole('alert').first()
const hasFocusOnPage = (page: Page) => page.evaluate(() => document.activeElement !== document.body)

/** Both open the same form; the admin is the quicker one and changes the customer's email. */
async function overtaken(browser: Browser) {
  const { org, job, page } = await atTheDesk(browser)
  await openCustomer(page, org.slug, job)
  await page.getByLabel('Phone').fill('(303) 555-0199')
  await page.getByLabel('Email').fill('mine@example.com')
  const admin = await browserOf(browser, 'admin')
  await openCustomer(admin, org.slug, job)
  await admin.getByLabel('Email').fill('theirs@example.com')
  await admin.getByRole('button', { name: 'Save customer' }).click()
  await expect(admin.getByRole('heading', { name: 'Olivia Marsh' })).toBeVisible()

  await page.getByRole('button', { name: 'Save customer' }).click()
  await expect(summary(page)).toContainText('This customer was changed while you were editing')
  await expect(summary(page)).toBeFocused()
  await expect(summary(page)).toContainText('theirs@example.com')
  await expect(summary(page)).toContainText('mine@example.com')
  await expect(page.getByLabel('Email')).toHaveValue('mine@example.com')
  return { org, job, page }
}

test('fault 40: who edits a customer that somebody else saved sees both versions and keeps theirs', async ({
  browser,
}) => {
  const { org, job, page } = await overtaken(browser)
  await page.getByRole('button', { name: 'Discard mine, load theirs' }).click()
  await expect(page.getByLabel('Email')).toHaveValue('theirs@example.com')
  await expect(page.getByLabel('Phone')).toHaveValue('(303) 555-0111')
  expect(await hasFocusOnPage(page)).toBe(true)
  await page.getByRole('button', { name: 'Save customer' }).click()
  await expect(page.getByText('theirs@example.com')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(`/orgs/${org.slug}/customers/${await customerOf(job)}`)
})

test('fault 40: … or saves their own over it', async ({ browser }) => {
  const { page } = await overtaken(browser)
  await page.getByRole('button', { name: 'Save mine over theirs' }).click()
  await expect(page.getByRole('link', { name: 'mine@example.com' })).toBeVisible()
})

test('fault 40: two people edit one job', async ({ browser }) => {
  const { org, job, page } = await atTheDesk(browser)
  const admin = await browserOf(browser, 'admin')
  for (const each of [page, admin]) await each.goto(`/orgs/${org.slug}/jobs/${job.number}/edit`)
  await admin.getByLabel('Title').fill('Their title')
  await admin.getByRole('button', { name: 'Save job' }).click()
  await expect(admin.getByRole('heading', { name: 'Details' })).toBeVisible()
  await page.getByLabel('Notes').fill('Gate code 12')
  await page.getByRole('button', { name: 'Save job' }).click()
  await expect(summary(page)).toContainText('This job was changed while you were editing')
  await expect(summary(page)).toContainText('Their title')
  await page.getByRole('button', { name: 'Save mine over theirs' }).click()
  await expect(page.getByText('Gate code 12')).toBeVisible()
})

test('fault 41: a customer whose first answer was lost is saved as mended', async ({ browser }) => {
  const { org, page } = await atTheDesk(browser)
  await page.goto(`/orgs/${org.slug}/customers/new`)
  await page.getByLabel('First name').fill('Olivvia')
  await page.getByLabel('Last name').fill('Stone')
  await dropNextAnswer(page)
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(summary(page)).toContainText('Can’t reach Plumbline')
  await page.getByLabel('First name').fill('Olivia')
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('heading', { name: 'Olivia Stone' })).toBeVisible()
})

test('fault 41: a job whose first answer was lost is saved as mended, once', async ({ browser }) => {
  const { org, page } = await atTheDesk(browser)
  await page.goto(`/orgs/${org.slug}/jobs/new`)
  await page.getByRole('button', { name: /Olivia Marsh/ }).click()
  await page.getByLabel('Title').fill('New rooof')
  await dropNextAnswer(page)
  await page.getByRole('button', { name: 'Create job' }).click()
  await expect(summary(page)).toContainText('Can’t reach Plumbline')
  await page.getByLabel('Title').fill('New gutters')
  await page.getByRole('button', { name: 'Create job' }).click()
  await expect(page.getByRole('heading', { name: 'New gutters' })).toBeVisible()
  const { rows } = await withDatabase((client) => client.query('select title from job where org_id = $1', [org.id]))
  expect(rows.map(({ title }) => title).sort()).toEqual(['New gutters', 'New roof'])
})
