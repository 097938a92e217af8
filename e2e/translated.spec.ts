import { expect, type Page, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog, openPaymentSection } from './support/app'
import { openPaymentPage, stateOf } from './support/payments'

/**
 * Does to each text what a browser's translator does, now and whenever text appears: takes the node out of the page and
 * puts its words, in two font elements, in its place.
 */
const translate = (page: Page) =>
  page.evaluate(() => {
    const replace = (text: Node) => {
      const parent = text.parentElement
      if (!parent || !text.nodeValue?.trim() || parent.closest('font, script, style, title, option, textarea')) return
      const outer = document.createElement('font')
      outer.appendChild(document.createElement('font')).textContent = text.nodeValue
      parent.replaceChild(outer, text)
    }
    const all = (root: Node) => {
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Node[] = []
      while (walk.nextNode()) texts.push(walk.currentNode)
      texts.forEach(replace)
    }
    all(document.body)
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) {
          if (node.nodeType === Node.TEXT_NODE) replace(node)
          else all(node)
        }
    }).observe(document.body, { childList: true, subtree: true })
  })

test('fault 36: a page that a browser translates goes on telling the truth while a payment is taken', async ({
  browser,
}) => {
  const { company, job, page, dialog } = await atTheTable(browser, 5_000_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await expect(page.locator('html')).toHaveAttribute('translate', 'no')
  await translate(page)
  await fillDialog(dialog, { amount: '1600' })
  await expect(dialog.getByRole('button', { name: /Complete Payment/ })).toHaveText('Complete Payment · $1,600.00')
  await expect(dialog.getByText('Leaves a balance of $48,400.00.', { exact: true })).toBeVisible()
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$1,600\.00 on Visa 1111/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const section = await openPaymentSection(page, company.slug, job)
  await translate(page)

  await test.step('live news from another tablet arrives on the Information tab', async () => {
    const admin = await browserOf(browser, 'admin')
    await openPaymentPage(admin, company.slug, job)
    await translate(admin)
    admin.on('pageerror', (error) => errors.push(error.message))
    await admin.getByRole('button', { name: 'Void this payment' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Void $1,600.00' }).click()
    await expect(admin.getByRole('dialog').getByRole('heading', { name: 'Voided' })).toBeVisible()
    await admin.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await expect(stateOf(admin)).toHaveText('Voided')
    await expect(section.getByText('Voided', { exact: true }).filter({ visible: true })).toBeVisible()
  })
  // A translator may come before React: it then draws the page anew, which is error 418.
  expect(errors.filter((error) => !error.includes('#418'))).toEqual([])
})
