import { expect, type Page, test } from '@playwright/test'
import { wantPassword } from './support/actions'
import { atTheTable, complete, fillDialog } from './support/app'
import { createOrg } from './support/data'
import { look } from './support/look'
import { typedVoid } from './support/payments'
import { browserFor, createPerson, forgetPassword } from './support/people'
import { ledgerOf } from './support/sandbox'

// An action that wants the password again: it is asked for in front of whatever is open, and then it goes on.

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Enter your password to go on' })
const give = async (page: Page, password: string) => {
  await dialogOf(page).getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
}

test('a payment goes on after the password, once, however long that takes', async ({ browser }) => {
  const { company, page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  await wantPassword(page)
  await complete(dialog)
  await expect(dialogOf(page).getByLabel('Password')).toBeFocused()
  await expect(dialog.locator('[data-moves-money]')).toHaveText('Complete Payment · $2,000.00') // nothing is processed yet
  await give(page, 'not it')
  await expect(dialogOf(page).getByRole('alert')).toContainText('That isn’t your password. Try again.')
  await expect(dialogOf(page).getByLabel('Password')).toHaveValue('not it')
  await look(page, 'password-again')
  await page.setViewportSize({ width: 390, height: 844 })
  await give(page, 'plumbline')
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
  await expect(dialogOf(page)).toHaveCount(0)
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Authorized' }])
})

test('without the password a payment isn’t charged, and what was typed is still there', async ({ browser }) => {
  const { company, page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  await wantPassword(page)
  await complete(dialog)
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Enter your password again to do this. Nothing was done yet')
  await expect(dialog.getByLabel('Amount')).toHaveValue('2,000.00')
  await expect(dialog.getByLabel('Card number')).toHaveValue('4111 1111 1111 1111')
  expect(await ledgerOf(company.apiUser)).toEqual([])
  await complete(dialog) // now nothing wants it
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Authorized' }])
})

test('a void goes on after the password', async ({ browser }) => {
  const { company, page, dialog } = await typedVoid(browser)
  await wantPassword(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialogOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toHaveCount(0)
  await expect(dialog.getByRole('alert')).toContainText('Enter your password again')
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('Wrong job')
  await wantPassword(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await give(page, 'plumbline')
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Voided' }])
})

test('a form is saved after the password; ten wrong ones end the session, and what was typed is still there', async ({
  browser,
}) => {
  const org = await createOrg()
  const person = await createPerson(org)
  const page = await browserFor(browser, person)
  await forgetPassword(page)
  const fill = async () => {
    await page.goto(`/orgs/${org.slug}/customers/new`)
    await page.getByLabel('First name').fill('Olivia')
    await page.getByLabel('Last name').fill('Stone')
    await wantPassword(page)
    await page.getByRole('button', { name: 'Add customer' }).click()
  }
  await fill()
  await give(page, person.password)
  await expect(page.getByRole('heading', { name: 'Olivia Stone' })).toBeVisible()

  await fill()
  for (let n = 1; n <= 10; n++) {
    await give(page, `wrong ${n}`)
    await expect(dialogOf(page).getByRole('alert')).toBeFocused()
  }
  await expect(dialogOf(page).getByRole('alert')).toContainText('you’re signed out')
  await expect(dialogOf(page).getByRole('link', { name: 'Sign in in another tab' })).toBeVisible()
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByLabel('Last name')).toHaveValue('Stone')
})
