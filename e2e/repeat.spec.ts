import { expect, test } from '@playwright/test'
import { atTheTable, complete, fillBank, fillDialog, openDialog } from './support/app'
import { ledgerOf } from './support/sandbox'

test('the same amount again is asked about first; meant, it is charged with what was typed', async ({ browser }) => {
  const { company, job, page, dialog: first } = await atTheTable(browser, 1_000_000)
  await fillDialog(first, { amount: '1,500.00' })
  await complete(first)
  await first.getByRole('button', { name: 'Done' }).click()

  const dialog = await openDialog(page, company.slug, job)
  const question = dialog.getByRole('heading', {
    name: /^Visa 1111 was already charged \$1,500\.00 at \d+:\d\d [AP]M\. Charge again\?$/,
  })
  await fillDialog(dialog, { amount: '1,500.00' })
  await complete(dialog)
  await expect(question).toBeFocused()
  const { orderId } = (await ledgerOf(company.apiUser))[0] ?? {}
  await expect(dialog.getByRole('link', { name: 'See the first payment' })).toHaveAttribute(
    'href',
    `/orgs/${company.slug}/payments/${orderId}`,
  )
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)

  await dialog.getByRole('button', { name: 'Back to the form' }).click()
  await expect(dialog.getByLabel('Card number')).toHaveValue('4111 1111 1111 1111')
  await expect(dialog.getByLabel('Card security code')).toHaveValue('996')
  await complete(dialog)
  await expect(question).toBeVisible()
  await dialog.getByRole('button', { name: 'Charge $1,500.00 again' }).click()
  await expect(dialog.getByRole('heading', { name: /^\$1,500\.00 on Visa 1111/ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(2)
  await dialog.getByRole('button', { name: 'Done' }).click()

  const third = await openDialog(page, company.slug, job)
  await fillDialog(third, { amount: '1,500.00' })
  await complete(third)
  await third.getByRole('button', { name: 'Don’t charge again' }).click()
  await expect(third).toHaveCount(0)
  expect(await ledgerOf(company.apiUser)).toHaveLength(2)
})

test('PaySimple’s own Duplicate is explained by the first payment, until it is known and after', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const { company, job, page, dialog: first } = await atTheTable(browser, 1_000_000)
  await fillBank(first, { amount: '700.00' })
  await complete(first)
  await first.getByRole('button', { name: 'Done' }).click()

  const dialog = await openDialog(page, company.slug, job)
  await fillBank(dialog, { amount: '700.00' })
  await complete(dialog)
  await dialog.getByRole('button', { name: 'Charge $700.00 again' }).click()
  await expect(dialog.getByRole('heading', { name: 'PaySimple took this for a repeat' })).toBeVisible()
  const words = dialog.getByText(/^First Bank checking 1111 was already charged \$700\.00 at/)
  await expect(words).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'See the first payment' })).toBeVisible()
  // The status that the dialog asks for must carry it as well.
  await page.waitForResponse((response) => response.url().endsWith('/status'))
  await expect(words).toBeVisible()

  await expect(dialog.getByText('Not charged', { exact: true })).toBeVisible({ timeout: 120_000 })
  await expect(words).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'See the first payment' })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})
