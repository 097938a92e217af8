import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Request, test } from '@playwright/test'
import pg from 'pg'
import { drawnForHeader } from '@/lib/orgs/drawn-for'
import { stackInfo } from '@/tools/testing/stack-info'
import { isAction } from './support/actions'
import { browserOf, createCompany, type Person } from './support/app'
import { createJob, withDatabase } from './support/data'
import { openPaymentPage, takenPayment } from './support/payments'
import { ledgerOf } from './support/sandbox'

test('nobody outside an organization sees any of its pages, and no role more than its own', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 100_000)
  const { rows } = await withDatabase((client) => client.query('select customer_id from job where id = $1', [job.id]))
  await withDatabase((client) =>
    client.query(
      `delete from membership where org_id = $1 and user_id in
       (select id from app_user where email in ('contractor@demo.test', 'bookkeeper@demo.test'))`,
      [company.id],
    ),
  )
  const paymentId = randomUUID()
  await withDatabase((client) =>
    client.query(
      `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
         taken_by_id, taken_by_name, merchant_key, send_by)
       values ($1, $2, $3, 'agreement', 100, 'authorized', 'Visa', '1111', 'Olivia Marsh', $1, 'Marco', 'local:none', now())`,
      [company.id, paymentId, job.id],
    ),
  )
  const recordedId = randomUUID()
  await withDatabase((client) =>
    client.query(
      `insert into recorded_payment (org_id, id, job_id, amount_cents, job_total_cents, method, received_on,
         recorded_by_id, recorded_by_name) values ($1, $2, $3, 100, 100000, 'cash', '2026-11-27', $1, 'Marco')`,
      [company.id, recordedId, job.id],
    ),
  )
  const base = `/orgs/${company.slug}`
  const paths = [
    base,
    `${base}/jobs`,
    `${base}/jobs/new`,
    `${base}/jobs/${job.number}`,
    `${base}/jobs/${job.number}/information`,
    `${base}/jobs/${job.number}/proposal`,
    `${base}/jobs/${job.number}/agreement`,
    `${base}/jobs/${job.number}/timeline`,
    `${base}/jobs/${job.number}/agreement/edit`,
    `${base}/jobs/${job.number}/edit`,
    `${base}/customers`,
    `${base}/customers/new`,
    `${base}/customers/${rows[0].customer_id}`,
    `${base}/customers/${rows[0].customer_id}/edit`,
    `${base}/customers/${rows[0].customer_id}/merge`,
    `${base}/settings`,
    `${base}/settings/payments`,
    `${base}/settings/company`,
    `${base}/settings/team`,
    `${base}/settings/integration`,
    `${base}/settings/api-test`,
    `${base}/settings/api-log`,
    `${base}/settings/audit`,
    `${base}/mailbox`,
    `${base}/payments`,
    `${base}/payments/${paymentId}`,
    `${base}/payments/${paymentId}/receipt`,
    `${base}/payments/recorded/${recordedId}`,
    `${base}/payments/recorded/${recordedId}/receipt`,
    // What follows are no pages.
    `${base}/jobs/${job.number}/timeline/pdf`,
    `${base}/payments/${paymentId}/receipt/pdf`,
    `${base}/payments/recorded/${recordedId}/receipt/pdf`,
    `${base}/payments/00000000-0000-4000-8000-000000000000/status`,
  ]
  const outsider = await browserOf(browser, 'contractor')
  for (const path of paths) expect([path, (await outsider.request.get(path)).status()]).toEqual([path, 404])
  const insider = await browserOf(browser, 'admin')
  for (const path of paths.slice(0, -1)) expect([path, (await insider.request.get(path)).status()]).not.toContain(404)
  for (const path of ['/staff', '/staff/orgs', '/staff/orgs/new', `/staff/orgs/${company.slug}`, '/staff/log'])
    expect((await insider.request.get(path)).status()).toBe(404)

  const stranger = await browser.newPage()
  for (const path of paths.slice(0, -4)) {
    await stranger.goto(path)
    expect(new URL(stranger.url()).pathname).toBe('/sign-in')
  }
  for (const path of paths.slice(-3)) expect([path, (await stranger.request.get(path)).status()]).toEqual([path, 401])
})

/** What a person's browser would get for a server action that another one has called. */
async function repeat(browser: Browser, person: Person, request: Request, body = request.postData()): Promise<string> {
  const context = (await browserOf(browser, person)).context()
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = await request.allHeaders()
  // As from a page of their own.
  const { rows } = await withDatabase((client) =>
    client.query('select id, name from app_user where email = $1', [`${person}@demo.test`]),
  )
  const answer = await fetch(request.url(), {
    method: 'POST',
    headers: {
      'next-action': headers['next-action'] ?? '',
      'content-type': headers['content-type'] ?? '',
      accept: headers.accept ?? '',
      origin: stackInfo().appUrl,
      'x-drawn-for': drawnForHeader(rows[0]),
      cookie,
    },
    body,
  })
  return answer.text()
}

test('an action that a member may call is refused to everybody else', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 100_000)
  const admin = await browserOf(browser, 'admin')
  await admin.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  const sent = admin.waitForRequest(isAction)
  await admin.getByRole('button', { name: 'Make Payment' }).click()
  const request = await sent
  await withDatabase((client) =>
    client.query(
      `delete from membership where org_id = $1 and user_id = (select id from app_user where email = 'contractor@demo.test')`,
      [company.id],
    ),
  )
  for (const [person, allowed] of [
    ['admin', true],
    ['contractor', false],
    ['bookkeeper', false],
    ['staff', false],
  ] as const)
    expect([person, (await repeat(browser, person, request)).includes('"paymentId"')]).toEqual([person, allowed])
})

test('a check is recorded only by those who may take payments, and only on jobs of their own company', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const other = await createCompany(browser)
  const job = await createJob(company, 100_000)
  const contractor = await browserOf(browser, 'contractor')
  await contractor.goto(`/orgs/${company.slug}/jobs/${job.number}/information`)
  await contractor.getByRole('button', { name: 'Record a payment' }).click()
  // The press is kept from the server, and repeated by others.
  await contractor.route('**/information', (route, request) => (isAction(request) ? route.abort() : route.continue()))
  const sent = contractor.waitForRequest(isAction)
  await contractor.getByRole('dialog').getByRole('button', { name: 'Record $1,000.00' }).click()
  const request = await sent
  for (const person of ['bookkeeper', 'staff'] as const)
    expect(await repeat(browser, person, request)).toContain('your role doesn’t allow this')
  const underAnotherName = request.postData()?.replace(company.slug, other.slug) ?? ''
  expect(await repeat(browser, 'admin', request, underAnotherName)).toContain('This job no longer exists')
  const count = () =>
    withDatabase(async (client) => {
      const { rows } = await client.query<{ org: string }>(
        'select org_id as org from recorded_payment where job_id = $1',
        [job.id],
      )
      return rows.map(({ org }) => org)
    })
  expect(await count()).toEqual([])
  expect(await repeat(browser, 'admin', request)).toContain('"owedCents":0')
  expect(await count()).toEqual([company.id])
})

test('a payment is voided by its own organization only, under whatever name it is asked for', async ({ browser }) => {
  const { company, job, contractor } = await takenPayment(browser)
  const other = await createCompany(browser)
  await openPaymentPage(contractor, company.slug, job)
  await contractor.getByRole('button', { name: 'Void this payment' }).click()
  // The press is kept from the server, and repeated by others.
  await contractor.route('**/payments/*', (route, request) => (isAction(request) ? route.abort() : route.continue()))
  const sent = contractor.waitForRequest(isAction)
  await contractor.getByRole('dialog').getByRole('button', { name: 'Void $1,500.00' }).click()
  const request = await sent
  await withDatabase((client) =>
    client.query(
      `delete from membership where org_id = $1 and user_id = (select id from app_user where email = 'contractor@demo.test')`,
      [company.id],
    ),
  )
  expect(await repeat(browser, 'contractor', request)).toContain('You’re not in this company')
  expect(await repeat(browser, 'staff', request)).toContain('You’re not in this company')
  const underAnotherName = request.postData()?.replace(company.slug, other.slug) ?? ''
  expect(await repeat(browser, 'admin', request, underAnotherName)).toContain('This payment no longer exists')
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Authorized' }])
  expect(await repeat(browser, 'admin', request)).toContain('Voided')
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])
})

test('the app’s role sees no row of any table with no organization set', async () => {
  const client = new pg.Client({ connectionString: stackInfo().appDatabaseUrl })
  await client.connect()
  const { rows: tables } = await client.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  expect(tables.length).toBeGreaterThan(10)
  for (const { name } of tables) {
    const { rows } = await client.query(`select count(*)::int as seen from ${pg.escapeIdentifier(name)}`)
    expect([name, rows[0].seen]).toEqual([name, 0])
  }
  await client.end()
})

test('every page carries the security headers, and a policy with a nonce of its own', async ({ page }) => {
  const policies = new Set<string>()
  for (let visit = 0; visit < 2; visit++) {
    const response = await page.goto('/sign-in')
    const headers = response?.headers() ?? {}
    policies.add(headers['content-security-policy'] ?? '')
    expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
  }
  expect(policies.size).toBe(2)
})
