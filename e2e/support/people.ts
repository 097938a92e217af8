import { randomUUID } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { type TestOrg, withDatabase } from './data'
import { openPage } from './pages'

// People of a test's own, whose sessions and passwords are nobody else's.

export type TestPerson = { id: string; name: string; email: string; password: string }

/** A member of a company, who has the demo users' password. */
export async function createPerson(org: Pick<TestOrg, 'id'>, role = 'admin'): Promise<TestPerson> {
  const [id, tag] = [randomUUID(), randomUUID().slice(0, 8)]
  const person = { id, name: `Robin ${tag}`, email: `robin-${tag}@example.test`, password: 'plumbline' }
  await withDatabase(async (client) => {
    await client.query(
      `insert into app_user (id, name, email, password_hash)
       select $1, $2, $3, password_hash from app_user where email = 'contractor@demo.test'`,
      [person.id, person.name, person.email],
    )
    await client.query('insert into membership (org_id, user_id, role) values ($1, $2, $3::role)', [org.id, id, role])
  })
  return person
}

/** Fills in the sign-in page and presses. */
export async function enter(page: Page, { email, password }: Pick<TestPerson, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** A browser of somebody's, signed in. */
export async function browserFor(browser: Browser, person: TestPerson, options = {}): Promise<Page> {
  const page = await openPage(browser, options)
  await enter(page, person)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

/** A browser's cookies as a header, as somebody has them who copied them. */
export const cookieOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

/** The password of who is signed in in this browser was given long ago. */
export async function forgetPassword(page: Page): Promise<void> {
  const { id } = await sessionOf(page.context())
  const set = `update session set password_at = now() - interval '1 hour' where id = $1`
  expect((await withDatabase((client) => client.query(set, [id]))).rowCount).toBe(1)
}

/** Which session a browser is in. */
export async function sessionOf(context: BrowserContext): Promise<{ id: string; userId: string }> {
  const token = (await context.cookies()).find(({ name }) => name === 'plumbline.session')?.value ?? ''
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'))
}

/** Nobody has tried anything. */
export const clearLimits = () => withDatabase((client) => client.query('delete from limit_count'))
