import { expect, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import {
  atTheTable,
  browserOf,
  complete,
  consent,
  fillBank,
  fillDialog,
  openDialog,
  openSavedAccounts,
} from './support/app'
import { withDatabase } from './support/data'
import { countRequests, ledgerOf, setExpiryOutside } from './support/sandbox'

test('saved with consent, paid with again, made default, updated and removed', async ({ browser }) => {
  test.setTimeout(120_000)
  const { company, job, page, dialog: first } = await atTheTable(browser, 1_000_000)
  const done = (dialog: typeof first) => dialog.getByRole('button', { name: 'Done' }).click()

  await test.step('nothing is saved without it', async () => {
    await expect(first.getByLabel(/^Keep (card|account) on file$/)).not.toBeChecked()
    await fillDialog(first, { amount: '100.00' })
    await complete(first)
    await done(first)
    await expect(
      (await openSavedAccounts(page, company.slug, job)).getByText('Nothing saved', { exact: true }),
    ).toBeVisible()
  })

  await test.step('a card and a bank account, each with the customer’s word', async () => {
    const dialog = await openDialog(page, company.slug, job)
    await fillDialog(dialog, { amount: '200.00' })
    await consent(dialog)
    // Consent to one is no consent to the other.
    await dialog.getByRole('radio', { name: 'Bank account' }).check()
    await expect(dialog.getByLabel(/^Keep (card|account) on file$/)).not.toBeChecked()
    await dialog.getByRole('radio', { name: 'Card' }).check()
    await consent(dialog)
    await complete(dialog)
    await done(dialog)
    const again = await openDialog(page, company.slug, job)
    await fillBank(again, { amount: '300.00' })
    await consent(again)
    await complete(again)
    await done(again)
  })

  await test.step('the saved card pays with no number typed', async () => {
    const dialog = await openDialog(page, company.slug, job)
    await expect(dialog.getByRole('radio', { name: 'Visa 1111' })).toBeChecked()
    await expect(dialog.getByText('Expires 12/2035 · Default')).toBeVisible()
    await expect(dialog.getByLabel('Card number')).toHaveCount(0)
    await dialog.getByLabel('Amount').fill('400.00')
    const accounts = await countRequests(company.apiUser, 'POST', '/v4/account')
    await complete(dialog)
    await expect(dialog.getByRole('heading', { name: /^\$400\.00 on Visa 1111\./ })).toBeVisible()
    expect(await countRequests(company.apiUser, 'POST', '/v4/account')).toBe(accounts)
    await done(dialog)
  })

  const section = await openSavedAccounts(page, company.slug, job)
  const rows = section.getByRole('listitem')
  await test.step('on the customer’s page: default, expiration date, removal', async () => {
    await expect(rows).toHaveCount(2)
    await expect(rows.first()).toContainText('Visa 1111')
    await section.getByRole('button', { name: 'Make First Bank checking 1111 the default' }).click()
    await expect(rows.first()).toContainText('First Bank checking 1111')
    await expect(rows.first()).toContainText('Default')

    await section.getByRole('button', { name: 'Update Visa 1111' }).click()
    const update = page.getByRole('dialog', { name: 'Update Visa 1111' })
    await update.getByLabel('Expiration date').fill('01 / 20')
    await update.getByRole('button', { name: 'Save' }).click()
    await expect(update.getByRole('alert').getByText(/has expired/)).toBeVisible()
    await update.getByLabel('Expiration date').fill('4/36')
    await update.getByRole('button', { name: 'Save' }).click()
    await expect(update).toHaveCount(0)
    await expect(section.getByText('Expires 04/2036')).toBeVisible()

    await section.getByRole('button', { name: 'Update First Bank checking 1111' }).click()
    const bank = page.getByRole('dialog', { name: 'Update First Bank checking 1111' })
    await bank.getByLabel('Account type').selectOption('Savings')
    await bank.getByRole('button', { name: 'Save' }).click()
    await expect(section.getByText('First Bank savings 1111').first()).toBeVisible()

    await section.getByRole('button', { name: 'Remove First Bank savings 1111' }).click()
    const question = page.getByRole('alertdialog', { name: 'Remove First Bank savings 1111?' })
    await question.getByRole('button', { name: 'Remove' }).click()
    await expect(question).toHaveCount(0)
    await expect(rows).toHaveCount(1)
    await expect(rows.first()).toContainText('Default')
  })

  await test.step('an expired card cannot be chosen, and the dialog says where to fix it', async () => {
    await setExpiryOutside(company, '01/2026')
    await withDatabase((client) =>
      client.query(`update payment_account set expiry = '01/2026' where org_id = $1`, [company.id]),
    )
    const dialog = await openDialog(page, company.slug, job)
    await expect(dialog.getByRole('radio', { name: 'Visa 1111' })).toBeDisabled()
    await expect(dialog.getByText('Expired 01/2026')).toBeVisible()
    await expect(dialog.getByRole('radio', { name: 'New card' })).toBeChecked()
    const opened = page.waitForEvent('popup') // what is typed in the dialog stays
    await dialog.getByRole('link', { name: 'customer’s page' }).click()
    await expect((await opened).locator('#accounts').getByText('Expired 01/2026')).toBeVisible()
  })

  await test.step('typed with its new expiration date, it can be chosen from then on', async () => {
    const dialog = await openDialog(page, company.slug, job)
    await fillDialog(dialog, { amount: '50.00' })
    await complete(dialog)
    await done(dialog)
    // It is followed after the answer, so the very next opening may come too early.
    await expect(async () => {
      const next = await openDialog(page, company.slug, job)
      await expect(next.getByRole('radio', { name: 'Visa 1111' })).toBeEnabled({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
  })

  await test.step('who may not take payments sees them and changes nothing', async () => {
    const bookkeeper = await browserOf(browser, 'bookkeeper')
    const seen = await openSavedAccounts(bookkeeper, company.slug, job)
    await expect(seen.getByText('Visa 1111')).toBeVisible()
    await expect(seen.getByRole('button')).toHaveCount(0)
  })

  const live = (await ledgerOf(company.apiUser)).map((row) => row.amountCents)
  expect(live.sort((a, b) => a - b)).toEqual([5_000, 10_000, 20_000, 30_000, 40_000])
  const audit = await browserOf(browser, 'admin')
  await audit.goto(`${stackInfo().appUrl}/orgs/${company.slug}/settings/audit`)
  await expect(audit.getByText('Removed a saved card or bank account').first()).toBeVisible()
})
