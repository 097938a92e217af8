// What a page costs a tablet: a browser whose processor is four times slower, as Lighthouse has it for mobile.
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumLaunch } from '../../../tools/testing/browser'

const SLOWER = 4

export const openBrowser = (): Promise<Browser> => chromium.launch(chromiumLaunch())

async function slowPage(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 820, height: 1180 } })
  const pairs = cookie === '' ? [] : cookie.split('; ')
  await context.addCookies(
    pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url })),
  )
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return page
}

/** From the press of a button to the frame that shows its dialog, in ms. Its code is there: it was open before. */
export async function openingOf(browser: Browser, url: string, cookie: string, button: string): Promise<number> {
  const page = await slowPage(browser, url, cookie)
  await page.goto(url)
  const dialog = page.locator('dialog[open]')
  await page.getByRole('button', { name: button }).click()
  await dialog.waitFor()
  // Nothing in a dialog can be pressed while it arrives, but Escape closes it.
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const took = framesUntil(page, 'dialog[open]')
  await page.getByRole('button', { name: button }).click()
  return took.finally(() => page.context().close())
}

/** The bar of a page that is on the way, or what the job's own page has. */
const LOADING = '[role="progressbar"], a[href$="/agreement"]'

/** From the press of a list's first row to the frame that shows that its page is on the way, in ms. */
export async function pressingOf(browser: Browser, url: string, cookie: string): Promise<number> {
  const page = await slowPage(browser, url, cookie)
  await page.goto(url)
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  const took = framesUntil(page, LOADING)
  await page.getByRole('table').getByRole('link').first().click()
  return took.finally(() => page.context().close())
}

/**
 * From the next click to the frame that shows what a selector names, in ms. No function in it has a name: tsx would note
 * it, with a function that no browser knows.
 */
const framesUntil = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    (shown) =>
      new Promise<number>((resolve) =>
        document.addEventListener(
          'click',
          ({ timeStamp }) =>
            new MutationObserver((_, observer) => {
              if (!document.querySelector(shown)) return
              observer.disconnect()
              requestAnimationFrame(() => resolve(performance.now() - timeStamp))
            }).observe(document, { subtree: true, childList: true, attributes: true }),
          { once: true, capture: true },
        ),
      ),
    selector,
  )
