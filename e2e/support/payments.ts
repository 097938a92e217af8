import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog, openPaymentSection } from './app'
import { syncNow } from './data'
import { advanceDays } from './sandbox'

/** A payment on a job of $50,000.00, of $1,500.00 unless told, taken by the contractor. */
export async function takenPayment(browser: Browser, amount = '1,500.00') {
  const { company, job, page, dialog } = await atTheTable(browser, 5_000_000)
  await fillDialog(dialog, { amount })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$[\d,.]+ on/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return { company, job, contractor: page }
}

/** From the job's Payment section to the page of its newest payment. */
export async function openPaymentPage(page: Page, slug: string, job: { id: string; number: number }): Promise<void> {
  const section = await openPaymentSection(page, slug, job)
  await section
    .getByRole('link', { name: /^Details/ })
    .filter({ visible: true })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
}

/** The word of the state at the head of a payment's page. */
export const stateOf = (page: Page): Locator => page.getByRole('main').locator('header .pill')

/** The admin's browser on the page of a payment that has settled. */
export async function settledPayment(browser: Browser) {
  const taken = await takenPayment(browser)
  await advanceDays(2)
  const admin = await browserOf(browser, 'admin')
  await syncNow(taken.company)
  await openPaymentPage(admin, taken.company.slug, taken.job)
  await expect(stateOf(admin)).toHaveText('Settled')
  return { ...taken, admin }
}

/** Presses a button of the open void or refund while there is no connection, is told so, and closes the dialog. */
export async function pressOffline(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.context().setOffline(true)
  await dialog.getByRole('button', { name }).click()
  await expect(dialog.getByRole('heading', { name: 'The connection broke' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.context().setOffline(false)
}

/** A void on the contractor's tablet, its reason typed and not yet sent. */
export async function typedVoid(browser: Browser) {
  const { company, job, contractor: page } = await takenPayment(browser)
  await openPaymentPage(page, company.slug, job)
  await page.getByRole('button', { name: 'Void this payment' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Why/).fill('Wrong job')
  return { company, job, page, dialog }
}

/** An admin voids the newest payment of a job on a tablet of their own. `amount` as it is shown: "$1,500.00". */
export async function voidElsewhere(
  browser: Browser,
  slug: string,
  job: { id: string; number: number },
  amount: string,
) {
  const admin = await browserOf(browser, 'admin')
  await openPaymentPage(admin, slug, job)
  await admin.getByRole('button', { name: 'Void this payment' }).click()
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: `Void ${amount}` })
    .click()
  await expect(admin.getByRole('dialog').getByRole('heading', { name: 'Voided' })).toBeVisible()
}
