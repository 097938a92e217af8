import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { openPage } from './pages'
import type { Production } from './production'
import { createClient } from './sandbox'

// What people do in the first hour of a production installation, until a company can take payments.

const PASSWORD = 'seven lanterns by the canal'

/** A browser of a person's own at the production system. */
export const newPerson = (production: Production, browser: Browser, options = {}): Promise<Page> =>
  openPage(browser, { baseURL: production.url, ...options })

/** Sets a first password by a link, and signs in with it. */
async function setPassword(page: Page, link: string, email: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await signIn(page, email)
}

/** Gives email and password. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Accepts an invitation that came by email, as somebody whom Plumbline doesn't know yet. */
export async function join(production: Production, page: Page, email: string, name: string): Promise<void> {
  await page.goto(await production.linkTo(email))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Join' }).click()
}

/** The operator's command, staff, a new company and its owner, until the owner is in. */
export async function companyWithOwner(production: Production, browser: Browser) {
  const tag = randomUUID().slice(0, 8)
  const [staff, owner, slug] = [`staff-${tag}@example.com`, `owner-${tag}@example.com`, `first-${tag}`]
  const [staffPage, ownerPage] = [await newPerson(production, browser), await newPerson(production, browser)]

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
    await join(production, ownerPage, owner, 'Olga Owner')
    await expect(ownerPage).toHaveURL(new RegExp(`/orgs/${slug}/`))
  })
  return { tag, slug, owner, staffPage, ownerPage }
}

/** Enters credentials of a merchant that PaySimple knows. */
export async function connectPaySimple(page: Page, slug: string, tag: string): Promise<void> {
  await createClient(`APIUser${tag}`, `key-${tag}`)
  await page.goto(`/orgs/${slug}/settings/integration`)
  await page.getByLabel('Where payments go').selectOption('sandbox')
  await page.getByLabel('User Name (API User ID)').fill(`APIUser${tag}`)
  await page.getByLabel('Token (API Key)').fill(`key-${tag}`)
  await page.getByRole('button', { name: 'Check and save' }).click()
  await expect(page.getByText('PaySimple accepted the credentials')).toBeVisible()
}
