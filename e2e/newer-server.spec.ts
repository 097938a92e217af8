import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { isRead, newerUnder } from './support/actions'
import { atTheTable, browserOf, type Company, complete, createCompany, fillDialog, openDialog } from './support/app'
import { createJob, createOrg, type TestJob } from './support/data'
import { stateOf, typedVoid } from './support/payments'
import { browserFor, createPerson } from './support/people'
import { setUpApp } from './support/second-step'

// A deploy under an open tab whose actions the newer server knows: they work, and what they answer stays to be read. The
// router loads a page of another build as a whole, and with it would go every dialog.

/** Somebody else takes a payment of the company's, which has every open page read again. */
async function payElsewhere(browser: Browser, { slug }: Company, job: TestJob): Promise<void> {
  const admin = await browserOf(browser, 'admin')
  const dialog = await openDialog(admin, slug, job)
  await fillDialog(dialog, { amount: '100.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$100\.00 on/ })).toBeVisible()
}

type Shown = {
  company: Company
  job: TestJob
  page: Page
  dialog: Locator
  said: Locator
  loads: () => number
  close: string
}

/** What is said stays whatever happens elsewhere, and once it's closed the page is the newer one. */
async function staysUntilClosed(browser: Browser, { company, job, said, loads, dialog, close }: Shown): Promise<void> {
  await expect(said).toBeVisible()
  await payElsewhere(browser, company, job)
  await expect(said).toBeVisible()
  expect(loads()).toBe(0)
  await dialog.getByRole('button', { name: close, exact: true }).last().click()
  await expect.poll(loads).toBe(1)
  await expect(dialog).toHaveCount(0)
}

test('a payment that a newer server takes says so until its dialog is closed', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 500_000)
  const loads = await newerUnder(page)
  await fillDialog(dialog, { amount: '2,000.00' })
  await complete(dialog)
  const said = dialog.getByRole('heading', { name: /^\$2,000\.00 on/ })
  await staysUntilClosed(browser, { company, job, page, dialog, said, loads, close: 'Done' })
})

test('a void that a newer server makes says so until its dialog is closed', async ({ browser }) => {
  const { company, job, page, dialog } = await typedVoid(browser)
  const loads = await newerUnder(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  const said = dialog.getByRole('heading', { name: 'Voided' })
  await staysUntilClosed(browser, { company, job, page, dialog, said, loads, close: 'Close' })
  await expect(stateOf(page)).toHaveText('Voided')
})

test('a check that a newer server records says so until its dialog is closed', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/information`)
  await page.getByRole('button', { name: 'Record a payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record a payment' })
  const loads = await newerUnder(page)
  await dialog.getByLabel('Amount').fill('500.00')
  await dialog.getByText('Cash', { exact: true }).click()
  await dialog.getByRole('button', { name: /^Record \$500\.00/ }).click()
  const said = dialog.getByRole('heading', { name: /\$500\.00/ })
  await staysUntilClosed(browser, { company, job, page, dialog, said, loads, close: 'Done' })
})

test('a link that a newer server makes, which is shown once, stays until its dialog is closed', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/information`)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy a link' })
  const loads = await newerUnder(page)
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const said = dialog.getByRole('button', { name: /^Copy http/ })
  await staysUntilClosed(browser, { company, job, page, dialog, said, loads, close: 'Close' })
})

test('recovery codes that a newer server makes, which are shown once, stay until they are saved', async ({
  browser,
}) => {
  const page = await browserFor(browser, await createPerson(await createOrg({}), 'owner'))
  await page.goto('/account/second-step')
  const loads = await newerUnder(page)
  const { codes } = await setUpApp(page)
  await expect(page.getByText(codes[0] ?? '')).toBeVisible()
  expect(loads()).toBe(0)
  await page.getByRole('button', { name: 'I saved them' }).click()
  await expect.poll(loads).toBe(1)
  await expect(page.getByText('You have 10 of 10 left')).toBeVisible()
})

test('a short dialog closes, and the page is the newer one', async ({ browser }) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/settings/price-book/tax-rates`)
  const loads = await newerUnder(page)
  const asked: string[] = []
  page.on('dialog', (question) => {
    asked.push(question.type())
    void question.accept()
  })
  await page.getByRole('button', { name: 'Add tax rate' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Denver sales tax')
  await dialog.getByLabel('Rate').fill('8.81%')
  await dialog.getByRole('button', { name: 'Add tax rate' }).click()
  await expect.poll(loads).toBe(1)
  await expect(page.getByText('8.81%')).toBeVisible()
  expect(asked).toEqual([]) // nothing is lost by leaving
})

/** An agreement's page whose first read after its load waits, and which is of a newer build then. */
async function readingAgain(browser: Browser) {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  let arrive = () => {}
  const loads = await newerUnder(
    page,
    new Promise((done) => {
      arrive = done
    }),
  )
  const asked = page.waitForRequest(isRead)
  await payElsewhere(browser, company, job)
  await asked
  const button = page.getByRole('button', { name: 'Make Payment' })
  return { page, loads, arrive: () => arrive(), button, dialog: page.getByRole('dialog', { name: 'Make Payment' }) }
}

test('Make Payment’s form waits for a page that is being read again, and opens on that', async ({ browser }) => {
  const { page, loads, arrive, button, dialog } = await readingAgain(browser)
  await button.click()
  await expect(dialog).toBeVisible()
  arrive()
  await expect.poll(loads).toBe(1)
  await page.waitForLoadState('load')
  await button.click()
  await expect(dialog.getByLabel('Amount')).toHaveValue('4,900.00')
})

test('Make Payment doesn’t wait forever for a page that is being read again', async ({ browser }) => {
  const { loads, button, dialog } = await readingAgain(browser)
  await button.click()
  await expect(dialog.getByLabel('Amount')).toBeVisible()
  expect(loads()).toBe(0)
})
