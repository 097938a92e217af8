import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { browserOf, createCompany, openDialog } from './support/app'
import { createJob, createOrg, customerOf, type TestJob, type TestOrg, withDatabase } from './support/data'
import { openPage } from './support/pages'

// The bookkeeper's month, and the office's questions about jobs.

type Row = { job: TestJob; amountCents: number; at: string; status?: string; statusAt?: string }

/** Payments as they are after months, which no test waits for. */
async function insertPayments(org: TestOrg, rows: Row[]) {
  await withDatabase(async (client) => {
    for (const { job, amountCents, at, status = 'settled', statusAt = at } of rows)
      await client.query(
        `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
           taken_by_id, taken_by_name, merchant_key, send_by, created_at, status_at, settled_on)
         select $1, $2, $3, 'agreement', $4, $5::payment_status, 'Visa', '1111', 'Olivia Marsh', id, name, 'local:x', now(), $6::timestamptz, $7::timestamptz,
           $6::timestamptz::date from app_user where email = 'contractor@demo.test'`,
        [org.id, randomUUID(), job.id, amountCents, status, at, statusAt],
      )
  })
}

const sums = (page: Page) => page.getByRole('main').locator('[data-sums]')

test('the month’s payments are summed up and exported, refunds negative', async ({ browser }) => {
  const org = await createOrg()
  const [roof, deck] = [await createJob(org, 1_000_000), await createJob(org, 500_000)]
  await insertPayments(org, [
    { job: roof, amountCents: 150_000, at: '2025-03-31T23:30:00-06:00' },
    { job: deck, amountCents: 50_000, at: '2025-04-01T00:30:00-06:00' },
    {
      job: deck,
      amountCents: 20_000,
      at: '2025-03-10T12:00:00-06:00',
      status: 'refunded',
      statusAt: '2025-04-02T12:00:00-06:00',
    },
  ])
  const page = await browserOf(browser, 'bookkeeper')
  await page.goto(`/orgs/${org.slug}/payments`)
  await expect(page.getByRole('table').getByText('$1,500.00')).toBeVisible()
  await expect(sums(page)).toHaveCount(0) // of the whole history they would take longer with each payment
  await page.goto(`/orgs/${org.slug}/payments?from=2025-03-01`)
  await expect(sums(page)).toContainText('$2,000.00')
  await page.getByLabel('From').fill('2025-04-01')
  await page.getByLabel('To', { exact: true }).fill('2025-04-30')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/from=2025-04-01&to=2025-04-30/)
  await expect(sums(page)).toContainText('$500.00')
  await expect(sums(page)).toContainText('-$200.00')
  await expect(sums(page)).toContainText('$300.00')
  await expect(page.getByText('Refunded Apr 2, 2025')).toBeVisible()

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe(`payments-${org.slug}-2025-04-01-to-2025-04-30.csv`)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.startsWith('\uFEFFDate,Job number,')).toBe(true) // trim() takes the mark away
  const lines = text.trim().split('\r\n')
  expect(lines.slice(1).map((line) => line.split(',').filter((_, at) => [0, 1, 7].includes(at)))).toEqual([
    ['2025-04-02', String(deck.number), '-200.00'],
    ['2025-04-01', String(deck.number), '500.00'],
  ])

  // The days stay while a status is chosen and a word is typed.
  await page.getByRole('link', { name: 'Settled', exact: true }).click()
  await page.waitForURL(/status=settled/)
  await page.getByRole('searchbox').fill('nobody')
  await expect(page.getByText('No payment matches')).toBeVisible()
  expect(new URL(page.url()).search).toContain('from=2025-04-01')
  await page.getByRole('link', { name: 'Last month' }).click()
  await page.waitForURL(/when=last_month/)
  expect(new URL(page.url()).searchParams.get('from')).toBeNull()
})

test('an export is for those who see the list', async ({ browser }) => {
  const org = await createOrg()
  const staff = await browserOf(browser, 'staff')
  expect((await staff.request.get(`/orgs/${org.slug}/payments/export`)).status()).toBe(404)
  const nobody = await openPage(browser)
  expect((await nobody.request.get(`/orgs/${org.slug}/payments/export`)).status()).toBe(401)
  await staff.goto(`/orgs/${org.slug}/payments`)
  await expect(staff.getByRole('link', { name: 'Go to your start page' })).toBeVisible()
})

test('jobs are filtered by what is owed and by stage, kept by search', async ({ browser }) => {
  const org = await createOrg()
  const jobs = {
    unpaid: await createJob(org, 100_000),
    paid: await createJob(org, 50_000),
    over: await createJob(org, 10_000),
  }
  await insertPayments(org, [
    { job: jobs.unpaid, amountCents: 25_000, at: '2025-04-01T12:00:00Z' },
    { job: jobs.paid, amountCents: 50_000, at: '2025-04-01T12:00:00Z' },
    { job: jobs.over, amountCents: 15_000, at: '2025-04-01T12:00:00Z' },
  ])
  const page = await browserOf(browser, 'contractor')
  const main = page.getByRole('main')
  await page.goto(`/orgs/${org.slug}/jobs`)
  await main.getByRole('link', { name: 'Unpaid' }).click()
  await expect(main.getByRole('status').filter({ hasText: '1 job' })).toContainText('$750.00 due')
  await main.getByRole('link', { name: 'Overpaid' }).click()
  await expect(main.getByRole('status').filter({ hasText: '1 job' })).toContainText('$50.00 overpaid')
  await main.getByRole('link', { name: 'All' }).click()
  await expect(main.getByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'page')
  await main.getByLabel('Stage').selectOption('Agreement · Signed')
  await expect(main.getByRole('status').filter({ hasText: '3 jobs' })).toContainText('$750.00 due')
  await main.getByRole('searchbox').fill(String(jobs.paid.number))
  await expect(main.getByRole('status').filter({ hasText: '1 job' })).toContainText('$0.00 due')
  expect(new URL(page.url()).searchParams.get('stage')).toBe('agreement-signed')
  await main.getByLabel('Stage').selectOption('Proposal · Draft')
  await expect(main.getByText('No jobs match')).toBeVisible()

  await page.goto(`/orgs/${org.slug}/customers/${await customerOf(jobs.unpaid)}`)
  await expect(main.getByRole('heading', { name: 'Balance' })).toBeVisible()
  await expect(main.locator('#payments')).toContainText('$250.00')
})

test('a customer’s page leads to all of the payments when most of them were recorded', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 500_000)
  await insertPayments(org, [{ job, amountCents: 25_000, at: '2026-11-20T12:00:00-07:00' }])
  await withDatabase((client) =>
    client.query(
      `insert into recorded_payment (org_id, id, job_id, amount_cents, job_total_cents, method, received_on,
         recorded_by_id, recorded_by_name)
       select $1, gen_random_uuid(), $2, 100 + n, 500000, 'cash', '2026-11-27', $1, 'Marco' from generate_series(1, 24) n`,
      [org.id, job.id],
    ),
  )
  const page = await browserOf(browser, 'bookkeeper')
  await page.goto(`/orgs/${org.slug}/customers/${await customerOf(job)}`)
  await page.getByRole('link', { name: 'All 25 payments' }).click()
  await expect(page.getByRole('main').getByRole('row')).toHaveCount(26)
})

test('a job with money owed asks before it is archived, is found by search, and comes back', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 120_000)
  const page = await browserOf(browser, 'contractor')
  const main = page.getByRole('main')
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/information`)
  await main.getByRole('button', { name: 'Archive job' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('The customer still owes $1,200.00 on this job.')).toBeVisible()
  // Meanwhile it owes something else.
  await insertPayments(org, [{ job, amountCents: 20_000, at: '2026-11-20T12:00:00-07:00' }])
  await dialog.getByRole('button', { name: 'Archive anyway' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The customer still owes $1,000.00 on this job.')
  await dialog.getByRole('button', { name: 'Archive anyway' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(main.getByText(/^Archived \w+ \d+, \d{4}\.$/)).toBeVisible()

  await page.goto(`/orgs/${org.slug}/jobs`)
  await expect(main.getByRole('link', { name: 'New roof' })).toHaveCount(0)
  await main.getByRole('link', { name: 'Show archived' }).click()
  await expect(main.getByRole('row').filter({ hasText: 'New roof' })).toContainText('Archived')
  await main.getByRole('link', { name: 'Hide archived' }).click()
  await main.getByRole('searchbox').fill(String(job.number))
  await main.getByRole('link', { name: 'New roof' }).click()
  await main.getByRole('button', { name: 'Restore job' }).click()
  await expect(main.getByRole('button', { name: 'Archive job' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Restore job' })).toHaveCount(0)
})

test('two records of one customer are merged, and the old address leads to the one that stayed', async ({
  browser,
}) => {
  const org = await createOrg()
  const [one, other] = [await createJob(org, 100_000), await createJob(org, 200_000)]
  const [kept, merged] = [await customerOf(one), await customerOf(other)]
  const page = await browserOf(browser, 'admin')
  const main = page.getByRole('main')
  await page.goto(`/orgs/${org.slug}/customers/${kept}`)
  await expect(main.getByRole('region', { name: 'Possible duplicates' })).toContainText('same email, same phone')
  await main.getByRole('link', { name: 'Merge with Olivia Marsh' }).click()
  await expect(main.getByText('1 job with its payments')).toBeVisible()
  await main.getByRole('button', { name: 'Merge customers' }).click()
  await page.waitForURL(new RegExp(`/customers/${kept}$`))
  await expect(main.getByRole('heading', { name: 'Balance over 2 jobs' })).toBeVisible()
  await expect(main.getByText('$3,000.00').first()).toBeVisible()
  await page.goto(`/orgs/${org.slug}/customers/${merged}`)
  expect(new URL(page.url()).pathname).toBe(`/orgs/${org.slug}/customers/${kept}`)
  await page.goto(`/orgs/${org.slug}/settings/audit`)
  await main.getByLabel('Kind').selectOption('Customers and jobs')
  await expect(main.getByRole('row').filter({ hasText: 'Merged two customers' })).toContainText('Olivia Marsh')
  await main.getByLabel('Kind').selectOption('Payments')
  await expect(main.getByText('No entry matches')).toBeVisible()
})

test('a company offers its own deposit', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 100_000)
  const admin = await browserOf(browser, 'admin')
  await admin.goto(`/orgs/${company.slug}/settings/payments`)
  await admin.getByLabel(/^Default deposit/).fill('15')
  await admin.getByRole('button', { name: 'Save deposit' }).click()
  await expect(admin.getByText('Saved.')).toBeVisible()
  const dialog = await openDialog(admin, company.slug, job)
  await expect(dialog.getByRole('button', { name: /Deposit 15%/ })).toBeVisible()
})
