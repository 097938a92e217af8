import { expect, type Page, test } from '@playwright/test'
import { drag, lineOf, openEditor, proposalDesk, saved, storedContent, totalOf, unfold } from './support/editor'

// The editor of a proposal, by keyboard and by thumb.

const type = (page: Page, text: string) => page.keyboard.type(text)
const press = (page: Page, key: string) => page.keyboard.press(key)
const focusedLabel = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement
    const group = field?.closest('fieldset')?.getAttribute('aria-label')
    const label = field?.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent
    return [group, label || field?.getAttribute('aria-label') || field?.textContent].filter(Boolean).join(': ')
  })

test('a proposal is written by keyboard alone: lines, options, an optional line, a discount, two taxes, a schedule', async ({
  browser,
}) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)

  await test.step('lines: Enter goes from cell to cell, and from the last one to a new line', async () => {
    await lineOf(page, 1).getByLabel('Unit price, $').focus()
    await press(page, 'Enter')
    await expect.poll(() => focusedLabel(page)).toBe('Line 2: Description')
    await type(page, 'Gutters')
    await press(page, 'Tab')
    await press(page, 'Control+A')
    await type(page, '120')
    await press(page, 'Enter')
    await type(page, 'ft')
    await press(page, 'Enter')
    await type(page, '8.50')
    await expect(totalOf(page)).toHaveText('$2,020.00')
    await press(page, 'Enter')
    await type(page, 'Skylight')
    await lineOf(page, 3).getByLabel('Unit price, $').focus()
    await type(page, '980')
  })

  await test.step('the skylight is optional, and costs the company something', async () => {
    await lineOf(page, 3).getByRole('button', { name: 'Line 3: more' }).focus()
    await press(page, 'Enter')
    await press(page, 'Enter')
    await expect.poll(() => focusedLabel(page)).toBe('Line 3: Optional: included at first')
    await expect(totalOf(page)).toHaveText('$2,020.00')
    await press(page, 'Space')
    await expect(totalOf(page)).toHaveText('$3,000.00')
    await press(page, 'Space')
  })

  await test.step('three options, of which the customer takes one', async () => {
    await page.getByRole('button', { name: 'Add choice' }).focus()
    await press(page, 'Enter')
    await expect.poll(() => focusedLabel(page)).toBe('The customer chooses one of')
    await type(page, 'Shingles')
    for (const [at, price] of ['5000', '6000', '8000'].entries()) {
      await lineOf(page, 4 + at)
        .getByLabel('Description')
        .focus()
      await type(page, `Shingles ${at + 1}`)
      await lineOf(page, 4 + at)
        .getByLabel('Unit price, $')
        .focus()
      await type(page, price)
    }
    await expect(page.getByRole('region', { name: 'Better' })).toContainText('+$1,000.00')
    await expect(page.getByRole('region', { name: 'Best' })).toContainText('$10,020.00')
    await expect(page.getByRole('main').locator('dl').last()).toContainText('From')
    await page.getByLabel('Chosen').focus()
    await type(page, 'Good')
    await expect(totalOf(page)).toHaveText('$7,020.00')
  })

  await test.step('a discount', async () => {
    await page.getByRole('heading', { name: 'Discounts' }).locator('xpath=ancestor::summary').focus()
    await press(page, 'Enter')
    await press(page, 'Tab')
    await press(page, 'Enter')
    await type(page, 'Spring special')
    await press(page, 'Tab')
    await type(page, '10%')
    await expect(totalOf(page)).toHaveText('$6,318.00')
  })

  await test.step('two taxes: one of them not on the gutters', async () => {
    await page.getByRole('heading', { name: 'Taxes' }).locator('xpath=ancestor::summary').focus()
    await press(page, 'Enter')
    await press(page, 'Tab')
    await press(page, 'Enter')
    await expect.poll(() => focusedLabel(page)).toBe('Tax 1: Rate, %')
    await type(page, '4')
    await page.getByRole('button', { name: 'Add tax' }).focus()
    await press(page, 'Enter')
    await type(page, '1.5')
    await page.getByRole('group', { name: 'Tax 2' }).getByLabel('Name').focus()
    await type(page, 'City tax')
    await expect(totalOf(page)).toHaveText('$6,665.49')
    await lineOf(page, 2).getByRole('button', { name: 'Line 2: more' }).focus()
    await press(page, 'Enter')
    await expect(page.getByRole('menuitem', { name: 'Optional' })).toBeFocused()
    for (const _ of 'four') await press(page, 'ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Don’t charge City tax' })).toBeFocused()
    await press(page, 'Enter')
    await expect(lineOf(page, 2)).toContainText('No City tax')
    await expect(totalOf(page)).toHaveText('$6,651.72')
  })

  await test.step('a schedule: the last payment is the rest', async () => {
    await page.getByRole('heading', { name: 'Payment schedule' }).locator('xpath=ancestor::summary').focus()
    await press(page, 'Enter')
    await press(page, 'Tab')
    await press(page, 'Enter')
    await expect.poll(() => focusedLabel(page)).toBe('Payment 1: Amount: $ or %')
    await press(page, 'Control+A')
    await type(page, '30%')
    await page.getByRole('button', { name: 'Add payment' }).focus()
    await press(page, 'Enter')
    await type(page, 'Materials')
    await page.getByRole('group', { name: 'Payment 2' }).getByLabel('Amount: $ or %').focus()
    await press(page, 'Control+A')
    await type(page, '2000')
    await page.getByLabel('Milestone').focus()
    await press(page, 'Control+A')
    await type(page, 'Materials on site')
    await expect(page.getByRole('group', { name: 'Payment 1' })).toContainText('$1,995.52')
    await expect(page.getByRole('group', { name: 'Payment 3' })).toContainText('$2,656.20')
  })

  await test.step('Done waits until it is saved', async () => {
    await page.getByRole('button', { name: 'Done' }).focus()
    await press(page, 'Enter')
    await expect(page).toHaveURL(new RegExp(`${desk.path}$`))
    await expect(page.getByText('$6,651.72').first()).toBeVisible()
    const { sections, optionGroups, schedule, taxRates } = await storedContent(desk)
    expect(sections[0]?.lines.map(({ description, unit }) => [description, unit])).toEqual([
      ['Roof, complete', ''],
      ['Gutters', 'ft'],
      ['Skylight', ''],
    ])
    expect(optionGroups[0]?.options.map(({ title }) => title)).toEqual(['Good', 'Better', 'Best'])
    expect(taxRates.map(({ name }) => name)).toEqual(['Sales tax', 'City tax'])
    expect(schedule.map(({ kind }) => kind)).toEqual(['percent', 'fixed', 'rest'])
  })
})

test('lines move by keys and by dragging, also into another section, and the focus stays with them', async ({
  browser,
}) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  const texts = () =>
    page
      .getByRole('textbox', { name: 'Description' })
      .evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value))
  for (const name of ['Gutters', 'Skylight']) {
    await page.getByRole('button', { name: 'Add line' }).first().click()
    await type(page, name)
  }
  await press(page, 'Alt+ArrowUp')
  await expect.poll(texts).toEqual(['Roof, complete', 'Skylight', 'Gutters'])
  await expect.poll(() => focusedLabel(page)).toBe('Line 2: Description')
  await press(page, 'Alt+ArrowUp')
  await press(page, 'Alt+ArrowUp')
  await expect.poll(texts).toEqual(['Skylight', 'Roof, complete', 'Gutters'])

  await page.getByRole('button', { name: 'Add section' }).click()
  await type(page, 'Extras')
  await lineOf(page, 3).getByLabel('Description').focus()
  await press(page, 'Alt+ArrowDown')
  await expect(page.getByRole('region', { name: 'Extras' }).getByRole('group')).toHaveCount(1)
  await expect.poll(() => focusedLabel(page)).toBe('Line 3: Description')

  await drag(page, page.getByRole('region', { name: 'Extras' }).getByRole('group'), lineOf(page, 1))
  await expect.poll(texts).toEqual(['Gutters', 'Skylight', 'Roof, complete'])
  await saved(page)
  expect((await storedContent(desk)).sections.map(({ lines }) => lines.length)).toEqual([3, 0])

  await test.step('a line is duplicated, removed, and back again', async () => {
    await page.getByRole('button', { name: 'Line 1: more' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect.poll(() => focusedLabel(page)).toBe('Line 2: Description')
    await page.getByRole('button', { name: 'Line 2: more' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect.poll(texts).toEqual(['Gutters', 'Skylight', 'Roof, complete'])
    await expect.poll(() => focusedLabel(page)).toBe('Line 2: Description')
    await press(page, 'Control+Z')
    await expect.poll(texts).toEqual(['Gutters', 'Gutters', 'Skylight', 'Roof, complete'])
  })
})

test('undo goes back step by step, and forward again', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  const description = lineOf(page, 1).getByLabel('Description')
  await description.fill('New roof')
  await lineOf(page, 1).getByLabel('Unit price, $').fill('2500')
  await expect(totalOf(page)).toHaveText('$2,500.00')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(totalOf(page)).toHaveText('$1,000.00')
  await expect(lineOf(page, 1).getByLabel('Unit price, $')).toHaveValue('1,000.00')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(description).toHaveValue('Roof, complete')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true')
  await description.focus()
  await press(page, 'Control+Shift+Z')
  await press(page, 'Control+Y')
  await expect(totalOf(page)).toHaveText('$2,500.00')
  await saved(page)
  expect((await storedContent(desk)).sections[0]?.lines[0]).toMatchObject({
    description: 'New roof',
    unitPriceCents: 250_000,
  })
})

test('a cell that can’t be read says so, isn’t saved, and leaves no total', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  const price = lineOf(page, 1).getByLabel('Unit price, $')
  await price.fill('12,50,0')
  await price.blur()
  await expect(price).toHaveAccessibleDescription(/Enter the amount in dollars and cents/)
  await expect(totalOf(page)).toHaveText('—')
  const told = page.getByRole('button', { name: 'Not saved: line 1’s price can’t be read' })
  await told.click()
  await expect(price).toBeFocused()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(price).toBeFocused()
  await price.fill('1,250')
  await price.blur()
  await expect(price).toHaveValue('1,250.00')
  await expect(totalOf(page)).toHaveText('$1,250.00')
  await lineOf(page, 1).getByLabel('Quantity').fill('0')
  await press(page, 'Tab')
  await expect(lineOf(page, 1).getByLabel('Quantity')).toHaveAccessibleDescription(
    'Enter a quantity above 0, like 1 or 12.5.',
  )
  await lineOf(page, 1).getByLabel('Quantity').fill('2')
  await press(page, 'Tab')
  await expect(totalOf(page)).toHaveText('$2,500.00')
  await saved(page)
})

test('P10: a discount that is more than the document is refused at its field, in words', async ({ browser }) => {
  const page = await openEditor(browser, await proposalDesk())
  await unfold(page, 'Discounts')
  await page.getByRole('button', { name: 'Add discount' }).click()
  await page.getByLabel('Off: $ or %').fill('5000')
  await expect(page.getByLabel('Off: $ or %')).toHaveAccessibleDescription(
    /more than the \$1,000\.00 that it applies to/,
  )
  await expect(totalOf(page)).toHaveText('—')
  await page.getByLabel('Off: $ or %').fill('500')
  await expect(totalOf(page)).toHaveText('$500.00')
})

test('A3: three payments of 33.334, 33.333 and the rest come to the total', async ({ browser }) => {
  const page = await openEditor(browser, await proposalDesk())
  await lineOf(page, 1).getByLabel('Unit price, $').fill('30000')
  await unfold(page, 'Payment schedule')
  await page.getByRole('button', { name: 'Add payment schedule' }).click()
  await page.getByRole('button', { name: 'Add payment', exact: true }).click()
  const payment = (number: number) => page.getByRole('group', { name: `Payment ${number}` })
  await payment(1).getByLabel('Amount: $ or %').fill('33.334%')
  await payment(2).getByLabel('Amount: $ or %').fill('33.333%')
  await expect(payment(1)).toContainText('$10,000.20')
  await expect(payment(2)).toContainText('$9,999.90')
  await expect(payment(3)).toContainText('$9,999.90')
})

test('what the customer sees, an exemption and a last day are chosen, and kept', async ({ browser }) => {
  const desk = await proposalDesk()
  const page = await openEditor(browser, desk)
  await unfold(page, 'Taxes')
  await page.getByRole('button', { name: 'Add tax' }).click()
  await page.getByLabel('Rate, %').fill('8')
  await expect(totalOf(page)).toHaveText('$1,080.00')
  await page.getByLabel('This customer is exempt from tax').check()
  await page.getByLabel('Why, as it’s printed').fill('Resale certificate 12-3456')
  await expect(totalOf(page)).toHaveText('$1,000.00')
  await unfold(page, 'What the customer sees')
  await page.getByLabel('Unit prices').uncheck()
  await unfold(page, 'Good until')
  await page.getByLabel('Last day to say yes').fill('2031-01-31')
  await unfold(page, 'Terms')
  await page.getByRole('textbox', { name: 'Terms' }).fill('# Work\n- all of it')
  await unfold(page, 'Title and note')
  await page.getByLabel('Note to the customer').fill('Thank you')
  await page.getByLabel('Note to the customer').blur()
  await saved(page)
  expect(await storedContent(desk)).toMatchObject({
    ...{ note: 'Thank you', terms: '# Work\n- all of it', expiresOn: '2031-01-31' },
    taxExemption: { reason: 'Resale certificate 12-3456' },
    show: { quantities: true, unitPrices: false, lineTotals: true },
  })
})

test('by thumb: every target is large enough, and nothing scrolls sideways', async ({ browser }) => {
  const page = await openEditor(browser, await proposalDesk(), 'contractor', {
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  })
  await page.getByRole('button', { name: 'Add line' }).tap()
  await type(page, 'Gutters')
  await lineOf(page, 2).getByLabel('Unit price, $').tap()
  await type(page, '250')
  await expect(page.getByRole('main')).toContainText('Total $1,250.00')
  await page.getByRole('button', { name: 'Line 2: more' }).tap()
  await page.getByRole('menuitem', { name: 'Move up' }).tap()
  await expect(lineOf(page, 1).getByLabel('Description')).toHaveValue('Gutters')
  for (const fold of ['Discounts', 'Taxes', 'Payment schedule']) {
    await unfold(page, fold)
    await page
      .getByRole('button', { name: /^Add (discount|tax|payment)/ })
      .last()
      .tap()
  }
  const small = await page.getByRole('main').evaluate((main) =>
    Array.from(
      main.querySelectorAll<HTMLElement>(
        'button, input:not([type=checkbox], [type=radio]), textarea, select, summary, [data-grip]',
      ),
    )
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
      .map((each) => each.textContent || each.id),
  )
  expect(small).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
