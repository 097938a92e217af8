import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import type { DocumentContent } from '@/lib/documents/content'
import { browserOf, type Person } from './app'
import { createJob, createOrg, type TestJob, type TestOrg, withDatabase } from './data'

// The editor of a document, as its tests use it.

export type Desk = { org: TestOrg; job: TestJob; path: string }

/** A company with a job whose proposal has one line over $1,000.00. */
export async function proposalDesk(): Promise<Desk> {
  const org = await createOrg()
  const job = await createJob(org, 100_000, { kind: 'proposal', stage: 'draft' })
  return { org, job, path: `/orgs/${org.slug}/jobs/${job.number}/proposal` }
}

/** The editor of a desk's proposal, once it answers to keys. */
export async function openEditor(browser: Browser, { path }: Desk, person: Person = 'contractor', options = {}) {
  const page = await browserOf(browser, person, options)
  await page.goto(`${path}/edit`)
  await expect(lineOf(page, 1)).toBeVisible()
  await page.waitForFunction(() => {
    const field = document.querySelector('main textarea')
    return field !== null && Object.keys(field).some((key) => key.startsWith('__react'))
  })
  return page
}

export const lineOf = (page: Page, number: number): Locator =>
  page.getByRole('group', { name: `Line ${number}`, exact: true })
export const saved = (page: Page) => expect(page.getByRole('main').locator('[data-saved=true]')).toHaveText('Saved')
export const totalOf = (page: Page) =>
  page.getByRole('main').locator('dl').filter({ hasText: 'Total' }).locator('dd').last()

/** Opens one of the parts below the lines. */
export const unfold = (page: Page, title: string) =>
  page.getByRole('heading', { name: title, exact: true }).locator('xpath=ancestor::summary').click()

/** Drags a line by its grip to the upper edge of another place in view, once nothing moves under the mouse. */
export async function drag(page: Page, line: Locator, to: Locator): Promise<void> {
  const grip = line.locator('[data-grip]')
  await to.hover({ position: { x: 20, y: 4 } })
  await grip.hover({ position: { x: 8, y: 20 } })
  const [start, end] = [await grip.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('the lines aren’t on the page')
  const towards = end.y > start.y ? 60 : -40
  await page.mouse.down()
  await page.mouse.move(start.x + 8, start.y + towards, { steps: 4 })
  await page.mouse.move(end.x + 20, end.y + 4, { steps: 8 })
  await page.mouse.up()
}

/** What is stored of a desk's document. */
export async function storedContent({ job }: Desk): Promise<DocumentContent> {
  const { rows } = await withDatabase((client) =>
    client.query('select content from document where job_id = $1', [job.id]),
  )
  return rows[0].content
}

/** Puts this many lines into a desk's document. */
export async function fillLines({ job }: Desk, count: number): Promise<void> {
  await withDatabase(async (client) => {
    const { rows } = await client.query('select content from document where job_id = $1', [job.id])
    const { content } = rows[0]
    const [section] = content.sections
    const line = section.lines[0]
    section.lines = Array.from({ length: count }, (_, at) => ({
      ...line,
      id: randomUUID(),
      description: `Line item ${at + 1}`,
    }))
    await client.query('update document set content = $2 where job_id = $1', [job.id, JSON.stringify(content)])
  })
}
