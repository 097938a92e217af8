import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { isAction } from './support/actions'
import {
  atTheTable,
  browserOf,
  complete,
  consent,
  createCompany,
  fillDialog,
  openPaymentSection,
  openSavedAccounts,
  signIn,
} from './support/app'
import { createJob } from './support/data'
import { openPaymentPage, settledPayment, stateOf, takenPayment, typedVoid, voidElsewhere } from './support/payments'

// What is typed into a dialog stays, and the focus stays in sight, whatever happens around it.

/** Ends the session; the page does not know it yet. */
const endSession = (page: Page) => page.context().clearCookies()

/** In the tab that the link opens, as anybody would. */
async function signInElsewhere(page: Page, email: string): Promise<void> {
  const opened = page.waitForEvent('popup')
  await page.getByRole('dialog').getByRole('link', { name: 'Sign in in another tab' }).click()
  const other = await opened
  await signIn(other, email)
  await other.close()
}

/** A customer's saved card on their page, after a payment of $2,000.00 with it. */
async function savedCard(browser: Browser) {
  const { company, job, page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  await consent(dialog)
  await complete(dialog)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const section = await openSavedAccounts(page, company.slug, job)
  return { company, job, page, section }
}

test('a session ends while a saved card is changed: news from another tablet takes nothing away, and it can be saved', async ({
  browser,
}) => {
  const { company, job, page, section } = await savedCard(browser)
  await section.getByRole('button', { name: 'Update Visa 1111' }).click()
  const update = page.getByRole('dialog', { name: 'Update Visa 1111' })
  await update.getByLabel('Expiration date').fill('04 / 36')
  await endSession(page)

  await voidElsewhere(browser, company.slug, job, '$2,000.00')

  await update.getByRole('button', { name: 'Save' }).click()
  await expect(update.getByRole('alert')).toContainText('Your session has ended')
  await signInElsewhere(page, 'contractor@demo.test')
  await expect(update.getByLabel('Expiration date')).toHaveValue('04 / 36')
  await update.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByText('Expires 04/2036')).toBeVisible()
})

test('a session ends while a void is typed: its reason stays, and it is done after signing in again', async ({
  browser,
}) => {
  const { page, dialog } = await typedVoid(browser)
  await endSession(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Your session has ended')
  await signInElsewhere(page, 'contractor@demo.test')
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('Wrong job')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('“Wrong job”')).toBeVisible()
})

test('a void that is done on another tablet is no longer offered in the dialog that is open here', async ({
  browser,
}) => {
  const { company, job, page, dialog } = await typedVoid(browser)
  await voidElsewhere(browser, company.slug, job, '$1,500.00')

  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeFocused()
  await expect(dialog.getByText('Nothing was sent')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Void $1,500.00' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(stateOf(page)).toHaveText('Voided')
  await expect(page.getByRole('button', { name: 'Void this payment' })).toHaveCount(0)
})

test('a result that arrives while closing is asked about takes the focus, in front', async ({ browser }) => {
  const { page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/agreement', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await complete(dialog)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog', { name: 'A payment is processing' })).toBeVisible()
  release()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeFocused()
})

test('Back asks before it leaves what is typed into Make Payment', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  await openPaymentSection(page, company.slug, job)
  await page.getByRole('link', { name: 'Agreement', exact: true }).click()
  await page.waitForURL('**/agreement') // the button is on every tab
  await page.getByRole('button', { name: 'Make Payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make Payment' })
  await dialog.getByLabel('Card number').pressSequentially('4111')
  const asked = page.waitForEvent('dialog')
  const gone = page.evaluate(() => history.back())
  const question = await asked
  expect(question.message()).toContain('Leave without paying?')
  await question.dismiss()
  await gone
  await expect(dialog.getByLabel('Card number')).toHaveValue('4111')
})

test('what was pressed on a saved card is gone: its place is told and has the focus', async ({ browser }) => {
  const { page, section } = await savedCard(browser)
  await section.getByRole('button', { name: 'Remove Visa 1111' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(section.getByText('Nothing saved', { exact: true })).toBeVisible()
  await expect(section.getByRole('status')).toHaveText('Visa 1111 is no longer saved.')
  await expect(section.getByRole('status')).toBeFocused()
})

test('fault 13: what went wrong in a dialog that closed, as a lost connection does, has the focus', async ({
  browser,
}) => {
  const { page, section } = await savedCard(browser)
  await page.route('**/*', (route, request) => (isAction(request) ? route.abort() : route.continue()))
  for (const _ of ['once', 'again']) {
    await section.getByRole('button', { name: 'Remove Visa 1111' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(section.getByRole('alert')).toHaveText(/Can’t reach Plumbline/)
    await expect(section.getByRole('alert')).toBeFocused()
  }
})

/** What was typed asks before it goes, by whichever way; saying no leaves it there. */
async function asksBeforeItGoes(page: Page, dialog: Locator, title: string, field: Locator): Promise<void> {
  const question = page.getByRole('alertdialog', { name: title })
  const typed = await field.inputValue()
  const ways = [() => page.keyboard.press('Escape'), () => dialog.getByRole('button', { name: 'Close' }).click()]
  for (const close of ways) {
    await close()
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: 'Keep going' }).click()
    await expect(question).toHaveCount(0)
    await expect(field).toHaveValue(typed)
  }
  await staysOpen(page)
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.locator('dialog')).toHaveCount(0)
}

/** A press in Safari, which doesn't give a button the focus. */
const pressAsSafari = (button: Locator) =>
  button.evaluate((node: HTMLButtonElement) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    node.click()
  })

/**
 * The browser asks before the page is left. The page reloads itself: a tab that is closed from outside goes without a
 * question if the browser's main process hasn't yet heard of the listener, or waits a second for a busy page.
 */
async function staysOpen(page: Page): Promise<void> {
  const asked = page.waitForEvent('dialog')
  await page.evaluate(() => {
    setTimeout(() => location.reload())
  })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
}

/** Holds the page's server actions until told. */
async function holdActions(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*', async (route, request) => {
    if (isAction(request)) await held
    await route.continue()
  })
  return release
}

/** What is being sent can't be closed, and the browser asks before the page is left. */
async function cantBeClosed(page: Page, dialog: Locator): Promise<void> {
  await expect(dialog.locator('[aria-disabled="true"]')).toHaveCount(1)
  await expect(dialog.getByRole('button', { name: 'Close' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(dialog).toBeVisible()
  await staysOpen(page)
}

test('what is typed into Record and Correct asks before it goes, and neither closes while it records', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  const section = await openPaymentSection(page, company.slug, job)
  const open = page.getByRole('button', { name: 'Record a payment' })
  const dialog = page.getByRole('dialog')
  const amount = dialog.getByLabel('Amount')

  await test.step('nothing typed, nothing asked, and the focus returns', async () => {
    const ways = [() => page.keyboard.press('Escape'), () => dialog.getByRole('button', { name: 'Close' }).click()]
    for (const close of ways) {
      await pressAsSafari(open)
      await expect(amount).toBeFocused()
      await close()
      await expect(dialog).toHaveCount(0)
      await expect(open).toBeFocused()
    }
  })
  await open.click()
  await dialog.getByLabel('Note').fill('From the homeowner’s brother')
  await asksBeforeItGoes(page, dialog, 'Close without recording?', dialog.getByLabel('Note'))
  await expect(open).toBeFocused()

  await open.click()
  await expect(dialog.getByLabel('Note')).toHaveValue('')
  await amount.fill('1,500')
  const release = await holdActions(page)
  await dialog.getByRole('button', { name: 'Record $1,500.00' }).click()
  await cantBeClosed(page, dialog)
  release()
  await expect(dialog.getByRole('heading', { name: '$1,500.00 recorded' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await section
    .getByRole('link', { name: /^Details/ })
    .filter({ visible: true })
    .click()
  const correct = page.getByRole('button', { name: 'Correct' })
  await correct.click()
  await dialog.getByLabel('Why it’s corrected').fill('Digits swapped')
  await asksBeforeItGoes(page, dialog, 'Close without correcting?', dialog.getByLabel('Why it’s corrected'))
  await expect(correct).toBeFocused()
})

test('a record whose answer was lost says before it closes that it may have been recorded', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const page = await browserOf(browser, 'contractor')
  await openPaymentSection(page, company.slug, job)
  await page.getByRole('button', { name: 'Record a payment' }).click()
  const dialog = page.getByRole('dialog')
  await page.route('**/*', (route, request) => (isAction(request) ? route.abort() : route.continue()))
  await dialog.getByRole('button', { name: 'Record $5,000.00' }).click()
  await expect(dialog.getByRole('alert')).toContainText('it isn’t known whether this was recorded')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toContainText('It isn’t known whether this was recorded.')
})

test('what is typed into a void or refund asks before it goes, and it doesn’t close while it is sent', async ({
  browser,
}) => {
  const { page, dialog } = await typedVoid(browser)
  await asksBeforeItGoes(page, dialog, 'Close without voiding?', dialog.getByLabel(/^Why/))
  const open = page.getByRole('button', { name: 'Void this payment' })
  await expect(open).toBeFocused()
  await open.click()
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('')
  const release = await holdActions(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await cantBeClosed(page, dialog)
  release()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()

  const { admin } = await settledPayment(browser)
  await admin.getByRole('button', { name: 'Refund' }).click()
  const refund = admin.getByRole('dialog')
  await refund.getByLabel('Refund', { exact: true }).fill('500.00')
  await refund.getByRole('button', { name: 'Keep the payment' }).click()
  await expect(admin.getByRole('alertdialog', { name: 'Close without refunding?' })).toBeVisible()
  await admin.getByRole('button', { name: 'Keep going' }).click()
  await asksBeforeItGoes(admin, refund, 'Close without refunding?', refund.getByLabel('Refund', { exact: true }))
})

test('what is typed into a saved card asks before it goes, and it doesn’t close while it is saved', async ({
  browser,
}) => {
  const { page, section } = await savedCard(browser)
  const open = section.getByRole('button', { name: 'Update Visa 1111' })
  await pressAsSafari(open)
  const dialog = page.getByRole('dialog', { name: 'Update Visa 1111' })
  const expiry = dialog.getByLabel('Expiration date')
  await expiry.fill('04 / 36')
  await asksBeforeItGoes(page, dialog, 'Close without saving?', expiry)
  await expect(open).toBeFocused()
  await open.click()
  await expiry.fill('04 / 36')
  const release = await holdActions(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await cantBeClosed(page, dialog)
  release()
  await expect(section.getByText('Expires 04/2036')).toBeVisible()
})

test('a short form keeps what is typed when it closes, and the browser asks before its page is left', async ({
  browser,
}) => {
  const { company, job } = await takenPayment(browser)
  const page = await browserOf(browser, 'admin')
  await openPaymentPage(page, company.slug, job)
  const open = page.getByRole('button', { name: 'Email the receipt' })
  await open.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email address').fill('brother@example.com')
  await staysOpen(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await open.click()
  await expect(dialog.getByLabel('Email address')).toHaveValue('brother@example.com')
})

test('what was asked about a charge that is over isn’t asked again about the form that comes back', async ({
  browser,
}) => {
  const { page, dialog } = await atTheTable(browser, 5_000_000)
  await fillDialog(dialog, { amount: '9,999.03' })
  const release = await holdActions(page)
  await complete(dialog)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog', { name: 'A payment is processing' })).toBeVisible()
  release()
  await dialog.getByRole('button', { name: 'Fix the card number' }).click()
  await expect(dialog.getByLabel('Card number')).toHaveValue('4111 1111 1111 1111')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
})
