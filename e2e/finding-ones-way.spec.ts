import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog } from './support/app'
import { createJob, createOrg } from './support/data'
import { openBeforeScripts } from './support/early'
import { fillLines, lineOf, openEditor, proposalDesk } from './support/editor'

// What fresh eyes missed while they found their way: an answer to each press, what is chosen, and where one is.

test('fault 10: a press of a link is answered at once, however slow the server is', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${org.slug}/jobs`)
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(
    (url) => url.pathname.endsWith('/customers'),
    async (route) => {
      await held
      await route.continue()
    },
  )
  await page.getByRole('link', { name: 'Customers', exact: true }).click()
  await expect(page.getByRole('progressbar', { name: 'Loading the page' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible() // what is there stays
  answer()
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('fault 10: a press that comes before the page’s scripts is answered once they are there', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 500_000)
  const page = await browserOf(browser, 'contractor', { hasTouch: true })
  for (const press of ['tap', 'click', 'dblclick'] as const) {
    const comeScripts = await openBeforeScripts(page, `/orgs/${org.slug}/jobs/${job.number}/information`)
    await page.getByRole('button', { name: 'Make Payment' })[press]()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    comeScripts()
    await expect(page.getByRole('dialog', { name: 'Make Payment' })).toHaveCount(1)
  }
})

/** What a person sees around an element: its outline and its borders. */
const edges = (locator: Locator) =>
  locator.evaluate((element) => {
    const { outlineStyle, outlineColor, borderTopWidth, borderTopStyle, borderBottomColor, borderBottomWidth } =
      getComputedStyle(element)
    return {
      outline: outlineStyle === 'none' ? null : outlineColor,
      hasBorder: borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0,
      below: `${borderBottomWidth} ${borderBottomColor}`,
    }
  })

test('fault 18: in forced colors the current tab, the chosen amount and the edges of buttons are seen', async ({
  browser,
}) => {
  const { company, job, page, dialog } = await atTheTable(browser, 500_000)
  await page.emulateMedia({ forcedColors: 'active' })
  const [chosen, other] = [
    dialog.getByRole('button', { name: /^Balance/ }),
    dialog.getByRole('button', { name: /^Half/ }),
  ]
  await chosen.click()
  await expect(chosen).toHaveAttribute('aria-pressed', 'true')
  expect((await edges(chosen)).outline).not.toBeNull()
  expect((await edges(other)).outline).toBeNull()
  for (const button of await dialog.getByRole('button', { name: /^(Half|Make|Complete|Pay)/ }).all())
    expect(await edges(button)).toMatchObject({ hasBorder: true })
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  const tabs = page.getByRole('navigation', { name: `Job ${job.number}` })
  const [current, another] = await Promise.all(
    ['Agreement', 'Proposal'].map((name) => edges(tabs.getByRole('link', { name, exact: true }))),
  )
  expect(current?.below).not.toBe(another?.below)
})

const isInView = (page: Page, locator: Locator) =>
  expect
    .poll(async () => {
      const box = await locator.boundingBox()
      return box !== null && box.x >= 0 && box.x + box.width <= (page.viewportSize()?.width ?? 0)
    })
    .toBe(true)

test('fault 18: on a phone the current tab is in view', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin', { viewport: { width: 390, height: 844 } })
  for (const [path, name] of [
    ['settings/audit', 'Audit log'],
    ['settings/company', 'Company'],
  ] as const) {
    await page.goto(`/orgs/${org.slug}/${path}`)
    await isInView(page, page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true }))
  }
})

test('a row of tabs that fits shows all of them, whatever it was scrolled to before', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin', { viewport: { width: 390, height: 844 } })
  await page.goto(`/orgs/${org.slug}/settings/alarms`)
  const row = page.getByRole('navigation', { name: 'Settings' })
  const state = () =>
    row.evaluate((nav) => ({
      hidden: nav.scrollWidth - nav.clientWidth > 0,
      fades: ['--fade-left', '--fade-right'].map((side) => getComputedStyle(nav).getPropertyValue(side) !== '0px'),
    }))
  await expect.poll(state).toEqual({ hidden: true, fades: [true, false] })
  await row.evaluate((nav) => nav.scrollTo(100, 0))
  await expect.poll(state).toEqual({ hidden: true, fades: [true, true] })
  await row.evaluate((nav) => nav.scrollTo(nav.scrollWidth, 0))
  await expect.poll(state).toEqual({ hidden: true, fades: [true, false] })
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect.poll(state).toEqual({ hidden: false, fades: [false, false] })
})

/** How far the body of a dialog is scrolled, and how far it could be. */
const scrollOf = (dialog: Locator) =>
  dialog.locator('[data-dialog-body]').evaluate((body) => ({
    top: body.scrollTop,
    farthest: body.scrollHeight - body.clientHeight,
  }))

test('fault 19: a result opens at its top, also where the form was scrolled', async ({ browser }) => {
  const { page, dialog } = await atTheTable(browser, 500_000)
  await page.setViewportSize({ width: 390, height: 300 })
  await fillDialog(dialog)
  await dialog.getByRole('button', { name: /Complete Payment/ }).scrollIntoViewIfNeeded()
  expect((await scrollOf(dialog)).top).toBeGreaterThan(100)
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$5,000\.00/ })).toBeFocused()
  const { top, farthest } = await scrollOf(dialog)
  expect(farthest).toBeGreaterThan(100) // a result that fits would be at its top in any case
  expect(top).toBe(0)
})

test('fault 19: the customer picker says how many of how many it lists', async ({ browser }) => {
  const org = await createOrg()
  for (let n = 0; n < 10; n++) await createJob(org, 100)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${org.slug}/jobs/new`)
  await expect(page.getByText('The first 8 of 10 customers.').first()).toBeVisible()
})

test('fault 19: from a page that isn’t there staff come to one that they have', async ({ browser }) => {
  const page = await browserOf(browser, 'staff')
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to your start page' }).click()
  await expect(page.getByRole('heading', { name: 'Page not found' })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

/** Counts the components that React draws, by the hook that it offers to developer tools. */
const countDrawn = (page: Page) =>
  page.addInitScript(() => {
    type Fiber = { tag: number; flags: number; alternate: Fiber | null; child: Fiber | null; sibling: Fiber | null }
    const COMPONENTS = [0, 11, 15] // functions, those with a forwarded ref, and memoized ones
    const PERFORMED_WORK = 1
    const counted = window as unknown as { drawn: number; __REACT_DEVTOOLS_GLOBAL_HOOK__: unknown }
    counted.drawn = 0
    const count = (fiber: Fiber) => {
      const before = fiber.alternate
      if (COMPONENTS.includes(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0) counted.drawn++
      if (before && before.child === fiber.child) return
      for (let child = fiber.child; child; child = child.sibling) count(child)
    }
    counted.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: (_: number, root: { current: Fiber }) => count(root.current),
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
    }
  })

/** How many components five keys in the last line of a draft draw. */
async function drawnByKeys(browser: Browser, lines: number): Promise<number> {
  const desk = await proposalDesk()
  await fillLines(desk, lines)
  const page = await browserOf(browser, 'contractor')
  await countDrawn(page)
  const drawn = () => page.evaluate(() => (window as unknown as { drawn: number }).drawn)
  await page.goto(`${desk.path}/edit`)
  const field = lineOf(page, lines).getByLabel('Description')
  await expect.poll(drawn).toBeGreaterThan(lines) // the page answers to keys, and all lines were counted
  await field.focus()
  await page.keyboard.press('End')
  const before = await drawn()
  await page.keyboard.type('abcde')
  await expect(field).toHaveValue(`Line item ${lines}abcde`)
  return (await drawn()) - before
}

test('fault 20: a key in a line of two hundred draws as much as in one of twenty', async ({ browser }) => {
  const [few, many] = [await drawnByKeys(browser, 20), await drawnByKeys(browser, 200)]
  expect(few).toBeGreaterThan(0)
  // If each line were drawn again at each key, the 180 lines more would come to 900.
  expect(many - few).toBeLessThan(300)
})

test('a press in the editor isn’t lost to what moves while it is down', async ({ browser }) => {
  const desk = await proposalDesk()
  // All of it in view: where a page is scrolled, the browser keeps what is seen in its place.
  const page = await openEditor(browser, desk, 'contractor', { viewport: { width: 1280, height: 2_200 } })
  // Time goes by only while something is pressed, or waited for: nothing moves between a look and a press.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  const soon = (assertion: () => Promise<void>) =>
    expect(async () => {
      await page.clock.runFor(2_000)
      await assertion()
    }).toPass({ timeout: 30_000 })
  const missing = page.getByText('One thing is missing')
  const press = async (title: string) => {
    const summary = page.getByRole('heading', { name: title, exact: true }).locator('xpath=ancestor::summary')
    await summary.scrollIntoViewIfNeeded()
    // What the page has under way may move it once more before it's pressed: then it's aimed at again.
    await expect(async () => {
      const box = await summary.boundingBox()
      await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + (box?.height ?? 0) / 2)
      expect(await summary.boundingBox()).toEqual(box)
    }).toPass({ timeout: 30_000 })
    await page.mouse.down()
    await page.clock.runFor(2_000) // as long as a slow thumb
    await page.mouse.up()
    await expect(summary.locator('xpath=..')).toHaveAttribute('open')
  }
  await test.step('what was missing is there', async () => {
    await page.getByRole('button', { name: 'Add line' }).click()
    await expect(lineOf(page, 2).getByLabel('Description')).toBeFocused()
    await soon(() => expect(missing).toBeVisible({ timeout: 100 }))
    await page.keyboard.type('Gutters')
    await press('Discounts')
    await soon(() => expect(missing).toHaveCount(0, { timeout: 100 }))
  })
  await test.step('what was left can’t be read', async () => {
    await lineOf(page, 2).getByLabel('Unit price, $').fill('lots')
    await press('Terms')
    const problem = lineOf(page, 2).getByText(/^Enter|can’t be read|amount/)
    await soon(() => expect(problem.first()).toBeVisible({ timeout: 100 }))
  })
})
