import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

// Every page in three sizes, light and dark: axe finds nothing, nothing scrolls sideways, no button is cut off and no
// question has lines that are too long. With SCREENSHOTS=1 a picture of each is left in screenshots/ to be looked at by people.

const SIZES = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 900] } as const

export type Stop = { name: string; path: string; then?: (page: Page) => Promise<unknown>; signedOut?: boolean }

// Axe finds what is wrong with a layout in either theme, and with a theme's colors in any layout.
const AXE = new Set(['phone dark', 'desktop light'])
const PICTURES = Boolean(process.env.SCREENSHOTS)

/** Runs all of axe's rules, and lists no element in which they found nothing, which took a third of its time. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })

/** The buttons that a layout cuts off at the edge of their dialog, or breaks within a short word. */
const brokenButtons = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('button, .button'))
      .filter((button) => button.checkVisibility())
      .filter((button) => {
        const [own, around] = [button, button.closest('[role=dialog], [role=alertdialog]')].map((each) =>
          each?.getBoundingClientRect(),
        )
        if (own && around && (own.left < around.left - 1 || own.right > around.right + 1)) return true
        const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
          const range = document.createRange()
          range.selectNodeContents(texts.currentNode)
          const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)))
          if (lines.size > 1 && /^\w{1,12}$/.test(texts.currentNode.textContent ?? '')) return true
        }
        return false
      })
      .map((button) => button.textContent),
  )

/** The cells of tables that have so little room that they break short words. */
const brokenCells = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('td, th'))
      .filter((cell) => cell.checkVisibility())
      .flatMap((cell) => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
          const { currentNode: node } = texts
          for (const { 0: word, index } of (node.textContent ?? '').matchAll(/(?<!\S)\w{2,12}(?!\S)/g)) {
            const range = document.createRange()
            range.setStart(node, index)
            range.setEnd(node, index + word.length)
            if (new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1) return [word]
          }
        }
        return []
      }),
  )

/** The questions whose lines are too long to read. */
const wideQuestions = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('[role=alertdialog]'))
      .filter((question) => question.getBoundingClientRect().width > 480)
      .map((question) => question.textContent),
  )

/** Looks at the page as it is, in every size and theme. */
export async function look(page: Page, name: string) {
  for (const [size, [width, height]] of Object.entries(SIZES))
    for (const colorScheme of ['light', 'dark'] as const) {
      const isChecked = AXE.has(`${size} ${colorScheme}`)
      if (!PICTURES && !isChecked && colorScheme === 'dark') continue // a theme changes no width
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // What streams in is there, and colours have done changing.
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await page.evaluate(() =>
        // Those that follow a scroll position never end.
        Promise.allSettled(
          document
            .getAnimations()
            .filter(({ timeline }) => timeline === document.timeline)
            .map(({ finished }) => finished),
        ).then(() => null),
      )
      if (PICTURES) await page.screenshot({ path: `screenshots/${name}-${size}-${colorScheme}.png`, fullPage: true })
      const { violations } = isChecked ? await axe(page).analyze() : { violations: [] }
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
      expect({ name, size, colorScheme, found }).toEqual({ name, size, colorScheme, found: [] })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      const broken = [...(await brokenButtons(page)), ...(await brokenCells(page)), ...(await wideQuestions(page))]
      expect({ name, size, broken }).toEqual({ name, size, broken: [] })
      expect({ name, size, overflow: Math.max(0, overflow) }).toEqual({ name, size, overflow: 0 })
    }
}

/** Goes to each place and looks at it. */
export async function visit(page: Page, stops: Stop[]) {
  for (const { name, path, then } of stops)
    await test.step(name, async () => {
      await page.goto(path)
      await then?.(page)
      await look(page, name)
    })
}
