import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Browser, expect, type Page } from '@playwright/test'
import { type TestJob, type TestOrg, withDatabase } from './data'

// Customers at their links: what the office does is tried in customer-links.spec.ts.

export type TestLink = { id: string; token: string; path: string }

/** A link to a job, as the office makes one for a person. */
export async function mintLink(org: TestOrg, job: TestJob, email = 'olivia.marsh@example.com'): Promise<TestLink> {
  const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  await withDatabase(async (client) => {
    await client.query(
      `insert into customer_link (org_id, id, job_id, name, email, way, created_by_name, expires_at)
       values ($1, $2, $3, 'Olivia Marsh', $4, 'email', 'Marco', now() + interval '90 days')`,
      [org.id, id, job.id, email],
    )
    await client.query(
      `insert into customer_link_token (hash, org_id, link_id, kind, expires_at)
       values ($1, $2, $3, 'address', now() + interval '90 days')`,
      [createHash('sha256').update(token).digest(), org.id, id],
    )
  })
  return { id, token, path: `/c/${token}` }
}

/** A customer's own browser: nobody is signed in there. */
export async function customerBrowser(browser: Browser, viewport = { width: 390, height: 844 }): Promise<Page> {
  const context = await browser.newContext({ viewport, storageState: { cookies: [], origins: [] } })
  return context.newPage()
}

/** Sends the document that the office's page shows. */
export async function markAsSent(office: Page): Promise<void> {
  await office.getByRole('button', { name: 'Mark as' }).click()
  await office.getByRole('menuitem', { name: 'Sent', exact: true }).click()
  await expect(office.getByText('Version 1, sent by')).toBeVisible()
}

/** Opens a link as a person does. */
export async function openLink(page: Page, { id, path }: TestLink): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.waitForURL(`/c/${id}`)
}
