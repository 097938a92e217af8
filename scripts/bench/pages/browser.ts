// What a page costs a tablet: a browser whose processor is four times slower, as Lighthouse has it for mobile.
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumLaunch } from '../../../tools/testing/browser'

const SLOWER = 4
/** A page is done once nothing has kept its main thread busy for so long. */
const QUIET_MS = 2_000

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

/** How long a page keeps its main thread from answering: what each of its tasks takes beyond 50 ms, in ms. */
export async function blockingOf(browser: Browser, url: string, cookie: string): Promise<number> {
  const page = await slowPage(browser, url, cookie)
  await page.goto(url)
  const blocked = await page.evaluate(
    (quiet) =>
      new Promise<number>((resolve) => {
        let sum = 0
        let timer = setTimeout(() => resolve(sum), quiet)
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) sum += Math.max(0, duration - 50)
          clearTimeout(timer)
          timer = setTimeout(() => resolve(sum), quiet)
        }).observe({ type: 'longtask', buffered: true })
      }),
    QUIET_MS,
  )
  await page.context().close()
  return blocked
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
  const opened = page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        document.addEventListener(
          'click',
          ({ timeStamp }) => {
            const look = () =>
              document.querySelector('dialog[open]')
                ? requestAnimationFrame(() => resolve(performance.now() - timeStamp))
                : requestAnimationFrame(look)
            look()
          },
          { once: true, capture: true },
        ),
      ),
  )
  await page.getByRole('button', { name: button }).click()
  const took = await opened
  await page.context().close()
  return took
}
