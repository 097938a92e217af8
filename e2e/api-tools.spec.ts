import { expect, type Locator, type Page, test } from '@playwright/test'
import { can } from '@/lib/orgs/roles'
import { readLog } from '@/tools/testing/stack-info'
import { browserOf, type Company, createCompany } from './support/app'
import { createOrg, withDatabase } from './support/data'
import { takenPayment } from './support/payments'
import { countRequests, fault } from './support/sandbox'

// The API log, the audit log, and the API Test Tool in the app.

const openTool = async (page: Page, { slug }: Pick<Company, 'slug'>) => {
  await page.goto(`/orgs/${slug}/settings/api-test`)
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled()
}
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click()
const contentOf = (page: Page): Locator => page.getByLabel('Response content', { exact: true })

async function confirm(page: Page, title: string, button: string) {
  const dialog = page.getByRole('alertdialog', { name: title })
  await expect(dialog.getByText('This changes data in the sandbox')).toBeVisible()
  await dialog.getByRole('button', { name: button }).click()
}

/** What the audit log has of the tool's calls, the newest first. */
const callsIn = (page: Page) => page.getByRole('row').filter({ hasText: 'Called PaySimple by hand' })

test('a failed call is in the API log with its TraceCode, and what was done is in the audit log', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin', { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(`/orgs/${company.slug}/settings/api-log`)
  await expect(page.getByText('No failed calls')).toBeVisible()

  await openTool(page, company)
  await fault('GET /v4/customer', '500-before')
  await send(page)
  await expect(page.getByRole('heading', { name: /^500/ })).toBeFocused()
  const traceCode = /"TraceCode": "(\w+)"/.exec(await contentOf(page).inputValue())?.[1]
  expect(traceCode).toMatch(/^API/)

  await page.getByRole('link', { name: 'API log' }).click()
  const row = page.getByRole('row').filter({ hasText: String(traceCode) })
  await expect(row).toContainText('Failed at PaySimple (500)')
  await expect(row).toContainText('GET /v4/customer')
  await expect(row).toContainText(/\d ms/)
  await row.getByRole('button', { name: `Copy TraceCode ${traceCode}` }).click()
  await expect(row.getByText('Copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(traceCode)

  await page.getByRole('link', { name: 'Audit log' }).click()
  const call = callsIn(page).first()
  await expect(call).toContainText('Called PaySimple by hand')
  await expect(call).toContainText('GET /v4/customerAnswered 500')
  await expect(call).toContainText('Dana Whitfield')
  const credentials = page.getByRole('row').filter({ hasText: 'Entered the PaySimple credentials' })
  await expect(credentials).toContainText('Entered the PaySimple credentials')
  await expect(credentials).toContainText(company.apiUser)
  await expect(credentials).toContainText(`…${company.apiKey.slice(-4)}`)
  expect(await page.content()).not.toContain(company.apiKey)
})

test('the API Test Tool lists and creates customers, and asks before it changes anything', async ({ browser }) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin')
  await openTool(page, company)
  await send(page)
  await expect(page.getByRole('heading', { name: '200 OK' })).toBeFocused()
  await expect(contentOf(page)).toHaveValue(/"TotalItems": 0/)
  await expect(page.getByLabel('Response header')).toHaveValue(/content-type: application\/json/)

  await page.getByLabel('What to do').selectOption('Create a customer')
  await expect(page.getByLabel('Method')).toHaveValue('POST')
  const body = page.getByLabel('Request body')
  await body.fill('my own words')
  await page.getByRole('button', { name: 'Fill in an empty object' }).click()
  await expect(body).toHaveValue(/"FirstName": null/)
  await page.getByRole('button', { name: 'Put back what was there' }).click()
  await expect(body).toHaveValue('my own words')
  await page.getByRole('button', { name: 'Fill in an empty object' }).click()
  await expect(body).toHaveValue(/"FirstName": null/)
  const filled = (await body.inputValue())
    .replace('"FirstName": null', '"FirstName": "Olivia"')
    .replace('"LastName": null', '"LastName": "Marsh"')
    .replace('"ShippingSameAsBilling": null', '"ShippingSameAsBilling": true')
  await body.fill(filled)

  await send(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Don’t send' }).click()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  expect(await countRequests(company.apiUser, 'POST', '/v4/customer')).toBe(0)
  await send(page)
  await confirm(page, 'Create a customer?', 'Send POST')
  await expect(page.getByRole('heading', { name: '201 Created' })).toBeFocused()
  await expect(contentOf(page)).toHaveValue(/"FirstName": "Olivia"/)
  await expect(body).toHaveValue(filled)
  expect(await countRequests(company.apiUser, 'POST', '/v4/customer')).toBe(1)

  await page.getByLabel('What to do').selectOption('Take a payment')
  await send(page)
  const money = page.getByRole('alertdialog', { name: 'Take a payment?' })
  await expect(money.getByText('made with the API Test Tool by you')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(money).toHaveCount(0)
  expect(await countRequests(company.apiUser, 'POST', '/v4/payment')).toBe(0)

  await page.getByRole('link', { name: 'Audit log' }).click()
  await expect(page.getByText('POST /v4/customer').first()).toBeVisible()
  await expect(callsIn(page).first()).toContainText('Answered 201')
  await expect(callsIn(page).nth(1)).toContainText('Sent')
  expect(await page.content()).not.toContain('Olivia')
})

test('nothing but the API is called, and broken JSON is not sent', async ({ browser }) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin')
  await openTool(page, company)
  const before = await countRequests(company.apiUser, 'GET', '/')
  for (const path of [
    '//evil',
    'https://evil.example/v4/customer',
    '/v4/../_sandbox/ledger',
    '/v4/customer/{customerId}',
  ]) {
    await page.getByLabel('URI').fill(path)
    await send(page)
    await expect(page.getByLabel('URI')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('URI')).toHaveValue(path)
  }
  expect(await countRequests(company.apiUser, 'GET', '/')).toBe(before)

  await page.getByLabel('URI').fill('/v4/customer')
  await page.getByLabel('Method').selectOption('POST')
  const body = page.getByLabel('Request body')
  await body.fill('{\n  "FirstName": "Olivia"\n  "LastName": "Marsh"\n}')
  await send(page)
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page.getByText('Line 3: A comma or } is missing before "LastName"').first()).toBeVisible()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await body.fill('{\n  "FirstName": "Olivia"\n}')
  await expect(page.getByText('Line 3')).toHaveCount(0)
  expect(await countRequests(company.apiUser, 'POST', '/')).toBe(0)

  // What is typed is not left behind without a question.
  page.once('dialog', (dialog) => dialog.dismiss())
  await page.getByRole('link', { name: 'API log' }).click()
  await expect(body).toHaveValue(/Olivia/)
})

test('a card typed into the tool is in no log and no address', async ({ browser }) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'admin')
  await openTool(page, company)
  await page.getByLabel('What to do').selectOption('Add a card')
  await page
    .getByLabel('Request body')
    .fill('{"CustomerId": 1, "CreditCardNumber": "5454545454545454", "ExpirationDate": "12/2035", "CVV": "7392"}')
  await page.getByLabel('Request body').press('Tab')
  await send(page)
  await confirm(page, 'Add a card?', 'Send POST')
  await expect(page.getByRole('heading', { name: /^400/ })).toBeFocused()
  expect(page.url()).toMatch(/\/settings\/api-test$/)
  expect(readLog()).not.toContain('5454545454545454')
  await page.getByLabel('URI').fill('/v4/account/creditcard/5454545454545454')
  await send(page)
  await expect(page.getByText('Don’t put a card number in the URI').first()).toBeVisible()
})

test('fault 19: a payment made with the tool says how much from which account before, and whose it was after', async ({
  browser,
}) => {
  const { company } = await takenPayment(browser)
  const page = await browserOf(browser, 'admin')
  const account = await withDatabase(async (client) => {
    const { rows } = await client.query('select paysimple_account_id as id from payment where org_id = $1', [
      company.id,
    ])
    return rows[0].id as string
  })
  await openTool(page, company)
  await page.getByLabel('What to do').selectOption('Take a payment')
  await page.getByLabel('Request body').fill(`{"AccountId": ${account}, "Amount": 123.45}`)
  await send(page)
  const dialog = page.getByRole('alertdialog', { name: 'Take a payment?' })
  await expect(dialog.getByText('Amount $123.45')).toBeVisible()
  await expect(dialog.getByText(`Account ${account}, Visa ending in 1111`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Send POST' }).click()
  await expect(page.getByRole('heading', { name: '201 Created' })).toBeFocused()
  await page.getByRole('link', { name: 'Audit log' }).click()
  await expect(callsIn(page).nth(1)).toContainText(`Sent. Amount $123.45. Account ${account}, Visa ending in 1111`)
  await page.goto(`/orgs/${company.slug}/payments`)
  await expect(page.getByText('Payment made with the API Test Tool: $123.45')).toBeVisible()
  await expect(page.getByText('Dana Whitfield made it with the API Test Tool.')).toBeVisible()
})

test('only owners and admins call PaySimple or see the audit log; staff see the connection and its failures', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const pages = { integration: 'integration:manage', 'api-log': 'integration:manage', audit: 'audit:read' } as const
  const all = { ...pages, 'api-test': 'api:test', team: 'company:manage', payments: 'company:manage' } as const
  for (const [person, role] of [
    ['admin', 'owner'],
    ['staff', 'staff'],
    ['contractor', 'contractor'],
    ['bookkeeper', 'bookkeeper'],
  ] as const) {
    const { request } = await browserOf(browser, person)
    for (const [name, permission] of Object.entries(all)) {
      const status = (await request.get(`/orgs/${company.slug}/settings/${name}`)).status()
      expect([person, name, status]).toEqual([person, name, can(role, permission) ? 200 : 404])
    }
  }
  const staff = await browserOf(browser, 'staff')
  await staff.goto(`/orgs/${company.slug}/settings/integration`)
  const tabs = staff.getByRole('navigation', { name: 'Settings' }).getByRole('link')
  await expect(tabs).toHaveText(['Integration', 'API log'])

  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${(await createOrg()).slug}/settings/api-test`)
  await expect(page.getByText('PaySimple isn’t connected yet')).toBeVisible()
  await page.getByRole('link', { name: 'Go to Integration' }).click()
  await expect(page.getByLabel('User Name (API User ID)')).toBeVisible()
})
