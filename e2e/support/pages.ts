import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, test } from '@playwright/test'
import { retireCompanies } from './data'

// Open pages go on reading, and companies are followed: those of the tests before would slow this one down, and the
// more the later it comes.
let testId = ''
const opened: BrowserContext[] = []
async function closeEarlierOnes(): Promise<void> {
  if (testId === test.info().testId) return
  testId = test.info().testId
  await Promise.all([...opened.splice(0).map((context) => context.close()), retireCompanies()])
}

/** A page in a browser of its own, in which nobody is signed in. It is closed when the next test asks for one. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  await closeEarlierOnes()
  const context = await browser.newContext(options)
  opened.push(context)
  return context.newPage()
}

/** Waits until React has taken over the page, so that its buttons do something: the network of a page with live updates is never idle. */
export const takenOver = (page: Page) =>
  page.waitForFunction(() =>
    Array.from(document.body.querySelectorAll('*')).some((element) =>
      Object.keys(element).some((key) => key.startsWith('__react')),
    ),
  )
