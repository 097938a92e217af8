import { type Browser, expect, type Page, test } from '@playwright/test'
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
import { stateOf, typedVoid, voidElsewhere } from './support/payments'

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
