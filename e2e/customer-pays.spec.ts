import { type Browser, expect, type Page, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { browserOf, complete, createCompany, fillDialog, openPaymentSection } from './support/app'
import { createJob, type TestOrg, withDatabase } from './support/data'
import { mintLink, type TestLink } from './support/links'
import { openPage } from './support/pages'
import { ledgerOf } from './support/sandbox'

// A customer pays on their own page, on their own device.

/** A browser that has opened a customer's link, on its page. */
async function atLink(browser: Browser, link: TestLink): Promise<Page> {
  const page = await openPage(browser)
  const [name = '', value = ''] = link.cookie.split('=')
  await page.context().addCookies([{ name, value, url: stackInfo().appUrl, httpOnly: true, sameSite: 'Lax' }])
  await page.goto(`/c/${link.id}`)
  return page
}
const payDialog = (page: Page) => page.getByRole('dialog', { name: 'Pay' })
async function openPay(page: Page) {
  await page
    .getByRole('button', { name: /^Pay\b/ })
    .first()
    .click()
  const dialog = payDialog(page)
  await expect(dialog.getByLabel('Amount')).toBeVisible()
  return dialog
}
const rowsOf = (org: TestOrg) =>
  withDatabase(async (client) => {
    const text =
      'select taken_by_id, link_id, taken_by_name, sec_code, taken_on from payment where org_id = $1 order by created_at'
    return (await client.query(text, [org.id])).rows
  })

test('by card, while somebody of the same household pays: told what is owed now, then charged once', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000)
  const [olivia, noah] = [await mintLink(company, job), await mintLink(company, job, 'noah@example.com')]
  const [hers, his] = [await atLink(browser, olivia), await atLink(browser, noah)]
  const [dialog, other] = [await openPay(hers), await openPay(his)]
  // Their own browser may fill in what is theirs.
  await expect(dialog.getByLabel('Card number')).toHaveAttribute('autocomplete', 'cc-number')
  await expect(dialog.getByLabel('Name on card')).toHaveValue('Olivia Marsh')
  await expect(dialog.getByText(/^I authorize /)).toBeVisible()
  await fillDialog(other, { amount: '4,000.00' })
  await complete(other)
  await expect(other.getByRole('heading', { name: /^\$4,000\.00 on Visa 1111\./ })).toBeVisible()
  for (const link of await other.getByRole('link').all())
    expect(await link.getAttribute('href')).not.toContain('/orgs/')

  await fillDialog(dialog, { amount: '4,000.00' })
  await complete(dialog)
  await expect(dialog.getByText(/balance due changed.*Nothing was charged.*\$6,000\.00 now/).first()).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
  await dialog.getByLabel('Amount').fill('6,000.00')
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$6,000\.00 on Visa 1111\./ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  expect(await ledgerOf(company.apiUser)).toHaveLength(2)
  expect(await rowsOf(company)).toMatchObject([
    { taken_by_id: null, link_id: noah.id, taken_on: 'agreement' },
    { taken_by_id: null, link_id: olivia.id, taken_by_name: 'Olivia Marsh' },
  ])
  const section = await openPaymentSection(await browserOf(browser, 'contractor'), company.slug, job)
  await expect(section.getByText('Olivia Marsh, by their link').first()).toBeVisible()
})

test('by bank account, as somebody authorizes it online', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000)
  const link = await mintLink(company, job)
  const page = await atLink(browser, link)
  const dialog = await openPay(page)
  await dialog.getByText('Bank account', { exact: true }).click()
  await expect(dialog.getByText(/How did the customer authorize/)).toHaveCount(0)
  await expect(
    dialog.getByText(/By pressing “Complete Payment” I authorize .* to debit \$10,000\.00 once/),
  ).toBeVisible()
  await dialog.getByLabel('Amount').fill('1,000.00')
  await dialog.getByLabel('Routing number').fill('131111114')
  await dialog.getByLabel('Account number').fill('751111111')
  await dialog.getByLabel('Bank name').fill('First Bank')
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$1,000\.00 from First Bank/ })).toBeVisible()
  expect(await rowsOf(company)).toMatchObject([{ sec_code: 'Web', link_id: link.id }])
})

for (const [how, column] of [
  ['is revoked', 'revoked_at'],
  ['expires', 'expires_at'],
])
  test(`a link that ${how} while its payment is filled in pays nothing`, async ({ browser }) => {
    const company = await createCompany(browser)
    const link = await mintLink(company, await createJob(company, 1_000_000))
    const page = await atLink(browser, link)
    const dialog = await openPay(page)
    await withDatabase((client) => client.query(`update customer_link set ${column} = now() where id = $1`, [link.id]))
    await fillDialog(dialog, { amount: '2,000.00' })
    await complete(dialog)
    await expect(dialog.getByText(/This link no longer works, so nothing was done/).first()).toBeVisible()
    await expect(dialog.getByRole('link', { name: /Sign in/ })).toHaveCount(0)
    expect(await ledgerOf(company.apiUser)).toEqual([])
  })

test('an answer that is lost is followed on the customer’s own page', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000)
  const link = await mintLink(company, job)
  const page = await atLink(browser, link)
  const dialog = await openPay(page)
  await fillDialog(dialog, { amount: '500.00' })
  await page.route('**/c/*', async (route, request) => {
    if (request.method() !== 'POST') return route.continue()
    await route.fetch()
    return route.abort()
  })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$500\.00 on Visa 1111\./ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})
