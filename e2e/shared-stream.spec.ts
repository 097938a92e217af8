import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog, openPaymentSection } from './support/app'
import { createOrg } from './support/data'
import { voidElsewhere } from './support/payments'

// Many tabs of one browser, which has only six connections for all of them.

/** A company's stream. The page after signing in has one of its own company. */
const isStreamOf = (slug: string, url: string) => new URL(url).pathname === `/api/live/${slug}`

/** Tabs of one browser, each on a job's Information tab. */
async function openTabs(context: BrowserContext, slug: string, number: number, many: number): Promise<Page[]> {
  const tabs: Page[] = []
  for (let tab = 0; tab < many; tab++) {
    const page = await context.newPage()
    await openPaymentSection(page, slug, { id: '', number })
    await expect(page.getByRole('heading', { name: 'Details' })).toBeVisible()
    tabs.push(page)
  }
  return tabs
}

test('fault 47: seven open tabs of one browser share one stream, and each follows', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 500_000)
  const context = (await browserOf(browser, 'bookkeeper')).context()
  const streams: Page[] = []
  context.on('request', (request) => {
    if (isStreamOf(company.slug, request.url())) streams.push(request.frame().page())
  })
  const tabs = await openTabs(context, company.slug, job.number, 7)
  await fillDialog(dialog, { amount: '2,000.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
  const shows = (tab: Page, status: string) =>
    expect(tab.locator('#payment').getByText(status, { exact: true }).filter({ visible: true })).toHaveCount(1)
  for (const tab of tabs) await shows(tab, 'Authorized')
  expect(streams).toEqual([tabs[0]])

  await test.step('the tab with the stream is closed: another one takes over', async () => {
    await tabs[0]?.close()
    await expect.poll(() => streams.length).toBe(2)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await voidElsewhere(browser, company.slug, job, '$2,000.00')
    for (const tab of tabs.slice(1)) await shows(tab, 'Voided')
    expect(streams).toHaveLength(2)
  })
  expect(page.isClosed()).toBe(false)
})

test('fault 47: tabs of two companies have a stream each', async ({ browser }) => {
  const one = await createOrg()
  const two = await createOrg()
  const context = (await browserOf(browser, 'bookkeeper')).context()
  const streams: string[] = []
  context.on('request', (request) => {
    for (const { slug } of [one, two]) if (isStreamOf(slug, request.url())) streams.push(slug)
  })
  for (const org of [one, two, one, two]) {
    const tab = await context.newPage()
    await tab.goto(`/orgs/${org.slug}/jobs`)
    await expect(tab.getByRole('heading', { name: 'Jobs' }).first()).toBeVisible()
  }
  await expect.poll(() => streams.sort()).toEqual([one.slug, two.slug].sort())
})
