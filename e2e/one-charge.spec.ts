import { expect, type Locator, type Request, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { atTheTable, browserOf, complete, createCompany, fillDialog } from './support/app'
import { createJob, withDatabase } from './support/data'
import { ledgerOf } from './support/sandbox'

/** The server action's request as the browser sent it, to be sent again as it was or with other headers. */
async function replay(request: Request, change: Record<string, string | undefined> = {}) {
  const headers = { ...(await request.allHeaders()), ...change }
  const sent = Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !entry[0].startsWith(':') && !['host', 'content-length'].includes(entry[0]),
    ),
  )
  const response = await fetch(request.url(), { method: 'POST', headers: sent, body: request.postData() })
  return { status: response.status, text: await response.text() }
}

const isPayment = (request: Request) => request.method() === 'POST' && (request.postData() ?? '').includes('cardNumber')

test('twenty submits of one dialog at once make one payment', async ({ browser }) => {
  const { company, page, dialog } = await atTheTable(browser, 900_000)
  let held: Request | undefined
  await page.route('**/agreement', (route, request) => {
    if (!isPayment(request)) return route.continue()
    held = request
    return route.abort() // the browser's own goes nowhere; the test sends it twenty times
  })
  await fillDialog(dialog, { amount: '2,500.00' })
  await complete(dialog)
  await expect.poll(() => held).toBeDefined()
  await page.unroute('**/agreement')
  const answers = await Promise.all(Array.from({ length: 20 }, () => replay(held as Request)))
  expect(answers.every((answer) => answer.status === 200)).toBe(true)
  expect(answers.filter((answer) => answer.text.includes('"authorized"')).length).toBeGreaterThan(0)
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ amountCents: 250_000, status: 'Authorized' }])
  // the dialog, whose own request was lost, finds out by asking
  await expect(dialog.getByRole('heading', { name: /^\$2,500\.00/ })).toBeVisible()
  const rows = await withDatabase((client) => client.query('select id from payment where org_id = $1', [company.id]))
  expect(rows.rowCount).toBe(1)
})

test('a double click pays once', async ({ browser }) => {
  const { company, dialog } = await atTheTable(browser, 900_000)
  await fillDialog(dialog)
  await dialog.getByRole('button', { name: /Complete Payment/ }).dblclick()
  await expect(dialog.getByRole('heading', { name: /^\$[\d,.]+ on/ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})

test('two tablets cannot together take more than is owed', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 100_000)
  const dialogs: Locator[] = []
  for (const person of ['contractor', 'admin'] as const) {
    const page = await browserOf(browser, person)
    await page.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
    await page.getByRole('button', { name: 'Make Payment' }).click()
    dialogs.push(page.getByRole('dialog', { name: 'Make Payment' }))
  }
  for (const dialog of dialogs) await fillDialog(dialog, { amount: '800.00' })
  await Promise.all(dialogs.map(complete))
  const texts = () => Promise.all(dialogs.map((dialog) => dialog.innerText()))
  await expect.poll(async () => (await texts()).filter((text) => /Authorized\. \$800/.test(text)).length).toBe(1)
  await expect
    .poll(async () => (await texts()).filter((text) => /The balance due is \$200\.00/.test(text)).length)
    .toBe(1)
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})

test('a money action without our own Origin is refused', async ({ browser }) => {
  const { company, page, dialog } = await atTheTable(browser, 900_000)
  let held: Request | undefined
  await page.route('**/agreement', (route, request) => {
    if (!isPayment(request)) return route.continue()
    held = request
    return route.abort()
  })
  await fillDialog(dialog)
  await complete(dialog)
  await expect.poll(() => held).toBeDefined()
  const request = held as Request
  for (const origin of [undefined, 'https://evil.example', 'null', `${stackInfo().appUrl}.evil.example`]) {
    const answer = await replay(request, { origin })
    expect(answer.text).not.toContain('"authorized"')
  }
  expect((await replay(request, { cookie: undefined })).text).not.toContain('"authorized"')
  expect(await ledgerOf(company.apiUser)).toEqual([])
})
