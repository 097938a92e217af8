import { expect, test } from '@playwright/test'
import { atTheTable, complete, fillDialog, openPaymentSection } from './support/app'
import { countRequests, ledgerOf } from './support/sandbox'

test('each decline says its own reason and next step, is kept, and owes nothing less', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 5_000_000)
  const seen = new Set<string>()
  const another = 'Try another card'
  for (const [cents, remedy] of [
    ['01', another],
    ['03', 'Fix the card number'],
    ['04', 'Fix the expiration date'],
    ['05', another],
    ['08', another],
  ] as const) {
    await fillDialog(dialog, { amount: `9,999.${cents}` })
    await complete(dialog)
    await expect(dialog.getByText('Declined', { exact: true })).toBeVisible()
    const text = (await dialog.innerText()).replace(`$9,999.${cents}`, '').replace(/PaySimple reference\s+\d+/, '')
    expect(text).toContain('What to do now')
    expect(text).not.toMatch(/lost|stolen|fraud|pick.?up/i)
    seen.add(text)
    await dialog.getByRole('button', { name: remedy, exact: true }).click()
    await expect(dialog.getByLabel('Card number')).toHaveValue(remedy === another ? '' : '4111 1111 1111 1111')
    await expect(dialog.getByLabel('Amount')).toHaveValue(`9,999.${cents}`)
  }
  expect(seen.size).toBe(5)

  const rows = await ledgerOf(company.apiUser)
  expect(rows.map((row) => row.status)).toEqual(Array(5).fill('Failed'))
  expect(new Set(rows.map((row) => row.orderId)).size).toBe(5)

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  const section = await openPaymentSection(page, company.slug, job)
  await expect(section.getByText('Declined', { exact: true }).filter({ visible: true })).toHaveCount(5)
  await expect(section.getByText('$50,000.00')).toHaveCount(2) // total and owed
})

test('what cannot be right never reaches PaySimple', async ({ browser }) => {
  const { company, dialog } = await atTheTable(browser, 100_000)
  const accounts = () => countRequests(company.apiUser, 'POST', '/v4/account')
  const payments = () => countRequests(company.apiUser, 'POST', '/v4/payment')

  for (const [card, words] of [
    [{ number: '4111 1111 1111 1112' }, 'compare each digit'],
    [{ expiry: '01 / 20' }, 'expired'],
    [{ code: '99' }, '3 digits'],
    [{ number: '3714 496353 98431', code: '123' }, '4 digits'],
    [{ amount: '1,000.01' }, /\$1,000\.00/],
    [{ amount: '0' }, 'more than $0.00'],
    [{ number: '3056 930902 5904' }, 'can’t take'],
  ] as const) {
    await fillDialog(dialog, { amount: '1,000.00', ...card })
    await complete(dialog)
    await expect(dialog.getByRole('alert').getByText(words).first()).toBeVisible()
  }
  expect(await accounts()).toBe(0)
  expect(await payments()).toBe(0)
  expect(await ledgerOf(company.apiUser)).toEqual([])
})
