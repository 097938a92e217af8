import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { browserOf } from './support/app'
import { createJob, createOrg, type TestOrg, withDatabase } from './support/data'
import { foreignRecords } from './support/foreign'
import { customerBrowser, markAsSent, mintLink, openLink } from './support/links'
import { look } from './support/look'
import { browserFor, createPerson, enter, forgetPassword, type TestPerson } from './support/people'
import { addressOf, allRoutes } from './support/routes'

// The staff console: what staff do there, and what they don't get to see.

/** Somebody of staff, with a session and limits of their own. */
async function staffBrowser(browser: Browser): Promise<Page> {
  const org = await createOrg({})
  const person = await createPerson(org)
  await withDatabase(async (client) => {
    await client.query('delete from membership where user_id = $1', [person.id])
    await client.query('update app_user set is_staff = true where id = $1', [person.id])
  })
  return browserFor(browser, person)
}

async function givePassword(page: Page, { password }: Pick<TestPerson, 'password'>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Enter your password to go on' })
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
}

/** Presses Suspend or Resume on an organization's page, with a reason. */
async function press(page: Page, { slug }: TestOrg, verb: 'Suspend' | 'Resume', reason: string): Promise<void> {
  await page.goto(`/staff/orgs/${slug}`)
  await page.getByRole('button', { name: `${verb}…` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: verb, exact: true }).click()
}

test('staff make an organization; what is refused keeps what was typed, and all of it is in the log', async ({
  browser,
}) => {
  const page = await staffBrowser(browser)
  const tag = randomUUID().slice(0, 8)
  const taken = await createOrg({})
  await page.goto('/staff')
  await page.getByRole('link', { name: 'New organization' }).click()
  await page.getByRole('button', { name: 'Create and invite the owner' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Enter the company’s name.')
  await look(page, 'staff-new-refused')
  await page.getByLabel('Company’s name').fill(`O’Brien & Sons ${tag}`)
  await expect(page.getByLabel('Address of its site')).toHaveValue(`obrien-sons-${tag}`)
  await page.getByLabel('Address of its site').fill(taken.slug)
  await page.getByLabel('State').selectOption('IL')
  await page.getByLabel('Time zone').selectOption('America/Chicago')
  await page.getByLabel('Owner’s email').fill(`Owner-${tag}@example.com`)
  await page.getByRole('button', { name: 'Create and invite the owner' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Another organization has this address')
  await expect(page.getByLabel('Owner’s email')).toHaveValue(`Owner-${tag}@example.com`)
  await page.getByLabel('Address of its site').fill(`obrien-${tag}`)
  await page.getByRole('button', { name: 'Create and invite the owner' }).click()
  await expect(page.getByRole('heading', { name: `O’Brien & Sons ${tag}` })).toBeVisible()
  await expect(page.getByText('Central (Chicago)')).toBeVisible()
  await expect(page.getByText(`owner-${tag}@example.com`)).toBeVisible()
  await look(page, 'staff-org-new')

  await page.getByRole('button', { name: 'Invite the owner again…' }).click()
  await page.getByRole('dialog').getByLabel('Owner’s email').fill(`second-${tag}@example.com`)
  await look(page, 'staff-invite-again')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByText(`second-${tag}@example.com`)).toBeVisible()

  await page.getByRole('link', { name: 'Log', exact: true }).click()
  const rows = page.getByRole('row').filter({ hasText: `O’Brien & Sons ${tag}` })
  await expect(rows).toHaveCount(3)
  await expect(rows.last()).toContainText('Added a company')
  await look(page, 'staff-log-entries')

  await page.goto('/staff/orgs')
  await page.getByLabel('Search organizations').fill(`obrien ${tag}`)
  await expect(page.getByRole('row').filter({ hasText: tag })).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasText: tag })).toContainText('Not started')
})

test('a suspended company’s open tabs end within five seconds, its members read whom to call, and it comes back', async ({
  browser,
}) => {
  const org = await createOrg({})
  const member = await createPerson(org, 'contractor')
  const open = await browserFor(browser, member)
  const streaming = open.waitForResponse((response) => response.url().includes(`/api/live/${org.slug}`))
  await open.goto(`/orgs/${org.slug}/customers/new`)
  await streaming // which its other tabs share
  await open.getByLabel('First name').fill('Ines')
  const list = await open.context().newPage()
  await list.goto(`/orgs/${org.slug}/jobs`)
  await expect(list.getByRole('heading', { name: 'Jobs' })).toBeVisible()

  const staff = await staffBrowser(browser)
  await forgetPassword(staff)
  await press(staff, org, 'Suspend', 'Asked for by the owner')
  await givePassword(staff, member) // the same for all people of tests
  await expect(staff.getByText('Suspended since')).toBeVisible()
  const since = Date.now()
  await expect(list.getByText('You’re signed out.')).toBeVisible({ timeout: 5_000 })
  expect(Date.now() - since).toBeLessThan(5_000)
  await look(staff, 'staff-org-suspended')

  await open.getByLabel('Last name').fill('Barros')
  await open.getByRole('button', { name: 'Add customer' }).click()
  await expect(open.getByRole('alert').first()).toContainText('session has ended')
  await expect(open.getByLabel('First name')).toHaveValue('Ines')

  // They may sign in, and read why nothing opens; in another tab too, and by an action.
  const again = await open.context().newPage()
  await enter(again, member)
  await expect(again.getByRole('heading', { name: `${org.name} is suspended` })).toBeVisible()
  await look(again, 'suspended')
  for (const path of ['', '/jobs', '/payments', '/customers/new', '/settings/team']) {
    await again.goto(`/orgs/${org.slug}${path}`)
    await expect(again).toHaveURL(`/suspended/${org.slug}`)
  }
  for (const path of ['payments/export', 'settings/audit/export'])
    expect((await again.request.get(`/orgs/${org.slug}/${path}`)).status()).toBe(404)
  await open.getByRole('button', { name: 'Add customer' }).click()
  await expect(open.getByRole('alert').first()).toContainText('is suspended in Plumbline')

  await press(staff, org, 'Resume', 'Settled')
  await expect(staff.getByText('Suspended since')).toHaveCount(0)
  await again.reload()
  await expect(again).toHaveURL(new RegExp(`/orgs/${org.slug}/`))
  await open.getByRole('button', { name: 'Add customer' }).click()
  await expect(open.getByRole('heading', { name: 'Ines Barros' })).toBeVisible()
})

test('a suspended company’s customers read whom to call, on every page of theirs, and it comes back', async ({
  browser,
}) => {
  const org = await createOrg({})
  const job = await createJob(org, 900_000, { kind: 'proposal', stage: 'draft' })
  const office = await browserFor(browser, await createPerson(org, 'admin'))
  await office.goto(`/orgs/${org.slug}/jobs/${job.number}/proposal`)
  await markAsSent(office)
  const link = await mintLink(org, job)
  const customer = await customerBrowser(browser)
  const streaming = customer.waitForResponse((response) => response.url().includes(`/api/live/link-${link.id}`))
  await openLink(customer, link)
  await streaming // which its other tabs share
  const title = customer.getByRole('heading', { name: 'New roof' })
  await expect(title).toBeVisible()
  const paper = await customer.context().newPage()
  await paper.goto(`/c/${link.id}/proposal`)
  await expect(paper.getByRole('button', { name: /^Accept/ })).toBeVisible()

  const staff = await staffBrowser(browser)
  await press(staff, org, 'Suspend', 'Asked for by the owner')
  await expect(staff.getByText('Suspended since')).toBeVisible()
  await expect(paper.getByText('Reload it to see why.')).toBeVisible({ timeout: 5_000 })

  const suspended = 'This page isn’t available right now'
  for (const address of [`/c/${link.id}`, `/c/${link.id}/proposal`, `/c/${link.id}/agreement`, link.path]) {
    await paper.goto(address)
    await expect(paper.getByRole('heading', { name: suspended })).toBeVisible()
    await expect(paper.getByText(`${org.name} can’t take payments or signatures here at the moment.`)).toBeVisible()
  }
  await expect(paper.getByRole('link', { name: 'Call (303) 555-0100' })).toHaveAttribute('href', 'tel:3035550100')
  await look(paper, 'customer-suspended')
  for (const file of ['proposal/pdf', `payments/${randomUUID()}/status`, `receipts/${randomUUID()}`])
    expect([file, (await paper.request.get(`/c/${link.id}/${file}`)).status()]).toEqual([file, 404])

  await press(staff, org, 'Resume', 'Settled')
  await expect(staff.getByText('Suspended since')).toHaveCount(0)
  await customer.reload()
  await expect(title).toBeVisible()
})

test('staff see nothing of a company’s customers, on any page, and nobody else sees staff’s', async ({ browser }) => {
  const org = await createOrg()
  const { secrets } = await foreignRecords(org)
  const staff = await staffBrowser(browser)
  const member = await browserOf(browser, 'admin')
  const stranger = await browser.newPage()
  const pages = allRoutes().filter(({ route, isPage }) => isPage && route.startsWith('/staff'))
  expect(pages.length).toBeGreaterThanOrEqual(5)
  for (const page of pages) {
    const address = addressOf(page, { org: org.slug })
    const shown = await staff.request.get(address)
    expect([address, shown.status()]).toEqual([address, 200])
    const text = await shown.text()
    for (const secret of [...secrets, 'Sorrel', 'Marsh'])
      expect([address, text.includes(secret)]).toEqual([address, false])
    expect([address, (await member.request.get(address)).status()]).toEqual([address, 404])
    await stranger.goto(address)
    expect(new URL(stranger.url()).pathname).toBe('/sign-in')
  }
})
