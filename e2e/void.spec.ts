import { expect, test } from '@playwright/test'
import { killWorker, startWorker } from '@/tools/testing/stack-info'
import { browserOf, openPaymentSection } from './support/app'
import { openPaymentPage, pressOffline, stateOf, takenPayment, typedVoid } from './support/payments'
import { clearFaults, fault, ledgerOf } from './support/sandbox'

test.afterEach(() => clearFaults())

test('a contractor voids a payment: one press too many changes nothing, and the customer is told', async ({
  browser,
}) => {
  const { company, job, contractor: page } = await takenPayment(browser)
  await openPaymentPage(page, company.slug, job)
  await expect(stateOf(page)).toHaveText('Authorized')
  await expect(page.getByText(/^You can void it until/)).toBeVisible()

  await page.getByRole('button', { name: 'Void this payment' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/pending charge of \$1,500\.00 disappears/)).toBeVisible()
  await dialog.getByLabel(/^Why/).fill('Wrong job')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).dblclick()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await expect(stateOf(page)).toHaveText('Voided')
  await expect(page.getByText('Void requested')).toBeVisible()
  await expect(page.getByText('“Wrong job”')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Void this payment' })).toHaveCount(0)
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])

  await page.getByRole('link', { name: /^Read it \(Void email/ }).click()
  await expect(page.getByRole('heading', { name: /your payment of \$1,500\.00 was canceled/ })).toBeVisible({
    timeout: 60_000,
  })
})

test('a void whose answer is lost says so on every screen, and ends by itself, in the dialog too', async ({
  browser,
}) => {
  const { company, job, contractor: page } = await takenPayment(browser)
  const other = await openPaymentSection(await browserOf(browser, 'bookkeeper'), company.slug, job)
  await openPaymentPage(page, company.slug, job)
  await killWorker() // or it would be known before everybody has looked
  await fault('PUT /v4/payment/*/void', 'reset-after')
  await page.getByRole('button', { name: 'Void this payment' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByText('Confirming', { exact: true })).toBeVisible()
  await expect(other.getByRole('row', { name: /Confirming the void/ })).toBeVisible()
  await startWorker()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(stateOf(page)).toHaveText('Voided')
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])
})

test('a void that breaks off keeps its reason', async ({ browser }) => {
  const { company, page, dialog } = await typedVoid(browser)
  await pressOffline(page, 'Void $1,500.00')

  await page.getByRole('button', { name: 'Void this payment' }).click()
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('Wrong job')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])
})
