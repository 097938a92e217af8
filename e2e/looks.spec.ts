import { expect, test } from '@playwright/test'
import { browserOf, createCompany } from './support/app'
import { createOrg } from './support/data'
import { look, visit } from './support/look'
import { fault } from './support/sandbox'

// Every page in three sizes, light and dark (support/look.ts).

test('the pages of an organization', async ({ browser }) => {
  test.setTimeout(480_000)
  const page = await browserOf(browser, 'admin')
  const org = '/orgs/summit-ridge'
  const empty = await createOrg()
  await page.goto(`${org}/customers`)
  const customer = await page
    .getByRole('main')
    .getByRole('link')
    .filter({ hasText: 'Castellanos' })
    .first()
    .getAttribute('href')
  await visit(page, [
    { name: 'jobs', path: `${org}/jobs` },
    { name: 'jobs-none-found', path: `${org}/jobs?q=zzz` },
    { name: 'jobs-empty', path: `/orgs/${empty.slug}/jobs` },
    { name: 'job-new', path: `${org}/jobs/new` },
    { name: 'jobs-unpaid', path: `${org}/jobs?money=unpaid&stage=agreement-signed` },
    { name: 'job-information', path: `${org}/jobs/1001/information` },
    { name: 'job-proposal', path: `${org}/jobs/1004/proposal` },
    { name: 'job-agreement', path: `${org}/jobs/1002/agreement` },
    { name: 'job-timeline', path: `${org}/jobs/1002/timeline` },
    { name: 'job-no-agreement', path: `${org}/jobs/1004/agreement` },
    { name: 'job-edit', path: `${org}/jobs/1001/edit` },
    { name: 'lines-edit', path: `${org}/jobs/1005/proposal/edit` },
    { name: 'customers', path: `${org}/customers` },
    { name: 'customer', path: customer ?? '' },
    { name: 'customer-edit', path: `${customer}/edit` },
    { name: 'customer-merge', path: `${customer}/merge` },
    { name: 'customer-new', path: `${org}/customers/new` },
    { name: 'integration', path: `${org}/settings/integration` },
    { name: 'payment-settings', path: `${org}/settings/payments` },
    { name: 'team', path: `${org}/settings/team` },
    { name: 'api-test-not-connected', path: `/orgs/${empty.slug}/settings/api-test` },
    { name: 'api-log-empty', path: `/orgs/${empty.slug}/settings/api-log` },
    { name: 'audit-new-company', path: `/orgs/${empty.slug}/settings/audit` },
    { name: 'alarms', path: `/orgs/${empty.slug}/settings/alarms` },
    { name: 'payments-empty', path: `/orgs/${empty.slug}/payments` },
    { name: 'payments-month', path: `${org}/payments?when=this_month` },
    { name: 'payments-none-found', path: `${org}/payments?q=zzz` },
    { name: 'mailbox-empty', path: `/orgs/${empty.slug}/mailbox` },
    { name: 'not-found', path: `${org}/jobs/999999/information` },
  ])
})

test('sign-in and staff', async ({ browser }) => {
  test.setTimeout(480_000)
  await visit(await browser.newPage(), [{ name: 'sign-in', path: '/sign-in' }])
  await visit(await browserOf(browser, 'staff'), [
    { name: 'staff', path: '/staff/orgs' },
    { name: 'staff-new', path: '/staff/orgs/new' },
    { name: 'staff-org', path: '/staff/orgs/summit-ridge' },
    { name: 'staff-status', path: '/staff/status' },
    { name: 'staff-log', path: '/staff/log' },
    { name: 'staff-certification', path: '/staff/certification' },
    { name: 'account', path: '/account' },
  ])
})

test('the API tools and their logs', async ({ browser }) => {
  test.setTimeout(480_000)
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin')
  const settings = `/orgs/${company.slug}/settings`
  const send = () => page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.goto(`${settings}/api-test`)
  await look(page, 'api-test')
  await fault('GET /v4/customer', '500-before')
  await send()
  await expect(page.getByRole('heading', { name: /^500/ })).toBeVisible()
  await look(page, 'api-test-answer')
  await page.getByLabel('What to do').selectOption('Create a customer')
  await page.getByRole('button', { name: 'Fill in an empty object' }).click()
  await expect(page.getByLabel('Request body')).toHaveValue(/FirstName/)
  await send()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await look(page, 'api-test-confirm')
  await page.getByRole('button', { name: 'Send POST' }).click()
  await expect(page.getByRole('heading', { name: /^400/ })).toBeVisible()
  await page.getByLabel('URI').fill('/v4/customer/{customerId}')
  await page.getByLabel('Request body').fill('{\n  "FirstName": "Olivia"\n  "LastName": "Marsh"\n}')
  await send()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await look(page, 'api-test-errors')
  page.once('dialog', (dialog) => dialog.accept())
  await page.goto(`${settings}/api-log`)
  await look(page, 'api-log')
  await page.goto(`${settings}/audit`)
  await look(page, 'audit')
})
