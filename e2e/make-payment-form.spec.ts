import { expect, type Page, test } from '@playwright/test'
import { atTheTable, browserOf, complete, createCompany, fillDialog } from './support/app'
import { createJob } from './support/data'
import { openPaymentPage, settledPayment, stateOf, takenPayment } from './support/payments'

// What fresh eyes found in Make Payment: keys, presses, advice, and what fits into one view.

const payButton = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /Complete Payment/ })

test('fault 1: Enter goes from field to field and charges nothing; on the button it charges', async ({ browser }) => {
  const { page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '1' })
  const labels = ['Amount', 'Card number', 'Expiration date', 'Card security code', 'Name on card', 'Billing ZIP code']
  await dialog.getByLabel('Amount').press('Enter')
  await expect(dialog.getByRole('radio', { name: 'Card', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  for (const label of labels.slice(1)) {
    await expect(dialog.getByLabel(label)).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await expect(dialog.getByRole('checkbox', { name: 'Keep card on file' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Email for the receipt')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(payButton(page)).toBeFocused()
  await expect(payButton(page)).toHaveText('Complete Payment · $1.00')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: /^\$1\.00 on/ })).toBeFocused()
})

test('fault 1: Enter in the amount of a refund refunds nothing', async ({ browser }) => {
  const { admin } = await settledPayment(browser)
  await admin.getByRole('button', { name: 'Refund' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Refund', { exact: true }).fill('5')
  await dialog.getByLabel('Refund', { exact: true }).press('Enter')
  await expect(dialog.getByLabel(/^Why/)).toBeFocused()
  await test.step('fault 2: the button names both amounts, and the words what can go wrong', async () => {
    await expect(dialog.getByRole('button', { name: 'Refund $1,500.00, charge $1,495.00 again' })).toBeVisible()
    await expect(dialog.getByText('The new charge can be declined')).toBeVisible()
  })
  await admin.keyboard.press('Escape')
  await expect(stateOf(admin)).toHaveText('Settled')
})

for (const [size, width, height] of [
  ['phone', 390, 844],
  ['tablet', 820, 1180],
  ['desktop', 1440, 900],
] as const)
  test(`fault 4: a double press opens one dialog and presses nothing in it, at ${size} size`, async ({ browser }) => {
    const { company, job, contractor: page } = await takenPayment(browser)
    await page.setViewportSize({ width, height })
    await page.goto(`/orgs/${company.slug}/jobs/${job.number}/information`)
    await page.getByRole('button', { name: 'Make Payment' }).dblclick({ delay: 20 })
    await expect(page.getByRole('dialog', { name: 'Make Payment' }).getByLabel('Amount')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    await openPaymentPage(page, company.slug, job)
    await page.getByRole('button', { name: 'Void this payment' }).dblclick({ delay: 20 })
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Void $1,500.00' })).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'Voided' })).toHaveCount(0)
  })

test('faults 5 and 6: after a decline the button does what the words advise', async ({ browser }) => {
  const { dialog } = await atTheTable(browser, 5_000_000)
  await dialog.getByLabel('Name on card').fill('Nora Marsh')
  await dialog.getByLabel('Email for the receipt').fill('nora@example.com')
  await test.step('a wrong expiration date is typed again, in its field, beside all the rest', async () => {
    await fillDialog(dialog, { amount: '9,999.04' })
    await complete(dialog)
    await dialog.getByRole('button', { name: 'Fix the expiration date' }).click()
    await expect(dialog.getByLabel('Expiration date')).toBeFocused()
    await expect(dialog.getByLabel('Card number')).toHaveValue('4111 1111 1111 1111')
  })
  await test.step('another card is asked for empty; name, email and amount stay', async () => {
    await fillDialog(dialog, { amount: '9,999.01' })
    await complete(dialog)
    await dialog.getByRole('button', { name: 'Try another card' }).click()
    await expect(dialog.getByLabel('Card number')).toBeFocused()
    for (const label of ['Card number', 'Expiration date', 'Card security code'])
      await expect(dialog.getByLabel(label)).toHaveValue('')
    // Nothing is wrong with what nobody has typed yet, nor while it's typed.
    await dialog.getByLabel('Card number').pressSequentially('3782')
    await expect(dialog.getByText('4 digits on the front', { exact: false })).toBeVisible()
    await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(0)
    await dialog.getByLabel('Card number').fill('')
    await expect(dialog.getByLabel('Name on card')).toHaveValue('Nora Marsh')
    await expect(dialog.getByLabel('Email for the receipt')).toHaveValue('nora@example.com')
    await expect(dialog.getByLabel('Amount')).toHaveValue('9,999.01')
  })
  await fillDialog(dialog, { amount: '200.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$200\.00 on Visa 1111/ })).toBeFocused()
})

test('a card number that is cleared or corrected keeps its date and code; another card asks for its own', async ({
  browser,
}) => {
  const { dialog } = await atTheTable(browser, 500_000)
  const number = dialog.getByLabel('Card number')
  await fillDialog(dialog)
  await number.fill('')
  await number.fill('4111 1111 1111 1112')
  await number.fill('4111 1111 1111 1111')
  await expect(dialog.getByLabel('Expiration date')).toHaveValue('12 / 35')
  await expect(dialog.getByLabel('Card security code')).toHaveValue('996')
  await number.fill('')
  await number.fill('5454 5454 5454 5454')
  await expect(dialog.getByLabel('Expiration date')).toHaveValue('')
  await expect(dialog.getByLabel('Card security code')).toHaveValue('')
})

test('a press that makes a field say what is wrong with it is not lost', async ({ browser }) => {
  const { dialog } = await atTheTable(browser, 500_000)
  const card = dialog.getByLabel('Card number')
  const kept = dialog.getByLabel('Keep card on file')
  await card.fill('4111 1111 1111 1112')
  await kept.check()
  await expect(card).toHaveAttribute('aria-invalid', 'true')
  await expect(kept).toBeChecked()
  await dialog.getByLabel('Card security code').focus()
  await kept.uncheck()
  await expect(dialog.getByLabel('Card security code')).not.toHaveAttribute('aria-invalid')
})

test('fault 14: amount, card and button are in one view on a tablet and a desktop', async ({ browser }) => {
  const { page, dialog } = await atTheTable(browser, 500_000)
  for (const [width, height] of [
    [820, 1180],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const field of [
      'Amount',
      'Card number',
      'Expiration date',
      'Card security code',
      'Billing ZIP code',
      'Email for the receipt',
    ])
      await expect(dialog.getByLabel(field), `${field} at ${width} px`).toBeInViewport({ ratio: 1 })
    await expect(payButton(page)).toBeInViewport({ ratio: 1 })
    const body = dialog.locator('[data-dialog-body]')
    expect(await body.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(payButton(page)).toBeInViewport({ ratio: 1 })
})

test('four taps lead from the list of jobs to an authorized card, beside what is typed', async ({ browser }) => {
  const company = await createCompany(browser)
  await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  await page.setViewportSize({ width: 820, height: 1180 })
  await page.goto(`/orgs/${company.slug}/jobs`)
  await page.getByRole('link', { name: 'New roof' }).first().click()
  await page.getByRole('button', { name: 'Make Payment' }).click()
  await page.getByRole('dialog').getByLabel('Card number').click()
  for (const text of ['4111111111111111', '1235', '996']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await payButton(page).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: /^\$5,000\.00 on Visa 1111/ })).toBeFocused()
})

test('fault 9: the hint under an empty email says what empty means', async ({ browser }) => {
  const { dialog } = await atTheTable(browser, 500_000)
  await dialog.getByLabel('Email for the receipt').fill('')
  await expect(dialog.getByText('Leave it empty for no receipt.')).toBeVisible()
})

test('fault 8: a declined proposal says that it is why nothing is owed', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000, { kind: 'proposal', stage: 'declined' })
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/proposal`)
  await page.getByRole('button', { name: 'Make Payment' }).click()
  await expect(page.getByRole('dialog').getByText('The customer declined the proposal')).toBeVisible()
})
