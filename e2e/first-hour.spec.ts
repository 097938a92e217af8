import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { complete, fillDialog } from './support/app'
import { type Production, startProduction } from './support/production'
import { createClient } from './support/sandbox'
import { addPasskey, setUpApp, virtualAuthenticator } from './support/second-step'

// The first hour of an installation: nothing in the database, no seed, no SQL. What an operator, staff, an owner and a
// contractor do one after the other, until a payment is taken.

const PASSWORD = 'seven lanterns by the canal'

let production: Production
test.beforeAll(async () => {
  production = await startProduction(test.info().outputPath('production'))
})
test.afterAll(() => production?.stop())

/** A browser of a person's own at the production system. */
const newPerson = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ baseURL: production.url })).newPage()

/** Sets a first password by a link, and signs in with it. */
async function setPassword(page: Page, link: string, email: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await signIn(page, email)
}

/** Gives email and password. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Accepts an invitation that came by email, as somebody whom Plumbline doesn't know yet. */
async function join(page: Page, email: string, name: string): Promise<void> {
  await page.goto(await production.linkTo(email))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Join' }).click()
}

test('an installation begins with nobody in it, and with no password that is known', async ({ browser }) => {
  const page = await newPerson(browser)
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

/** The operator's command, staff, a new company and its owner, until the owner is in. */
async function companyWithOwner(browser: Browser) {
  const tag = randomUUID().slice(0, 8)
  const [staff, owner, slug] = [`staff-${tag}@example.com`, `owner-${tag}@example.com`, `first-${tag}`]
  const [staffPage, ownerPage] = [await newPerson(browser), await newPerson(browser)]

  await test.step('the operator makes a staff member, who sets a password', async () => {
    const said = await production.admin('create-staff', '--email', staff, '--name', 'Sam Staff')
    const [link = ''] = said.match(/https?:\/\/\S+\/link\/[\w-]+/) ?? []
    expect(said).toContain('24 hours')
    await setPassword(staffPage, link, staff)
    await expect(staffPage.getByRole('heading', { name: 'Organizations' })).toBeVisible()
  })

  await test.step('staff create the organization', async () => {
    await staffPage.goto('/staff/orgs/new')
    await staffPage.getByLabel('Company’s name').fill('First Roofing')
    await staffPage.getByLabel('Address of its site').fill(slug)
    await staffPage.getByLabel('State').selectOption('CO')
    await staffPage.getByLabel('Time zone').selectOption('America/Denver')
    await staffPage.getByLabel('Owner’s email').fill(owner)
    await staffPage.getByRole('button', { name: 'Create and invite the owner' }).click()
    await expect(staffPage.getByRole('heading', { name: 'First Roofing' })).toBeVisible()
  })

  await test.step('the owner accepts the invitation that came by email', async () => {
    await join(ownerPage, owner, 'Olga Owner')
    await expect(ownerPage).toHaveURL(new RegExp(`/orgs/${slug}/`))
  })
  return { tag, slug, owner, staffPage, ownerPage }
}

/** Enters credentials of a merchant that PaySimple knows. */
async function connectPaySimple(page: Page, slug: string, tag: string): Promise<void> {
  await createClient(`APIUser${tag}`, `key-${tag}`)
  await page.goto(`/orgs/${slug}/settings/integration`)
  await page.getByLabel('Where payments go').selectOption('sandbox')
  await page.getByLabel('User Name (API User ID)').fill(`APIUser${tag}`)
  await page.getByLabel('Token (API Key)').fill(`key-${tag}`)
  await page.getByRole('button', { name: 'Check and save' }).click()
  await expect(page.getByText('PaySimple accepted the credentials')).toBeVisible()
}

test('from an empty production database to the first payment', async ({ browser }) => {
  test.setTimeout(480_000)
  const { tag, slug, staffPage, ownerPage } = await companyWithOwner(browser)
  const contractor = `carl-${tag}@example.com`
  const page = await newPerson(browser)

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
    await join(page, contractor, 'Carl Contractor')
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
  const { tag, slug, owner, ownerPage: page } = await companyWithOwner(browser)
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
