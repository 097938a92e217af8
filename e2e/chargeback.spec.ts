import { expect, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog, openPaymentSection } from './support/app'
import { syncNow } from './support/data'
import { advanceDays, ledgerOf, setStatus } from './support/sandbox'

test('a chargeback arrives next month: the job says so by itself and owes the amount again', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 400_000)
  await fillDialog(dialog, { amount: '1,500.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$1,500\.00/ })).toBeVisible()
  const section = await openPaymentSection(page, company.slug, job)
  const pill = (status: string) => section.getByText(status, { exact: true }).filter({ visible: true }).first()
  const owed = (amount: string) => section.locator('dl').first().getByText(amount, { exact: true })
  await expect(pill('Authorized')).toBeVisible()
  await expect(owed('$2,500.00')).toBeVisible()

  await advanceDays(1)
  await syncNow(company)
  await expect(pill('Settled')).toBeVisible()
  await advanceDays(30)
  const [row] = await ledgerOf(company.apiUser)
  await setStatus(row?.id ?? 0, 'Chargeback')
  await syncNow(company)
  await expect(pill('Chargeback')).toBeVisible()
  await expect(section.getByRole('row', { name: /disputed this payment/ })).toHaveCount(1)
  await expect(owed('$2,500.00')).toHaveCount(0)
  await expect(owed('$4,000.00').first()).toBeVisible()

  const admin = await browserOf(browser, 'admin')
  await admin.goto(`/orgs/${company.slug}/payments`)
  await expect(admin.getByRole('heading', { name: 'Needs attention' })).toBeVisible()
  await expect(admin.getByText('Chargeback: $1,500.00 on Visa 1111')).toBeVisible()
  await admin.getByRole('button', { name: 'Acknowledge' }).click()
  await admin.getByLabel(/^What you’re doing about it/).fill('Sent the signed agreement')
  await admin.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await expect(admin.getByText('Chargeback: $1,500.00')).toHaveCount(0)
  await expect(admin.getByRole('row', { name: /Chargeback/ })).toBeVisible()
})
