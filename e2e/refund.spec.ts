import { expect, test } from '@playwright/test'
import { browserOf } from './support/app'
import { openPaymentPage, pressOffline, settledPayment, stateOf } from './support/payments'
import { ledgerOf } from './support/sandbox'

test('an admin refunds a settled payment; a contractor is told whom to ask', async ({ browser }) => {
  const { company, job, contractor, admin: page } = await settledPayment(browser)
  await openPaymentPage(contractor, company.slug, job)
  await expect(contractor.getByText('Only an owner, admin or bookkeeper of your company can refund it')).toBeVisible()
  await expect(contractor.getByRole('button', { name: 'Refund' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Refund', { exact: true })).toHaveValue('1,500.00')
  await expect(dialog.getByText(/credit of \$1,500\.00 on Visa 1111 within 3 to 5 business days/)).toBeVisible()
  await dialog.getByLabel('Refund', { exact: true }).fill('1,600')
  await dialog.getByRole('button', { name: 'Refund', exact: true }).click()
  await expect(dialog.getByText('at most $1,500.00').first()).toBeVisible()
  await dialog.getByRole('button', { name: /^All of it/ }).click()
  await dialog.getByRole('button', { name: 'Refund $1,500.00' }).click()
  await expect(dialog.getByRole('heading', { name: 'Refunded' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await expect(stateOf(page)).toHaveText('Refunded')
  await expect(page.getByText('The credit arrives')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Copy Credit at PaySimple/ })).toBeVisible()
  const ledger = await ledgerOf(company.apiUser)
  expect(ledger.map(({ status }) => status).sort()).toEqual(['Authorized', 'Reversed'])

  const bookkeeper = await browserOf(browser, 'bookkeeper')
  await bookkeeper.goto(`/orgs/${company.slug}/mailbox`)
  await expect(async () => {
    await bookkeeper.reload()
    await bookkeeper.getByRole('link', { name: /your refund of \$1,500\.00/ }).click({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await expect(bookkeeper.getByText(/on its way back to Visa ending in 1111/).first()).toBeVisible()
})

test('a refund that breaks off keeps its amount and its reason, and does no more when it is pressed again', async ({
  browser,
}) => {
  const { admin: page } = await settledPayment(browser)
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Refund', { exact: true }).fill('250')
  await dialog.getByLabel(/^Why/).fill('One window less')
  await pressOffline(page, 'Refund $1,500.00, charge $1,250.00 again')

  await page.getByRole('button', { name: 'Refund' }).click()
  await expect(dialog.getByLabel('Refund', { exact: true })).toHaveValue('250.00')
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('One window less')
  await dialog.getByRole('button', { name: 'Refund $1,500.00, charge $1,250.00 again' }).click()
  await expect(dialog.getByRole('heading', { name: /efunded/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('Refund of $250.00 requested')).toHaveCount(1)
  await expect(page.getByText('“One window less”')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Refund' })).toHaveCount(0)
})

test('a refund names no amount while the one typed cannot be refunded', async ({ browser }) => {
  const { admin: page } = await settledPayment(browser)
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  const amount = dialog.getByLabel('Refund', { exact: true })
  const seen = dialog.getByText('What the customer will see')
  await expect(seen).toBeVisible()
  const bounds = /Enter more than \$0\.00 and at most \$1,500\.00/
  await test.step('too much is said while it’s typed, the rest once the field is left', async () => {
    await amount.fill('1500.01')
    await expect(amount).toHaveAccessibleDescription(bounds)
    await amount.fill('200.00')
    await expect(amount).not.toHaveAccessibleDescription(bounds)
    await amount.fill('200.005')
    await amount.press('Enter')
    await expect(amount).toHaveAccessibleDescription(/Enter the amount in dollars and cents/)
    await amount.fill('0')
    await amount.blur()
    await expect(amount).toHaveAccessibleDescription(bounds)
  })
  for (const [typed, words] of [
    ['', bounds],
    ['0', bounds],
    ['abc', /Enter the amount in dollars and cents/],
    ['1500.01', bounds],
  ] as const) {
    await amount.fill(typed)
    await expect(seen).toHaveCount(0)
    await expect(dialog.getByText(/The customer sees a credit/)).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Refund', exact: true }).click()
    await expect(amount).toHaveAccessibleDescription(words)
    await expect(amount).toBeFocused()
  }
  await amount.fill('1500')
  await expect(dialog.getByText(/The customer sees a credit of \$1,500\.00/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Refund $1,500.00' })).toBeVisible()
})
