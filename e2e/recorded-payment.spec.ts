import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { isRead } from './support/actions'
import { browserOf, createCompany, openPaymentSection } from './support/app'
import { createJob, withDatabase } from './support/data'

// A check that the contractor was handed: recorded on a tablet, corrected, printed.

const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true }

async function atTheJob(browser: Browser) {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor', TABLET)
  const section = await openPaymentSection(page, company.slug, job)
  return { company, job, page, section }
}

/** A second browser on the job that sees everything by itself, and is never loaded again. */
async function bystander(browser: Browser, slug: string, job: { id: string; number: number }) {
  const page = await browserOf(browser, 'bookkeeper')
  const connected = page.waitForResponse((response) => response.url().endsWith(`/api/live/${slug}`) && response.ok())
  const section = await openPaymentSection(page, slug, job)
  await connected
  let loads = 0
  page.on('load', () => loads++)
  return { page, section, loads: () => loads }
}

const owed = (section: Locator) => section.locator('dl').first().locator('div').filter({ hasText: 'Balance due' })
const pill = (section: Locator, word: string) => section.getByText(word, { exact: true }).filter({ visible: true })

async function openRecord(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Record a payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record a payment' })
  await expect(dialog.getByLabel('Amount')).toBeVisible()
  return dialog
}

test('a check is recorded, seen elsewhere at once, corrected, and its receipt printed', async ({ browser }) => {
  const { company, job, page, section } = await atTheJob(browser)
  const other = await bystander(browser, company.slug, job)
  await expect(owed(other.section)).toContainText('$5,000.00')
  await expect(other.page.getByRole('button', { name: 'Record a payment' })).toHaveCount(0)

  await test.step('recorded, by pressing twice as fast as one can', async () => {
    const dialog = await openRecord(page)
    await expect(dialog.getByRole('radio', { name: 'Check' })).toBeChecked()
    await dialog.getByLabel('Amount').fill('1,500')
    await dialog.getByLabel('Check number').fill('1042')
    await dialog.getByRole('button', { name: 'Record $1,500.00' }).dblclick()
    await expect(dialog.getByRole('heading', { name: '$1,500.00 recorded' })).toBeVisible()
    await expect(dialog.getByText('Check 1042. The balance due is $3,500.00.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
  })

  await test.step('on both screens', async () => {
    for (const each of [section, other.section]) {
      await expect(owed(each)).toContainText('$3,500.00')
      await expect(pill(each, 'Recorded')).toHaveCount(1)
      await expect(each.getByText('Check 1042', { exact: true }).filter({ visible: true })).toHaveCount(1)
    }
    await other.page.goto(`/orgs/${company.slug}/payments?status=recorded`)
    await expect(other.page.getByRole('table').getByText('Check 1042').filter({ visible: true })).toHaveCount(1)
    await other.page.goBack()
  })

  await test.step('the receipt', async () => {
    await section.getByRole('link', { name: 'View receipt' }).filter({ visible: true }).click()
    const receipt = page.getByRole('article')
    await expect(receipt.getByText(/^Check 1042, received \w+ \d+, 2\d{3}\.$/)).toBeVisible()
    await expect(receipt).toContainText('Balance due$3,500.00')
    await expect(receipt).not.toContainText(/authorized|settled|reference/i)
    await expect(page.getByRole('link', { name: 'Receipt as PDF' })).toBeVisible()
    await page.getByRole('link', { name: 'Back to the job' }).click()
  })

  await test.step('corrected in one step', async () => {
    await section
      .getByRole('link', { name: /^Details/ })
      .filter({ visible: true })
      .click()
    await page.getByRole('button', { name: 'Correct' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Amount').fill('1,050')
    await dialog.getByRole('button', { name: 'Record $1,050.00 instead' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Say in a few words why.')
    await dialog.getByLabel('Why it’s corrected').fill('Digits swapped')
    await dialog.getByRole('button', { name: 'Record $1,050.00 instead' }).click()
    await expect(dialog.getByRole('heading', { name: 'Corrected' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('button', { name: 'Correct' })).toHaveCount(0)
    await expect(page.getByText('No longer counts: corrected by', { exact: false }).first()).toBeVisible()
    await expect(owed(other.section)).toContainText('$3,950.00')
    for (const word of ['Recorded', 'Correction', 'Corrected']) await expect(pill(other.section, word)).toHaveCount(1)
  })

  const rows = await withDatabase((client) =>
    client.query<{ cents: number }>(
      'select amount_cents as cents from recorded_payment where org_id = $1 order by created_at',
      [company.id],
    ),
  )
  expect(rows.rows.map(({ cents }) => cents)).toEqual([150_000, -150_000, 105_000])
})

test('a bookkeeper takes out a check that came back, and may not record another', async ({ browser }) => {
  const { company, job, page, section } = await atTheJob(browser)
  const dialog = await openRecord(page)
  await dialog.getByLabel('Amount').fill('1,500')
  await dialog.getByLabel('Check number').fill('1042')
  await dialog.getByRole('button', { name: 'Record $1,500.00' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(owed(section)).toContainText('$3,500.00')

  const other = await bystander(browser, company.slug, job)
  await other.section
    .getByRole('link', { name: /^Details/ })
    .filter({ visible: true })
    .click()
  await other.page.getByRole('button', { name: 'Correct' }).click()
  const correcting = other.page.getByRole('dialog')
  await expect(correcting.getByRole('radio', { name: /Remove it/ })).toBeChecked()
  await expect(correcting.getByRole('radio', { name: /Fix the details/ })).toHaveCount(0)
  await correcting.getByRole('radio', { name: /It came back/ }).check()
  const day = correcting.getByLabel('Came back on')
  await expect(day).toHaveValue(/^2\d{3}-\d\d-\d\d$/)
  await correcting.getByLabel('Why it’s corrected').fill('The check bounced')
  const today = await day.inputValue()
  await day.fill('2020-01-01')
  await correcting.getByRole('button', { name: 'Take $1,500.00 out of the balance' }).click()
  await expect(correcting.getByRole('alert')).toContainText('so it can’t have come back before that')
  await day.fill(today)
  await correcting.getByRole('button', { name: 'Take $1,500.00 out of the balance' }).click()
  await expect(correcting.getByRole('heading', { name: 'Recorded as returned' })).toBeVisible()
  await expect(owed(section)).toContainText('$5,000.00')
  for (const word of ['Returned', 'Return']) await expect(pill(section, word)).toHaveCount(1)
})

test('more than is owed is asked about, by keyboard alone, and what was typed stays', async ({ browser }) => {
  const { page, section } = await atTheJob(browser)
  const dialog = await openRecord(page)
  await dialog.getByLabel('Amount').fill('6,000')
  await dialog.getByLabel('Amount').press('Enter')
  await dialog.getByRole('radio', { name: 'Cash' }).check()
  await expect(dialog.getByLabel('Check number')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Record $6,000.00' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText(
    /This overpays job \d+ by \$1,000\.00\. If that’s right, press “Record \$6,000\.00 anyway”\./,
  )
  await expect(dialog.getByLabel('Amount')).toHaveValue('6,000.00')
  await dialog.getByRole('button', { name: 'Record $6,000.00 anyway' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: '$6,000.00 recorded' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(section.getByText('Overpaid by $1,000.00')).toBeVisible()
})

test('a question about other facts goes once something else is typed', async ({ browser }) => {
  const { page } = await atTheJob(browser)
  await openRecord(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount').fill('99,999')
  await dialog.getByRole('button', { name: 'Record $99,999.00' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This overpays')
  await dialog.getByLabel('Amount').fill('12.00')
  await expect(dialog.getByRole('button', { name: 'Record $12.00', exact: true })).toBeVisible()
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Record $12.00' }).click()
  await expect(dialog.getByRole('heading', { name: '$12.00 recorded' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page
    .getByRole('link', { name: /^Details/ })
    .filter({ visible: true })
    .click()
  await page.getByRole('button', { name: 'Correct' }).click()
  await dialog.getByLabel('Amount').fill('99,999')
  await dialog.getByLabel('Why it’s corrected').fill('Digits swapped')
  await dialog.getByRole('button', { name: 'Record $99,999.00 instead' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This overpays')
  await dialog.getByRole('radio', { name: /Remove it/ }).check()
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Take $12.00 out of the balance', exact: true })).toBeVisible()
})

test('an answer that doesn’t arrive: the same form pressed again records once', async ({ browser }) => {
  const { company, page, section } = await atTheJob(browser)
  const dialog = await openRecord(page)
  await dialog.getByRole('radio', { name: 'Other' }).check()
  await dialog.getByLabel('What it was').fill('Zelle')
  await dialog.getByLabel('Amount').fill('200')
  let lost = 0
  await page.route('**/information', async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await dialog.getByRole('button', { name: 'Record $200.00' }).click()
  await expect(dialog.getByRole('alert')).toContainText('the same form records it only once')
  await dialog.getByRole('button', { name: 'Record $200.00' }).click()
  await expect(dialog.getByRole('heading', { name: '$200.00 recorded' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(section.getByText('Zelle', { exact: true }).filter({ visible: true })).toHaveCount(1)
  const { rowCount } = await withDatabase((client) =>
    client.query('select 1 from recorded_payment where org_id = $1', [company.id]),
  )
  expect(rowCount).toBe(1)
})

test('the same again, before the page has been read again, is asked about and recorded as another', async ({
  browser,
}) => {
  const { company, page } = await atTheJob(browser)
  await page.route('**/information*', (route, request) => (isRead(request) ? undefined : route.fallback()))
  const record = async () => {
    const dialog = await openRecord(page)
    await dialog.getByRole('radio', { name: 'Cash' }).check()
    await dialog.getByLabel('Amount').fill('500')
    await dialog.getByRole('button', { name: 'Record $500.00', exact: true }).click()
    return dialog
  }
  const first = await record()
  await expect(first.getByRole('heading', { name: '$500.00 recorded' })).toBeVisible()
  await first.getByRole('button', { name: 'Done' }).click()
  const second = await record()
  await expect(second.getByText(/already recorded \$500\.00/)).toBeVisible()
  await second.getByRole('button', { name: 'Record $500.00 anyway' }).click()
  await expect(second.getByRole('heading', { name: '$500.00 recorded' })).toBeVisible()
  const { rowCount } = await withDatabase((client) =>
    client.query('select 1 from recorded_payment where org_id = $1', [company.id]),
  )
  expect(rowCount).toBe(2)
})
