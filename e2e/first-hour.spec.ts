import { expect, test } from '@playwright/test'
import { complete, fillDialog } from './support/app'
import { companyWithOwner, connectPaySimple, join, newPerson, signIn } from './support/first-hour'
import { type Production, startProduction } from './support/production'
import { addPasskey, setUpApp, virtualAuthenticator } from './support/second-step'

// The first hour of an installation: nothing in the database, no seed, no SQL. What an operator, staff, an owner and a
// contractor do one after the other, until a payment is taken.

let production: Production
test.beforeAll(async () => {
  production = await startProduction(test.info().outputPath('production'))
})
test.afterAll(() => production?.stop())

test('an installation begins with nobody in it, and with no password that is known', async ({ browser }) => {
  const page = await newPerson(production, browser)
  await page.goto('/staff')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByText('Demo sign-ins')).toHaveCount(0)
  for (const email of ['admin@demo.test', 'staff@demo.test']) {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('plumbline')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').first()).toContainText('don’t match')
  }
  expect(production.said()).not.toContain('demo')
})

test('from an empty production database to the first payment', async ({ browser }) => {
  test.setTimeout(480_000)
  const { tag, slug, staffPage, ownerPage } = await companyWithOwner(production, browser)
  const contractor = `carl-${tag}@example.com`
  const page = await newPerson(production, browser)

  await test.step('the owner sets up an authenticator app, and enters the PaySimple credentials', async () => {
    await ownerPage.goto('/account/second-step')
    await setUpApp(ownerPage)
    await ownerPage.getByRole('button', { name: 'I saved them' }).click()
    await connectPaySimple(ownerPage, slug, tag)
  })

  await test.step('the owner invites a contractor, who accepts', async () => {
    await ownerPage.goto(`/orgs/${slug}/settings/team`)
    await ownerPage.getByLabel('Email').fill(contractor)
    await ownerPage.getByRole('radio', { name: /^Contractor/ }).check()
    await ownerPage.getByRole('button', { name: 'Send invitation' }).click()
    await join(production, page, contractor, 'Carl Contractor')
    await expect(page).toHaveURL(new RegExp(`/orgs/${slug}/`))
  })

  await test.step('the contractor takes a payment', async () => {
    await page.goto(`/orgs/${slug}/jobs/new`)
    await page.getByLabel('First name').fill('Ines')
    await page.getByLabel('Last name').fill('Barros')
    await page.getByLabel('Email').fill('ines.barros@example.com')
    await page.getByLabel('Title').fill('Porch roof')
    await page.getByRole('button', { name: 'Create job' }).click()
    await page.getByRole('link', { name: 'Agreement', exact: true }).click()
    await page.getByRole('button', { name: /Create agreement/ }).click()
    await page.getByLabel('Description').first().fill('Roof, complete')
    await page.getByLabel('Quantity').first().fill('1')
    await page.getByLabel('Unit price, $').first().fill('1250.00')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Make Payment' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make Payment' })
    await fillDialog(dialog)
    await complete(dialog)
    await expect(dialog.getByText('Authorized', { exact: true })).toBeVisible()
  })

  await test.step('staff see that it works, and the customer has a receipt', async () => {
    await staffPage.goto(`/staff/orgs/${slug}`)
    await expect(staffPage.getByText('Active', { exact: true })).toBeVisible()
    await expect
      .poll(() => production.received.map(({ subject }) => subject), { timeout: 60_000 })
      .toContainEqual(expect.stringContaining('your payment of'))
  })
})

test('an owner who sets up a passkey instead signs in with it, and enters the credentials', async ({ browser }) => {
  test.setTimeout(480_000)
  const { tag, slug, owner, ownerPage: page } = await companyWithOwner(production, browser)
  await virtualAuthenticator(page)
  await page.goto('/account/second-step')
  await addPasskey(page, 'Olga’s laptop')
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(new RegExp(`/orgs/${slug}/`))
  await connectPaySimple(page, slug, tag)
})
