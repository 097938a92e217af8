import { expect, test } from '@playwright/test'
import { killWorker, startWorker } from '@/tools/testing/stack-info'
import { atTheTable, browserOf, complete, fillDialog } from './support/app'
import { openPaymentPage, stateOf } from './support/payments'
import { clearFaults, fault, ledgerOf } from './support/sandbox'

test.afterEach(() => clearFaults())

test('with the worker gone, a person asks PaySimple and sees what came back', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 400_000)
  await killWorker()
  try {
    await fault('POST /v4/payment', 'reset-after')
    await fillDialog(dialog)
    await complete(dialog)
    await expect(dialog.getByText('Confirming. Don’t charge again', { exact: true }).last()).toBeVisible()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await openPaymentPage(page, company.slug, job)
    await expect(stateOf(page)).toHaveText('Confirming')
    await expect(page.getByRole('button', { name: 'It was not charged' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Check with PaySimple now' }).click()
    await expect(stateOf(page)).toHaveText('Authorized')
    await expect(page.getByText('Marco Reyes · checked with PaySimple')).toBeVisible()
    expect(await ledgerOf(company.apiUser)).toHaveLength(1)
  } finally {
    await startWorker()
  }
})

test('what PaySimple leaves pending is decided by an admin, with a reason that is kept', async ({ browser }) => {
  const { company, job, page: contractor, dialog } = await atTheTable(browser, 400_000)
  await fault('POST /v4/payment', 'pending')
  await fillDialog(dialog)
  await complete(dialog)
  await expect(dialog.getByText('Confirming. Don’t charge again', { exact: true }).last()).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await openPaymentPage(contractor, company.slug, job)
  await expect(contractor.getByText('An owner or admin of your company can decide it')).toBeVisible()

  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/payments`)
  await page.getByRole('link', { name: 'See what you can do' }).click()
  await page.getByRole('button', { name: 'It was charged' }).click()
  const asked = page.getByRole('dialog')
  await asked.getByLabel('PaySimple’s payment number').fill('999999999')
  await asked.getByLabel('How do you know?').fill('Seen on their screen')
  await asked.getByRole('button', { name: 'Confirm it was charged' }).click()
  await expect(asked.getByText('no payment with this number').first()).toBeVisible()
  await asked.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'It was not charged' }).click()
  await asked.getByRole('button', { name: 'Confirm it was not charged' }).click()
  await expect(asked.getByText('Say in a few words how you know.').first()).toBeVisible()
  await asked.getByLabel('How do you know?').fill('Their support says that it never went out')
  await asked.getByRole('button', { name: 'Confirm it was not charged' }).click()
  await expect(stateOf(page)).toHaveText('Not charged')
  await expect(page.getByText('Their support says that it never went out')).toBeVisible()
  await page.goto(`/orgs/${company.slug}/settings/audit`)
  await expect(page.getByText('Decided an unconfirmed payment')).toBeVisible()
})
