import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, type Route, test } from '@playwright/test'
import { gzipped, javascriptOf } from '../scripts/bench/javascript'
import { killWorker, stackInfo, startWorker } from '../tools/testing/stack-info'
import { type Asked, countStatements } from '../tools/testing/statement-log'
import { browserOf, createCompany, fresh } from './support/app'
import { createJob, createOrg, type TestOrg } from './support/data'
import { insertMoney } from './support/furnished'
import { customerBrowser, markAsSent, mintLink, openLink } from './support/links'

// What a page may weigh (app/page-budgets.json). JavaScript: kilobytes (of 1,000 bytes) compressed, and how many times
// that of an empty app of the same versions. Raise a budget only for something that somebody on that page needs at once;
// what opens later loads later (components/wanted.ts). Questions: statements to PostgreSQL, and how often the page waits
// for an answer. HTML: bytes, with the data that React reads from it, of a list of 25 rows.

type Budget = { kilobytes: number; ratio: number }
type Budgets = {
  emptyApp: number
  javascript: Record<string, Budget>
  openDialog: Budget
  questions: Record<string, Asked>
  htmlBytes: Record<string, number>
}
const budgets: Budgets = JSON.parse(readFileSync('app/page-budgets.json', 'utf8'))

function expectWithin({ kilobytes, ratio }: Budget, bytes: number, what: string) {
  expect.soft(bytes / 1000, `${what}: kilobytes`).toBeLessThanOrEqual(kilobytes)
  expect.soft(bytes / 1000 / budgets.emptyApp, `${what}: times an empty app`).toBeLessThanOrEqual(ratio)
}

/** A job whose agreement can be paid, and the contractor's browser. */
async function atAJob(browser: Browser) {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  return { path: `/orgs/${company.slug}/jobs/${job.number}`, page: await browserOf(browser, 'contractor') }
}

/** A customer who has opened their link to a job with a proposal that was sent. */
async function atALink(browser: Browser, org: TestOrg) {
  const job = await createJob(org, 500_000, { kind: 'proposal', stage: 'draft' })
  const office = await browserOf(browser, 'contractor')
  await office.goto(`/orgs/${org.slug}/jobs/${job.number}/proposal`)
  await markAsSent(office)
  const link = await mintLink(org, job)
  const page = await customerBrowser(browser)
  await openLink(page, link)
  await office.context().close() // it follows the page live
  return { page, linkId: link.id }
}

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

const pathOf = (route: string, ids: Record<string, string>) => route.replace(/\[(\w+)\]/g, (_, name) => ids[name] ?? '')

/** This user is a member of as many companies as tests made before, and the menu has them all. */
const withoutCompanies = (html: string) => html.replace(/\\"orgs\\":\[.*?\]/, '')

const makePayment = (page: Page) => page.getByRole('button', { name: 'Make Payment' })
const dialogOn = (page: Page) => page.getByRole('dialog', { name: 'Make Payment' })

test('no page brings more JavaScript than its budget', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 500_000)
  const [payment, entry] = await insertMoney(org, job)
  const page = await browserOf(browser, 'admin')
  const customer = await atALink(browser, org)
  const cookies = { office: await cookieOf(page), customer: await cookieOf(customer.page) }
  for (const [route, budget] of Object.entries(budgets.javascript)) {
    const ids = { org: org.slug, job: String(job.number), payment, entry, key: customer.linkId, document: 'proposal' }
    const cookie = route === '/sign-in' ? '' : cookies[route.startsWith('/c/') ? 'customer' : 'office']
    const { bytes } = await javascriptOf(stackInfo().appUrl, pathOf(route, ids), cookie)
    expectWithin(budget, bytes, route)
  }
  await customer.page.context().close()
})

test('no page asks PostgreSQL more, or waits more often, than it may, and none has more HTML', async ({ browser }) => {
  const org = await createOrg()
  for (let made = 0; made < 26; made++) await insertMoney(org, await createJob(org, 500_000))
  const job = await createJob(org, 500_000)
  const page = await browserOf(browser, 'admin')
  const get = (route: string) => page.request.get(pathOf(route, { org: org.slug, job: String(job.number) }))
  await killWorker() // it asks, too
  try {
    for (const [route, budget] of Object.entries(budgets.questions)) {
      // That a session is used is written down once a minute, beside the answer.
      expect(await fresh({ cookies: await page.context().cookies() })).toBe(true)
      await get(route) // the first request of a process doesn't know yet which company a name is
      expect(await countStatements(stackInfo(), () => get(route)), route).toEqual(budget)
    }
  } finally {
    await startWorker()
  }
  for (const [route, most] of Object.entries(budgets.htmlBytes))
    expect(Buffer.byteLength(withoutCompanies(await (await get(route)).text())), route).toBeLessThanOrEqual(most)
})

test('nor does a job with the open Make Payment dialog', async ({ browser }) => {
  const { page, path } = await atAJob(browser)
  const scripts = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url())
  })
  // Nothing is fetched while the page is idle: that would be other dialogs' code, too, or not, as it happens.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  await page.goto(`${path}/agreement`)
  await makePayment(page).click()
  await expect(dialogOn(page).getByLabel('Amount')).toBeVisible()
  let bytes = 0
  for (const url of scripts) bytes += gzipped(await (await page.request.get(url)).body())
  expectWithin(budgets.openDialog, bytes, 'open dialog')
})

test('a press before the dialog’s code is there opens it once it is, and a failed download can be tried again', async ({
  browser,
}) => {
  const { page, path } = await atAJob(browser)
  const onDialogCode = (handle: (route: Route) => Promise<void>) =>
    page.route('**/*.js', async (route) => {
      const code = await (await page.request.get(route.request().url())).text()
      return code.includes('Complete Payment') ? handle(route) : route.continue()
    })
  const failed = page.getByRole('alert').filter({ hasText: 'can’t be opened now' })

  await onDialogCode((route) => route.abort())
  await page.goto(`${path}/agreement`)
  await makePayment(page).click()
  await expect(failed).toBeVisible()
  await expect(dialogOn(page)).toHaveCount(0)
  await page.unrouteAll({ behavior: 'wait' })
  await makePayment(page).click()
  await expect(dialogOn(page).getByLabel('Amount')).toBeVisible()
  await expect(failed).toHaveCount(0)

  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await onDialogCode(async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  await makePayment(page).click()
  await expect(makePayment(page)).toHaveAttribute('aria-disabled', 'true')
  release()
  await expect(dialogOn(page).getByLabel('Amount')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(makePayment(page)).toBeFocused()
})
