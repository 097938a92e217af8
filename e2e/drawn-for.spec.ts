import { expect, test } from '@playwright/test'
import { signIn } from './support/app'
import { typedVoid } from './support/payments'
import { ledgerOf } from './support/sandbox'

// A page that was drawn for one person, in a browser in which another one has signed in since.

test('fault 42: what was drawn for one person isn’t done in the name of another who signed in since', async ({
  browser,
}) => {
  const { company, page, dialog } = await typedVoid(browser)
  const other = await page.context().newPage()
  await other.context().clearCookies()
  await signIn(other, 'bookkeeper@demo.test')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('alert')).toContainText(
    /This page is .+’s, but you’re now signed in as .+\. Nothing was done/,
  )
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('Wrong job')
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ status: 'Authorized' }])

  await other.context().clearCookies()
  await signIn(other, 'contractor@demo.test')
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
})
