import { randomBytes } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { createJob, createOrg, customerOf, type TestJob, type TestOrg, withDatabase } from './data'
import { openPage } from './pages'
import { createClient } from './sandbox'

export type Person = 'admin' | 'contractor' | 'bookkeeper' | 'staff'

// A session per person, made once by the sign-in page and reused: signing in is tested by itself.
type Kept = Awaited<ReturnType<BrowserContext['storageState']>>
const sessions = new Map<Person, Kept>()

/**
 * Makes a kept session as after a sign-in: its use needs no note, nor any action the password.
 * @returns whether it goes on: a test may have taken its role away
 */
export async function fresh({ cookies }: Pick<Kept, 'cookies'>): Promise<boolean> {
  const token = cookies.find(({ name }) => name === 'plumbline.session')?.value ?? ''
  const { id } = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as { id: string }
  const { rowCount } = await withDatabase((client) =>
    client.query(
      `update session set seen_at = now(), password_at = now(), idle_at = now() + interval '30 minutes'
       where id = $1 and ended_at is null`,
      [id],
    ),
  )
  return rowCount === 1
}

/** Signs in on the sign-in page. */
export async function signIn(page: Page, email: string, password = 'plumbline'): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** A browser of one of the demo users, signed in. It is closed when the next test asks for one. */
export async function browserOf(browser: Browser, person: Person, options = {}): Promise<Page> {
  const kept = sessions.get(person)
  const known = kept && (await fresh(kept)) ? kept : undefined
  const page = await openPage(browser, { ...options, ...(known && { storageState: known }) })
  if (!known) {
    await signIn(page, `${person}@demo.test`)
    sessions.set(person, await page.context().storageState())
  }
  return page
}

export type Company = TestOrg & { apiUser: string; apiKey: string }

/** A company of its own whose admin has entered the credentials of an API user of its own. */
export async function createCompany(browser: Browser): Promise<Company> {
  const org = await createOrg()
  const tag = randomBytes(12).toString('hex')
  const company = { ...org, apiUser: `APIUser${tag.slice(0, 6)}`, apiKey: `key${tag}` }
  await createClient(company.apiUser, company.apiKey)
  const page = await browserOf(browser, 'admin')
  await enterCredentials(page, company)
  await page.context().close()
  return company
}

/** What an admin does on the Integration tab. */
export async function enterCredentials(page: Page, { slug, apiUser, apiKey }: Company): Promise<void> {
  await page.goto(`/orgs/${slug}/settings/integration`)
  await page.getByLabel('User Name (API User ID)').fill(apiUser)
  await page.getByLabel('Token (API Key)').fill(apiKey)
  await page.getByRole('button', { name: 'Check and save' }).click()
  await expect(page.getByText('PaySimple accepted the credentials')).toBeVisible()
}

export type Card = { number?: string; expiry?: string; code?: string; amount?: string; email?: string }

/** Opens the dialog on a job's Agreement tab. */
export async function openDialog(page: Page, slug: string, job: TestJob): Promise<Locator> {
  await page.goto(`/orgs/${slug}/jobs/${job.number}/agreement`)
  await page.getByRole('button', { name: 'Make Payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make Payment' })
  await expect(dialog.getByLabel('Amount')).toBeVisible()
  return dialog
}

/** Fills in the dialog; what is not given is a card that works. */
export async function fillDialog(dialog: Locator, card: Card = {}): Promise<void> {
  if (card.amount !== undefined) await dialog.getByLabel('Amount').fill(card.amount)
  await dialog.getByLabel('Card number').fill(card.number ?? '4111 1111 1111 1111')
  await dialog.getByLabel('Expiration date').fill(card.expiry ?? '12 / 35')
  await dialog.getByLabel('Card security code').fill(card.code ?? '996')
  if (card.email !== undefined) await dialog.getByLabel('Email for the receipt').fill(card.email)
}

export type Bank = { routing?: string; account?: string; bank?: string; amount?: string; type?: string }

/** Chooses the bank account in the dialog and fills it in; what is not given is one that works. */
export async function fillBank(dialog: Locator, bank: Bank = {}): Promise<void> {
  if (bank.amount !== undefined) await dialog.getByLabel('Amount').fill(bank.amount)
  await dialog.getByRole('radio', { name: /bank account$/i }).check()
  await dialog.getByLabel('Routing number').fill(bank.routing ?? '131111114')
  await dialog.getByLabel('Account number').fill(bank.account ?? '751111111')
  await dialog.getByLabel('Bank name').fill(bank.bank ?? 'First Bank')
  if (bank.type !== undefined) await dialog.getByLabel('Account type').selectOption(bank.type)
}

/** The customer agrees that what is typed is kept. */
export const consent = (dialog: Locator) => dialog.getByLabel(/^Keep (card|account) on file$/).check()

export const complete = (dialog: Locator) => dialog.getByRole('button', { name: /Complete Payment/ }).click()

/** A company, a job of so many cents, and the contractor's browser with the dialog open. */
export async function atTheTable(browser: Browser, totalCents: number) {
  const company = await createCompany(browser)
  const job = await createJob(company, totalCents)
  const page = await browserOf(browser, 'contractor')
  const dialog = await openDialog(page, company.slug, job)
  return { company, job, page, dialog }
}

/** The saved cards and bank accounts on the page of a job's customer. */
export async function openSavedAccounts(page: Page, slug: string, job: TestJob): Promise<Locator> {
  await page.goto(`/orgs/${slug}/customers/${await customerOf(job)}`)
  return page.locator('#accounts')
}

/** The Payment section of a job's Information tab. */
export async function openPaymentSection(page: Page, slug: string, job: TestJob): Promise<Locator> {
  await page.goto(`/orgs/${slug}/jobs/${job.number}/information`)
  return page.locator('#payment')
}
