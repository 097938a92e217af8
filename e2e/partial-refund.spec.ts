import { expect, test } from '@playwright/test'
import { settledPayment, stateOf } from './support/payments'
import { clearFaults, fault, ledgerOf } from './support/sandbox'

test.afterEach(() => clearFaults())

test('a partial refund: the whole is refunded, the rest is charged again', async ({ browser }) => {
  const { company, admin: page } = await settledPayment(browser)
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Refund', { exact: true }).fill('500')
  await expect(dialog.getByText(/\$1,000\.00 you keep is charged again on Visa 1111.*two lines/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Refund $1,500.00, charge $1,000.00 again' }).click()
  await expect(
    dialog.getByRole('heading', {
      name: /^(Refunded|\$1,500\.00 is refunded, and \$1,000\.00 is being charged again)$/,
    }),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('Refund of $500.00 requested')).toBeVisible()
  await page.getByRole('link', { name: /^See that payment/ }).click()
  await expect(page.getByRole('heading', { name: 'Payment of $1,000.00' })).toBeVisible()
  await expect(stateOf(page)).toHaveText('Authorized')
  await expect(page.getByRole('link', { name: /The payment of \$1,500\.00/ })).toBeVisible()
  const ledger = await ledgerOf(company.apiUser)
  expect(ledger.filter(({ status, orderId }) => status === 'Authorized' && orderId)).toHaveLength(1)
})

test('the second half does not arrive: shown everywhere, charged again by a person, complete', async ({ browser }) => {
  const { company, job, admin: page } = await settledPayment(browser)
  await fault('POST /v4/payment', '401')
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Refund', { exact: true }).fill('500')
  await dialog.getByRole('button', { name: 'Refund $1,500.00, charge $1,000.00 again' }).click()
  // Whoever comes first charges it, the click or the worker: nothing is called done before both halves are.
  await expect(dialog.getByText(/^(Incomplete refund|Confirming)$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  const incomplete = 'Incomplete refund: $1,000.00 wasn’t charged again'
  await expect(page.getByText(incomplete)).toBeVisible()
  await expect(page.getByText(/The \$1,000\.00 you keep wasn’t charged again\./)).toBeVisible()
  await expect(page.getByText('$1,000.00 wasn’t charged again', { exact: true })).toBeVisible()
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/information`)
  await expect(page.getByText(incomplete)).toBeVisible()
  await expect(
    page
      .getByText(/This was meant to be the part you keep of a refunded payment\./)
      .filter({ visible: true })
      .last(),
  ).toBeVisible()
  await page.getByRole('link', { name: /Payments.*1 need attention/ }).click()
  await expect(page.getByRole('heading', { name: 'Payments', exact: true })).toBeVisible() // the page before says it too
  await expect(page.getByText(incomplete)).toBeVisible()

  await page.getByRole('button', { name: 'Charge $1,000.00 again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Charge $1,000.00', exact: true }).click()
  await expect(page.getByText(incomplete)).toHaveCount(0)
  await expect(page.getByText('need attention')).toHaveCount(0)
  const ledger = await ledgerOf(company.apiUser)
  expect(ledger.filter(({ status, orderId }) => status === 'Authorized' && orderId)).toHaveLength(1)
})
