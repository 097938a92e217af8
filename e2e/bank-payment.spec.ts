import { expect, test } from '@playwright/test'
import { atTheTable, complete, fillBank, fillDialog, openPaymentSection } from './support/app'
import { syncNow, withDatabase } from './support/data'
import { advanceDays, countRequests, ledgerOf } from './support/sandbox'

test('a bank account: typed, submitted, settled days later, and never called authorized', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 1_249_500)

  await test.step('what is typed, and what the customer authorizes', async () => {
    await fillBank(dialog, { amount: '1,500.00', type: 'Savings' })
    await expect(dialog.getByLabel('Routing number')).toHaveValue('131 111 114')
    await expect(dialog.getByLabel('Account number')).toHaveValue('7511 1111 1')
    await expect(dialog.getByLabel('Name on account')).toHaveValue('Olivia Marsh')
    await expect(
      dialog.getByText(`By signing, Olivia Marsh authorizes ${company.name} to debit $1,500.00 once`),
    ).toBeVisible()
    await dialog.getByLabel('How did the customer authorize this?').selectOption('By phone')
    await expect(dialog.getByText('By agreeing over the phone, Olivia Marsh authorizes')).toBeVisible()
    // She is a person: there is no company whose account it could be.
    await expect(dialog.getByRole('option', { name: 'Company account' })).toHaveCount(0)
  })

  await test.step('submitted, pending settlement', async () => {
    await complete(dialog)
    await expect(
      dialog.getByRole('heading', {
        name: /^\$1,500\.00 from First Bank savings 1111\. Settles (about \w+|today)/,
      }),
    ).toBeVisible()
    await expect(dialog.getByText('$10,995.00')).toBeVisible()
    await expect(dialog).not.toContainText('Authorized')
    expect(await ledgerOf(company.apiUser)).toMatchObject([{ amountCents: 150_000, status: 'Posted' }])
    const { rows } = await withDatabase((client) =>
      client.query('select method, sec_code from payment where org_id = $1', [company.id]),
    )
    expect(rows).toEqual([{ method: 'bank', sec_code: 'Tel' }])
    await dialog.getByRole('button', { name: 'Done' }).click()
  })

  const section = await openPaymentSection(page, company.slug, job)
  await expect(section.getByText('Submitted', { exact: true }).filter({ visible: true })).toHaveCount(1)
  await expect(section.getByText('First Bank savings').filter({ visible: true })).toHaveCount(1)
  await expect(section).not.toContainText('Authorized')
  await expect(section.getByText(/^Kept in the Mailbox/).first()).toBeVisible()

  await test.step('the receipt says the same', async () => {
    await page.goto(`/orgs/${company.slug}/mailbox`)
    await page.getByRole('link', { name: /your payment of \$1,500\.00/ }).click()
    const receipt = page.frameLocator('iframe')
    await expect(receipt.getByText('Payment submitted, pending settlement')).toBeVisible()
    await expect(receipt.getByText('First Bank savings ending in 1111')).toBeVisible()
    await expect(receipt.getByText(/authorized/)).toHaveCount(0)
  })

  await test.step('days later it has settled', async () => {
    await advanceDays(3) // two, and one more for what missed today’s batch
    await syncNow(company)
    await openPaymentSection(page, company.slug, job)
    await expect(section.getByText('Settled', { exact: true }).filter({ visible: true })).toHaveCount(1)
  })
})

test('what cannot be a bank account never reaches PaySimple, and nothing typed is lost', async ({ browser }) => {
  const { company, dialog } = await atTheTable(browser, 100_000)
  await fillDialog(dialog)
  for (const [bank, words] of [
    [{ routing: '131111115' }, 'compare each digit'],
    [{ routing: '13111111' }, '9 digits'],
    [{ account: '123' }, 'too short'],
    [{ account: '131111114' }, 'That’s the routing number again'],
    [{ bank: '' }, 'Enter the name of the bank'],
  ] as const) {
    await fillBank(dialog, bank)
    await complete(dialog)
    await expect(dialog.getByRole('alert').getByText(words).first()).toBeVisible()
  }
  // One is not told of the other's fields, and each keeps its own.
  await dialog.getByRole('radio', { name: 'Card' }).check()
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await expect(dialog.getByLabel('Card number')).toHaveValue('4111 1111 1111 1111')
  await expect(dialog.getByLabel('Card security code')).toHaveValue('996')
  await dialog.getByRole('radio', { name: 'Bank account' }).check()
  await expect(dialog.getByLabel('Routing number')).toHaveValue('131 111 114')
  expect(await countRequests(company.apiUser, 'POST', '/v4/account')).toBe(0)
  expect(await ledgerOf(company.apiUser)).toEqual([])
})

test('the way of paying is chosen with the keyboard', async ({ browser }) => {
  const { page, dialog } = await atTheTable(browser, 100_000)
  await dialog.getByRole('radio', { name: 'Card' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: 'Bank account' })).toBeChecked()
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel('Routing number')).toBeFocused()
})

test('a declined bank account says so in its own words', async ({ browser }) => {
  const { dialog } = await atTheTable(browser, 5_000_000)
  await fillBank(dialog, { amount: '9,999.02' })
  await complete(dialog)
  await expect(dialog.getByText('Declined', { exact: true })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'This bank account can’t be charged' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Try another bank account' }).click()
  await expect(dialog.getByLabel('Routing number')).toBeFocused()
  await expect(dialog.getByLabel('Routing number')).toHaveValue('')
})
