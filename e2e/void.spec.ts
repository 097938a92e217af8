import { expect, test } from '@playwright/test'
import { openPaymentPage, stateOf, takenPayment } from './support/payments'
import { clearFaults, fault, ledgerOf } from './support/sandbox'

test.afterEach(() => clearFaults())

test('a contractor voids a payment: one press too many changes nothing, and the customer is told', async ({
  browser,
}) => {
  const { company, job, contractor: page } = await takenPayment(browser)
  await openPaymentPage(page, company.slug, job)
  await expect(stateOf(page)).toHaveText('Authorized')
  await expect(page.getByText(/^Can be voided until/)).toBeVisible()

  await page.getByRole('button', { name: 'Void this payment' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/pending charge of \$1,500\.00 disappears/)).toBeVisible()
  await dialog.getByLabel(/^Why/).fill('Wrong job')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).dblclick()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await expect(stateOf(page)).toHaveText('Voided')
  await expect(page.getByText('Void asked for')).toBeVisible()
  await expect(page.getByText('“Wrong job”')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Void this payment' })).toHaveCount(0)
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])

  await page.getByRole('link', { name: /^Read it \(E-mail about the void/ }).click({ timeout: 20_000 })
  await expect(page.getByRole('heading', { name: /your payment of \$1,500\.00 was canceled/ })).toBeVisible({
    timeout: 20_000,
  })
})

test('a void whose answer is lost says that it is checking, and ends by itself', async ({ browser }) => {
  const { company, job, contractor: page } = await takenPayment(browser)
  await openPaymentPage(page, company.slug, job)
  await fault('PUT /v4/payment/*/void', 'reset-after')
  await page.getByRole('button', { name: 'Void this payment' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByText('Checking, do not repeat')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(stateOf(page)).toHaveText('Voided', { timeout: 30_000 })
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])
})
