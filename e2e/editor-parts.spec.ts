import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { withDatabase } from './support/data'
import { drag, lineOf, openEditor, proposalDesk, saved, storedContent, totalOf, unfold } from './support/editor'
import { look } from './support/look'

// Payments split equally, sections inside of an option, the company’s taxes, and the menus of a phone.

const press = (page: Page, key: string) => page.keyboard.press(key)
const said = (page: Page) => page.getByRole('group', { name: 'Edit proposal' }).locator('p[aria-live=polite]').last()
const payment = (page: Page, number: number) => page.getByRole('group', { name: `Payment ${number}`, exact: true })
const amountOf = (page: Page, number: number) => payment(page, number).getByLabel('Amount: $ or %')

/** Whether nothing lies over a menu's item once the menu is scrolled to it, and the page didn't have to be. */
const isWithinReach = (item: Locator) =>
  item.evaluate((element) => {
    const menu = element.closest('[role=menu]')
    menu?.scrollTo({ top: menu.scrollHeight })
    const { top, height, left, width } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })

test('A3, A4, A8: a total is split into equal payments, which follow the lines and can be typed over', async ({
  browser,
}) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  const price = lineOf(page, 1).getByLabel('Unit price, $')
  const shown = async (...amounts: string[]) => {
    for (const [at, amount] of amounts.entries()) await expect(payment(page, at + 1)).toContainText(amount)
    await expect(payment(page, amounts.length + 1)).toHaveCount(0)
  }
  await price.fill('30000')
  await unfold(page, 'Payment schedule')

  await test.step('by keys, and the focus stays', async () => {
    await page.getByLabel('Equal parts').focus()
    await expect(page.getByLabel('Equal parts')).toHaveValue('3')
    await press(page, 'Tab')
    await press(page, 'Enter')
    await shown('$10,000.00', '$10,000.00', '$10,000.00')
    await expect(page.getByRole('button', { name: 'Split equally' })).toBeFocused()
    await expect(said(page)).toHaveText('The total is now due in 3 equal payments.')
    await expect(amountOf(page, 1)).toHaveValue('1/3')
  })

  await test.step('a total with cents left: the first ones are larger', async () => {
    await price.fill('100.01')
    await shown('$33.34', '$33.34', '$33.33')
  })

  await look(page, 'editor-equal-parts')
  await test.step('in place of payments that are there: one step of Undo, and their names stay', async () => {
    await payment(page, 1).getByLabel('Payment', { exact: true }).fill('Down payment')
    await page.getByLabel('Equal parts').selectOption('4')
    await page.getByRole('button', { name: 'Split equally' }).click()
    await shown('$25.01', '$25.00', '$25.00', '$25.00')
    await expect(payment(page, 1).getByLabel('Payment', { exact: true })).toHaveValue('Down payment')
    await expect(said(page)).toContainText('Undo brings back the payments from before.')
    await press(page, 'Control+Z')
    await shown('$33.34', '$33.34', '$33.33')
    await expect(payment(page, 1).getByLabel('Payment', { exact: true })).toHaveValue('Down payment')
  })

  await test.step('amounts are kept as typed, and percentages follow', async () => {
    await price.fill('1889.52')
    await amountOf(page, 1).fill('629.97')
    await amountOf(page, 2).fill('629.78')
    await shown('$629.97', '$629.78', '$629.77')
    await expect(payment(page, 3)).toContainText('33.33%')
    await amountOf(page, 1).fill('1/3')
    await amountOf(page, 1).blur()
    await shown('$629.84', '$629.78', '$629.90')
  })
  await saved(page)
  expect((await storedContent(desk)).schedule.map(({ label, kind }) => [label, kind])).toEqual([
    ['Down payment', 'equal'],
    ['Payment 2', 'fixed'],
    ['Final payment', 'rest'],
  ])
})

test('an option has sections of its own, with lines like any other', async ({ browser }) => {
  const desk = await proposalDesk()
  await withDatabase((client) =>
    client.query('insert into price_item (org_id, id, name, unit_price_cents) values ($1, $2, $3, $4)', [
      ...[desk.org.id, randomUUID(), 'Ridge vent', 3_500],
    ]),
  )
  // Tall enough that a line can be dragged from the first section to the last.
  const page = await openEditor(browser, desk, 'contractor', { viewport: { width: 1280, height: 1_600 } })
  await page.getByRole('button', { name: 'Add choice' }).click()
  await page.getByLabel('Chosen').selectOption('Good')
  const good = page.getByRole('region', { name: 'Good', exact: true })
  const labor = good.getByRole('region', { name: 'Labor' })
  const headings = () =>
    good.getByLabel(/^Heading of section/).evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))

  await test.step('added and named', async () => {
    for (const name of ['Labor', 'Material']) {
      await good.getByRole('button', { name: 'Add section' }).click()
      await page.keyboard.type(name)
    }
    await expect.poll(headings).toEqual(['Labor', 'Material'])
    await expect(good.getByLabel('Heading of section 2 of Good')).toBeFocused()
  })

  await test.step('with lines: typed, from the price book, moved by keys and dragged', async () => {
    await labor.getByRole('button', { name: 'Add line' }).click()
    await page.keyboard.type('Crew')
    await labor.getByLabel('Unit price, $').fill('500')
    await labor.getByRole('button', { name: 'From price book' }).click()
    const book = page.getByRole('dialog', { name: 'Add from price book' })
    await book.getByRole('button', { name: /Ridge vent/ }).click()
    await book.getByRole('button', { name: 'Done' }).click()
    await expect(labor.getByText('Subtotal: ').locator('..')).toContainText('$535.00')
    await expect(totalOf(page)).toHaveText('$1,535.00')
    await labor.getByLabel('Description').last().focus()
    await press(page, 'Alt+ArrowDown')
    const material = good.getByRole('region', { name: 'Material' })
    await expect(material.getByLabel('Description')).toHaveValue('Ridge vent')
    await drag(page, lineOf(page, 1), material.getByRole('group').first())
    await expect(material.getByLabel('Description').first()).toHaveValue('Roof, complete')
  })

  await test.step('moved by the menu, and the focus stays', async () => {
    const menu = good.getByRole('button', { name: 'Material: more' })
    await menu.focus()
    await press(page, 'Enter')
    await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeFocused()
    await press(page, 'Enter')
    await expect.poll(headings).toEqual(['Material', 'Labor'])
    await expect(menu).toBeFocused()
  })

  await test.step('removed with its lines, and back again', async () => {
    await good.getByRole('button', { name: 'Material: more' }).click()
    await page.getByRole('menuitem', { name: 'Remove with its lines' }).click()
    await expect.poll(headings).toEqual(['Labor'])
    await expect(good.getByRole('button', { name: 'Add section' })).toBeFocused()
    await expect(said(page)).toHaveText('Removed the section and its lines. Undo brings them back.')
    await expect(totalOf(page)).toHaveText('$500.00')
    await press(page, 'Control+Z')
    await expect.poll(headings).toEqual(['Material', 'Labor'])
    await expect(totalOf(page)).toHaveText('$1,535.00')
  })

  await look(page, 'editor-option-sections')
  await saved(page)
  const [stored] = (await storedContent(desk)).optionGroups[0]?.options ?? []
  expect(stored?.sections.map(({ title, lines }) => [title, ...lines.map(({ description }) => description)])).toEqual([
    ['Material', 'Roof, complete', 'Ridge vent'],
    ['Labor', 'Crew'],
  ])
})

test('the taxes that the company keeps are offered, until the document has them', async ({ browser }) => {
  const desk = await proposalDesk()
  await withDatabase((client) =>
    client.query(
      `insert into tax_rate (org_id, id, name, rate_thousandths)
       values ($1, $2, 'Colorado', 2900), ($1, $3, 'Denver', 5150)`,
      [desk.org.id, randomUUID(), randomUUID()],
    ),
  )
  const page = await openEditor(browser, desk)
  await unfold(page, 'Taxes')
  const button = page.getByRole('button', { name: 'Add tax' })
  await button.click()
  await expect(page.getByRole('menuitem')).toHaveText(['Colorado 2.9%', 'Denver 5.15%', 'Another tax'])
  await look(page, 'editor-company-taxes')
  await page.getByRole('menuitem', { name: 'Denver' }).click()
  await expect(said(page)).toHaveText('Added Denver 5.15%.')
  await expect(totalOf(page)).toHaveText('$1,051.50')
  await expect(button).toBeFocused()
  await press(page, 'Enter')
  await expect(page.getByRole('menuitem')).toHaveText(['Colorado 2.9%', 'Another tax'])
  await press(page, 'Enter')
  await expect(totalOf(page)).toHaveText('$1,080.50')
  await expect(button).toBeFocused()
  await press(page, 'Enter')
  await expect(page.getByLabel('Rate, %').last()).toBeFocused()
  await saved(page)
  expect((await storedContent(desk)).taxRates).toMatchObject([
    { name: 'Denver', rateThousandths: 5_150 },
    { name: 'Colorado', rateThousandths: 2_900 },
    { rateThousandths: 0 },
  ])
})

test('what is typed into a field that the editor goes to takes the place of what it says', async ({ browser }) => {
  const page = await openEditor(browser, await proposalDesk())
  await lineOf(page, 1).getByRole('button', { name: 'Line 1: more' }).click()
  await page.getByRole('menuitem', { name: 'Discount' }).click()
  await page.keyboard.type('10%')
  await expect(totalOf(page)).toHaveText('$900.00')
  await unfold(page, 'Payment schedule')
  await page.getByRole('button', { name: 'Add payment schedule' }).click()
  await page.keyboard.type('250')
  await expect(payment(page, 2)).toContainText('$650.00')
  await payment(page, 1).getByLabel('Due').selectOption({ label: 'At a milestone' })
  await page.keyboard.type('Roof is dry')
  await expect(payment(page, 1).getByLabel('Milestone')).toHaveValue('Roof is dry')
})

test('on a phone, each menu is within reach to its last entry, and axe finds nothing in one that scrolls', async ({
  browser,
}) => {
  const page = await openEditor(browser, await proposalDesk(), 'contractor', {
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true },
  })
  await unfold(page, 'Taxes')
  await page.getByRole('button', { name: 'Add tax' }).click()
  await page.getByRole('button', { name: 'Add choice' }).click()
  await page.getByRole('button', { name: 'Add section' }).last().click()
  await unfold(page, 'Payment schedule')
  await page.getByRole('button', { name: 'Split equally' }).click()
  for (const of of ['Line 1', 'Section 2', 'Better', 'Payment 1', 'Line 4'])
    await test.step(of, async () => {
      await page.getByRole('button', { name: `${of}: more`, exact: true }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      expect(await isWithinReach(page.getByRole('menuitem').last())).toBe(true)
      await press(page, 'Escape')
    })
  // As low as it was when axe found a menu that scrolls: in a window with little room above and below.
  await page.setViewportSize({ width: 390, height: 500 })
  await page.getByRole('button', { name: 'Line 4: more', exact: true }).click()
  expect(await isWithinReach(page.getByRole('menuitem').last())).toBe(true)
  await look(page, 'editor-menu')
})
