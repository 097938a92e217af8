// How Plumbline shows the errors that the document asks about: the real app, with a database of its own and data of
// nobody, in a real browser.
import path from 'node:path'
import { type Browser, chromium, expect, type Locator } from '@playwright/test'
import { browserOf, complete, createCompany, fillDialog, openDialog } from '@/e2e/support/app'
import { createJob } from '@/e2e/support/data'
import { chromiumLaunch } from '../browser'
import { step } from '../step'
import { withThrowawayStack } from '../throwaway-stack'
import type { Screens } from './report'
import { INVALID_VISA } from './test-accounts'

const LOOK = {
  viewport: { width: 820, height: 1180 },
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

/** Presses Complete Payment and waits for what is said about it. */
async function refusedBy(dialog: Locator, words: string): Promise<Buffer> {
  await complete(dialog)
  await expect(dialog.getByRole('alert').getByText(words).first()).toBeVisible()
  return dialog.screenshot({ animations: 'disabled' })
}

async function takeDialog(browser: Browser, shots: Map<string, Buffer>): Promise<void> {
  const company = await createCompany(browser)
  const job = await createJob(company, 250_000_000)
  const page = await browserOf(browser, 'contractor')
  for (const { file, card, words } of [
    { file: 'card-number', card: { amount: '1,500.00', number: INVALID_VISA }, words: 'compare each digit' },
    { file: 'too-much', card: { amount: '2,000,000.01' }, words: '$2,000,000.00 at most' },
    { file: 'nothing', card: { amount: '0' }, words: 'more than $0.00' },
  ]) {
    const dialog = await openDialog(page, company.slug, job)
    await fillDialog(dialog, card)
    shots.set(file, await refusedBy(dialog, words))
  }
}

/** Starts the system, takes the pictures of the plan, and takes the system away again. */
export async function takeScreens(folder: string, signal: AbortSignal): Promise<Screens> {
  const shots = new Map<string, Buffer>()
  const stackFolder = path.join(folder, 'stack')
  process.env.E2E_STACK = path.join(stackFolder, 'stack.json') // for the helpers of the browser tests
  await withThrowawayStack({ folder: stackFolder, signal }, async ({ appUrl }) => {
    const browser = await openBrowser(appUrl)
    try {
      await step('screenshots', () => takeDialog(browser, shots))
    } finally {
      await browser.close()
    }
  })
  signal.throwIfAborted()
  return shots
}
