// How Plumbline shows the errors that the document asks about: the real app, with a database of its own and data of
// nobody, in a real browser.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, expect, type Locator, type Page } from '@playwright/test'
import { browserOf, type Company, complete, createCompany, fillDialog, openDialog } from '@/e2e/support/app'
import { createJob } from '@/e2e/support/data'
import { fault } from '@/e2e/support/sandbox'
import { rawCalls } from '@/lib/paysimple/raw'
import { Problem } from '../../tools/process/problem'
import { step } from '../../tools/process/step'
import { chromiumLaunch } from '../../tools/testing/browser'
import { withThrowawayStack } from '../../tools/testing/throwaway-stack'
import { createRedact } from './redact'
import type { Picture, Screens } from './report'
import { BANK, CVV, INVALID_VISA, NUMBERS } from './test-accounts'

const LOOK = {
  viewport: { width: 820, height: 1400 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
  reducedMotion: 'reduce',
  locale: 'en-US',
} as const

/** A browser whose every page knows where the app is, as those of Playwright's own runner do. */
async function openBrowser(baseURL: string): Promise<Browser> {
  const browser = await chromium.launch(chromiumLaunch())
  const newContext = browser.newContext.bind(browser)
  browser.newContext = (options) => newContext({ ...LOOK, baseURL, ...options })
  return browser
}

/** The picture of a part of the page, with account numbers in its fields masked as they are in the report's texts. */
async function pictureOf(part: Locator): Promise<Picture> {
  const redact = createRedact([], NUMBERS)
  for (const field of await part.locator('input, textarea').all()) {
    const value = await field.inputValue()
    const shown = value === CVV ? '***' : redact(value)
    if (shown === value) continue
    // Behind the back of React, which would not know what to make of it.
    await field.evaluate((element, text) => Object.assign(element, { value: text }), shown)
  }
  // Its corners, and the part of a pixel at its edges, would show the page behind.
  const square =
    '[role=dialog] { border-radius: 0 !important; border: 0 !important; box-shadow: 0 0 0 4px var(--sheet) !important }'
  const box = await part.boundingBox()
  return { png: await part.screenshot({ animations: 'disabled', style: square }), width: Math.round(box?.width ?? 0) }
}

async function takeDialog(browser: Browser, company: Company, shots: Map<string, Picture>): Promise<void> {
  const job = await createJob(company, 250_000_000)
  const page = await browserOf(browser, 'contractor')
  for (const { file, card, words } of [
    { file: 'card-number', card: { amount: '1,500.00', number: INVALID_VISA }, words: 'compare each digit' },
    { file: 'too-much', card: { amount: '2,000,000.01' }, words: '$2,000,000.00 at most' },
    { file: 'nothing', card: { amount: '0' }, words: 'more than $0.00' },
  ]) {
    const dialog = await openDialog(page, company.slug, job)
    await fillDialog(dialog, card)
    await complete(dialog)
    await expect(dialog.getByRole('alert').getByText(words).first()).toBeVisible()
    shots.set(file, await pictureOf(dialog))
  }
  await page.route('**/payments/*/status', () => {}) // unanswered, or it is found before we have looked
  const dialog = await openDialog(page, company.slug, job)
  await fault('POST /v4/payment', 'duplicate-after')
  await fillDialog(dialog, { amount: '1,500.00' })
  await complete(dialog)
  await expect(dialog.getByText('Confirming. Don’t charge again', { exact: true }).last()).toBeVisible()
  shots.set('checking', await pictureOf(dialog))
}

/** Sends a body by hand in the API Test Tool, and waits for PaySimple's refusal. */
async function refusedInTool(page: Page, { slug }: Company, does: string, body: object): Promise<Picture> {
  await page.goto(`/orgs/${slug}/settings/api-test`)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
  await page.getByLabel('What to do').selectOption(does)
  await page.getByLabel('Request body').fill(JSON.stringify(body, null, 2))
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send POST' }).click()
  await expect(page.getByRole('heading', { name: /^400/ })).toBeVisible()
  return pictureOf(page.getByRole('main'))
}

async function takeTool(browser: Browser, company: Company, sandboxUrl: string, shots: Map<string, Picture>) {
  const send = rawCalls({ baseUrl: sandboxUrl, userName: company.apiUser, apiKey: company.apiKey })
  const make = async (path: string, body: object): Promise<number> => {
    const { status, text } = await send({ method: 'POST', path, body: JSON.stringify(body) })
    if (status !== 201) throw new Problem(`The sandbox of the screenshots answered POST ${path} with ${status}.`)
    return JSON.parse(text).Response.Id
  }
  const person = { FirstName: 'Test', LastName: 'Person', ShippingSameAsBilling: true }
  const street = { ...person, BillingAddress: { City: 'Denver', StateCode: 'CO', ZipCode: '80202', Country: 'US' } }
  const account = { CustomerId: await make('/v4/customer', person), ...BANK }
  const payment = { AccountId: await make('/v4/account/ach', account), Amount: 15, OrderId: 'job-1042' }
  await make('/v4/payment', payment)

  const page = await browserOf(browser, 'admin')
  shots.set('street', await refusedInTool(page, company, 'Create a customer', street))
  shots.set('same-account', await refusedInTool(page, company, 'Add a bank account', account))
  shots.set('duplicate', await refusedInTool(page, company, 'Take a payment', payment))
}

/** Starts the system, takes the pictures of the plan, and takes the system away again. */
export async function takeScreens(folder: string, signal: AbortSignal): Promise<Screens> {
  const shots = new Map<string, Picture>()
  const stackFolder = path.join(folder, 'stack')
  process.env.E2E_STACK = path.join(stackFolder, 'stack.json') // for the helpers of the browser tests
  await withThrowawayStack({ folder: stackFolder, signal }, async ({ appUrl, sandboxUrl }) => {
    const browser = await openBrowser(appUrl)
    try {
      await step('screenshots', async () => {
        const company = await createCompany(browser)
        await takeDialog(browser, company, shots)
        await takeTool(browser, company, sandboxUrl, shots)
      })
    } finally {
      await browser.close()
    }
  })
  signal.throwIfAborted()
  rmSync(stackFolder, { recursive: true, force: true }) // when it went wrong its log is kept
  return shots
}
