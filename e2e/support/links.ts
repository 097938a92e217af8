import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Browser, expect, type Page } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { type TestJob, type TestOrg, withDatabase } from './data'
import { openPage } from './pages'

// Customers at their links: what the office does is tried in customer-links.spec.ts.

export type TestLink = { id: string; token: string; path: string; cookie: string }

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** A person’s link to a job: `path` opens it, and `cookie` is what a browser has that has opened it. */
export async function mintLink(
  org: TestOrg,
  job: Pick<TestJob, 'id'>,
  email = 'olivia.marsh@example.com',
): Promise<TestLink> {
  const id = randomUUID()
  const [token, kept] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  await withDatabase(async (client) => {
    await client.query(
      `insert into customer_link (org_id, id, job_id, name, email, way, created_by_name, expires_at)
       values ($1, $2, $3, 'Olivia Marsh', $4, 'email', 'Marco', now() + interval '90 days')`,
      [org.id, id, job.id, email],
    )
    for (const [kind, of] of [
      ['address', token],
      ['cookie', kept],
    ] as const)
      await client.query(
        `insert into customer_link_token (hash, org_id, link_id, kind, expires_at)
         values ($1, $2, $3, $4, now() + interval '90 days')`,
        [hashOf(of), org.id, id, kind],
      )
  })
  const host = stackInfo().appUrl.startsWith('https:') ? '__Host-' : ''
  return { id, token, path: `/c/${token}`, cookie: `${host}plumbline.link-${id}=${kept}` }
}

/** Another address of the link that somebody was emailed: what the email has is kept nowhere. */
export const emailedLink = (org: TestOrg, job: TestJob, email: string): Promise<Omit<TestLink, 'cookie'>> =>
  withDatabase(async (client) => {
    const token = randomBytes(32).toString('base64url')
    const { rows } = await client.query(
      `insert into customer_link_token (hash, org_id, link_id, kind, expires_at)
       select $1, org_id, id, 'address', expires_at from customer_link
         where org_id = $2 and job_id = $3 and email = $4 and revoked_at is null returning link_id`,
      [hashOf(token), org.id, job.id, email],
    )
    if (rows.length !== 1) throw new Error(`${email} has no link`)
    return { id: rows[0].link_id, token, path: `/c/${token}` }
  })

/** A customer's own browser: nobody is signed in there. */
export const customerBrowser = (browser: Browser, viewport = { width: 390, height: 844 }): Promise<Page> =>
  openPage(browser, { viewport })

/** Sends the document that the office's page shows. */
export async function markAsSent(office: Page): Promise<void> {
  await office.getByRole('button', { name: 'Mark as' }).click()
  await office.getByRole('menuitem', { name: 'Sent', exact: true }).click()
  await expect(office.getByText('Version 1, sent by')).toBeVisible()
}

/** Opens a link as a person does. */
export async function openLink(page: Page, { id, path }: Pick<TestLink, 'id' | 'path'>): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.waitForURL(`/c/${id}`)
}
