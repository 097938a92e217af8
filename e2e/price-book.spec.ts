import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { dropNextAnswer } from './support/actions'
import { browserOf } from './support/app'
import { createOrg, type TestOrg, withDatabase } from './support/data'
import { insertItem } from './support/furnished'
import { look } from './support/look'

// What a company sells, at which price, and what it taxes.

const at = ({ slug }: TestOrg, rest = '') => `/orgs/${slug}/settings/price-book${rest}`
const rows = (page: Page) => page.getByRole('table').locator('tbody tr')
const summary = (page: Page) => page.getByRole('main').getByRole('alert').first()
const choose = (page: Page, text: string | Buffer, name = 'prices.csv') =>
  page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('an item is added, changed, archived and restored, with its margin', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await expect(page.getByText('No items yet')).toBeVisible()
  await page.getByRole('link', { name: 'New item' }).click()
  await page.getByRole('button', { name: 'Add item' }).click()
  await expect(summary(page)).toContainText('Enter what the item is.')
  await expect(summary(page)).toContainText('Enter a price in dollars')
  await page.getByLabel('Item', { exact: true }).fill('Ridge vent\nWith caps, ten years')
  await page.getByLabel('Code or SKU').fill('RV-4')
  await page.getByLabel('Price', { exact: true }).fill('14.50')
  await page.getByLabel('Unit').fill('linear ft')
  await page.getByLabel('Cost').fill('8.70')
  await expect(page.getByText('Margin 40% of the price.')).toBeVisible()
  await dropNextAnswer(page)
  await page.getByRole('button', { name: 'Add item' }).click()
  await expect(summary(page)).toContainText('Can’t reach Plumbline')
  await page.getByRole('button', { name: 'Add item' }).click()
  await expect(rows(page)).toHaveCount(1)
  for (const words of ['Ridge vent', 'RV-4 · With caps', 'Taxable', '$8.70', '40%', '$14.50', 'per linear ft'])
    await expect(rows(page).first()).toContainText(words)

  await page.getByRole('link', { name: 'Ridge vent' }).click()
  await page.getByLabel('Price', { exact: true }).fill('17.40')
  await expect(page.getByText('Margin 50% of the price.')).toBeVisible()
  await page.getByLabel('Taxable').uncheck()
  await page.getByRole('button', { name: 'Save item' }).click()
  await expect(rows(page).first()).toContainText('$17.40')
  await expect(rows(page).first()).toContainText('Not taxable')

  await page.getByRole('link', { name: 'Ridge vent' }).click()
  await page.getByRole('button', { name: 'Archive item' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText(/^Archived /)).toBeVisible()
  await page.goto(at(org))
  await expect(page.getByText('All items are archived')).toBeVisible()
  await page.goto(at(org, '?q=rv-4'))
  await page.getByRole('link', { name: 'Ridge vent' }).click()
  await page.getByRole('button', { name: 'Restore item' }).click()
  await expect(page.getByRole('button', { name: 'Archive item' })).toBeVisible()
})

test('of two who edit one item the second sees what the first saved', async ({ browser }) => {
  const org = await createOrg()
  const item = await insertItem(org)
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org, `/${item}`))
  const other = await page.context().newPage()
  await other.goto(at(org, `/${item}`))
  await other.getByLabel('Price', { exact: true }).fill('20')
  await other.getByRole('button', { name: 'Save item' }).click()
  await expect(rows(other).first()).toContainText('$20.00')
  await page.getByLabel('Price', { exact: true }).fill('30')
  await page.getByRole('button', { name: 'Save item' }).click()
  await expect(summary(page)).toContainText('This item was changed while you were editing')
  await expect(summary(page)).toContainText('20.00')
  await page.getByRole('button', { name: 'Save mine over theirs' }).click()
  await expect(rows(page).first()).toContainText('$30.00')
})

test('a long price book is searched, and read page by page', async ({ browser }) => {
  const org = await createOrg()
  await withDatabase((client) =>
    client.query(
      `insert into price_item (org_id, id, name, unit_price_cents, category)
       select $1, gen_random_uuid(), 'Item ' || lpad(n::text, 3, '0'), n * 100, case when n = 7 then 'Rare' end
       from generate_series(1, 60) n`,
      [org.id],
    ),
  )
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await expect(rows(page)).toHaveCount(25)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(rows(page).first()).toContainText('Item 026')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(rows(page)).toHaveCount(10)
  await expect(page.getByRole('link', { name: 'Next' })).toHaveCount(0)
  await page.getByRole('link', { name: 'First page' }).click()
  await expect(rows(page).first()).toContainText('Item 001')
  await page.getByLabel('Search the price book').fill('rare')
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByText('1 item for “rare”')).toBeVisible()
  await page.goto(at(org, '?q=zzz'))
  await expect(page.getByText('No items match')).toBeVisible()
})

const FILE = [
  'Item;Unit;Rate;Our cost;Taxable;SKU;Category',
  'Ridge vent;linear ft;15.00;9;Yes;RV-4;Roofing',
  'Class 4 shingles, installed;square;438.00;290;Yes;SH-4;Roofing',
  'Permit;;1,185.00;;No;;',
  '=HYPERLINK("http://evil.test");;1;;;;',
  'Paid with 4111 1111 1111 1111;;1;;;;',
  'Drip edge;ft;two;;;;',
].join('\r\n')

test('a file is previewed row by row, and nothing is saved before Import', async ({ browser }) => {
  const org = await createOrg()
  await insertItem(org)
  await insertItem(org, 'Permit', 118_500)
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await page.getByRole('link', { name: 'Import CSV' }).click()
  // As Excel on Windows saves it, outside of the United States.
  await choose(page, Buffer.from(FILE.replace('Class 4', 'Class 4 ½').replaceAll('½', '\xbd'), 'latin1'))
  await expect(page.getByRole('heading', { name: 'prices.csv' })).toBeFocused()
  await expect(page.getByText('Windows-1252, separated by semicolons')).toBeVisible()
  // What is wrong comes first.
  await expect(rows(page)).toHaveCount(3)
  for (const [nth, words] of ['run as a formula', 'looks like a card number', 'Enter a price'].entries())
    await expect(rows(page).nth(nth)).toContainText(words)
  await expect(page.getByText('4111 1111')).toHaveCount(0)
  await page.getByRole('button', { name: /^All 6/ }).click()
  await expect(rows(page).nth(0)).toContainText('Price: 14.50 → 15.00')
  await expect(rows(page).nth(1)).toContainText('Class 4 ½ shingles, installed')
  await expect(rows(page).nth(1)).toContainText('$438.00 per square · cost $290.00 · taxable · Roofing · SH-4')
  await expect(rows(page).nth(2)).toContainText('Taxable: Yes → No')
  const { rows: before } = await withDatabase((client) =>
    client.query('select count(*)::int as count from price_item where org_id = $1', [org.id]),
  )
  expect(before[0].count).toBe(2)

  // Somebody else's change in the meantime is shown before anything is written.
  await withDatabase((client) =>
    client.query(`update price_item set unit_price_cents = 1500 where org_id = $1 and name = 'Ridge vent'`, [org.id]),
  )
  await page.getByRole('button', { name: 'Import 3 items' }).click()
  await expect(page.getByText('Your price book was changed since this preview')).toBeVisible()
  await page.getByRole('button', { name: 'Import 3 items' }).click()
  await expect(page.getByRole('heading', { name: '1 item was added, and 2 items were changed.' })).toBeFocused()
  await page.getByRole('link', { name: 'Go to the price book' }).click()
  await expect(rows(page)).toHaveCount(3)

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(new RegExp(`^price-book-${org.slug}-\\d{4}-\\d\\d-\\d\\d\\.csv$`))
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toBe(
    '\ufeffCode,Name,Category,Unit,Price,Cost,Taxable\r\nSH-4,"Class 4 ½ shingles, installed",Roofing,square,438.00,290.00,Yes\r\n,Permit,,,1185.00,,No\r\nRV-4,Ridge vent,Roofing,linear ft,15.00,9.00,Yes\r\n',
  )
  await page.getByRole('link', { name: 'Import CSV' }).click()
  await choose(page, text)
  await expect(page.getByText('There is nothing to import')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0)
  await page.goto(`/orgs/${org.slug}/settings/audit`)
  await expect(page.getByText('Imported items into the price book')).toBeVisible()
  await expect(page.getByText('Exported the price book')).toBeVisible()
})

test('columns that aren’t recognized are chosen, and what is no CSV is refused in words', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org, '/import'))
  await choose(page, 'What,How much\nRoof,5\nWall,6\n')
  await expect(page.getByText('Choose which column has “Name” and “Price”')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).selectOption('What')
  await page.getByLabel('Price', { exact: true }).selectOption('How much')
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByRole('button', { name: 'Import 2 items' })).toBeVisible()
  for (const [name, bytes, words] of [
    ['prices.xlsx', Buffer.from([0x50, 0x4b, 3, 4]), 'save it as “CSV UTF-8”'],
    ['open.csv', Buffer.from('Name,Price\n"Roof,1'), 'never closed'],
    ['large.csv', Buffer.alloc(1_000_001, 'a'), 'at most 1 MB'],
  ] as const) {
    await choose(page, bytes, name)
    await expect(page.locator('#file-error')).toContainText(words)
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0)
  }
  await choose(page, `Name,Price,Notes\nRoof,5,${'x'.repeat(999_900)}`)
  await expect(page.getByRole('button', { name: 'Import 1 item' })).toBeVisible()
})

test('tax rates are added, marked for new proposals, changed and removed', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await page.getByRole('link', { name: 'Tax rates' }).click()
  const add = async (name: string, rate: string) => {
    await page.getByRole('button', { name: 'Add tax rate' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Rate').fill(rate)
    await dialog.getByRole('button', { name: 'Add tax rate' }).click()
  }
  await add('Colorado', '2.9')
  await expect(page.getByRole('listitem').filter({ hasText: 'Colorado' })).toContainText('On new proposals')
  await add('Denver', '5,15 %')
  const denver = page.getByRole('listitem').filter({ hasText: 'Denver' })
  await expect(denver).toContainText('5.15%')
  await expect(denver).not.toContainText('On new proposals')
  await denver.getByRole('button', { name: /^Put on new proposals.*Denver/ }).click()
  await expect(denver).toContainText('On new proposals')
  await add('Denver', 'a lot')
  await expect(page.getByRole('dialog')).toContainText('Enter a rate from 0 to 100')
  await page.getByRole('dialog').getByLabel('Rate').fill('1')
  await page.getByRole('dialog').getByRole('button', { name: 'Add tax rate' }).click()
  await expect(page.getByRole('dialog')).toContainText('Another rate has this name')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await denver.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByLabel('Rate').fill('4.81%')
  await page.getByRole('dialog').getByRole('button', { name: 'Save tax rate' }).click()
  await expect(denver).toContainText('4.81%')
  await denver.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(denver).toHaveCount(0)
})

test('contractors read it with costs, bookkeepers without, and neither changes it', async ({ browser }) => {
  const org = await createOrg()
  const item = await insertItem(org)
  await withDatabase((client) => client.query('update price_item set cost_cents = 871 where id = $1', [item]))
  for (const person of ['contractor', 'bookkeeper'] as const) {
    const page = await browserOf(browser, person)
    await page.goto(`/orgs/${org.slug}/jobs`)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
    await expect(rows(page).first()).toContainText('Ridge vent')
    await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveText([
      ...['Price book', 'Templates'],
    ])
    expect((await (await page.request.get(at(org))).text()).includes('$8.71')).toBe(person === 'contractor')
    for (const name of ['New item', 'Import CSV', 'Export CSV', 'Ridge vent'])
      await expect(page.getByRole('link', { name })).toHaveCount(0)
    for (const rest of ['/new', '/import', `/${item}`, '/export'])
      expect((await page.request.get(at(org, rest))).status(), rest).toBe(404)
    await page.getByRole('link', { name: 'Tax rates' }).click()
    await expect(page.getByText('No tax rates yet')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Add tax rate' })).toHaveCount(0)
  }
})

test('the price book in every size', async ({ browser }) => {
  test.setTimeout(300_000)
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await look(page, 'price-book-empty')
  await page.goto(at(org, '/import'))
  await choose(page, FILE)
  await page.getByRole('button', { name: /^All 6/ }).click()
  await look(page, 'price-book-preview')
  await page.getByText('Columns').click()
  await look(page, 'price-book-columns')
  await page.getByRole('button', { name: 'Import 3 items' }).click()
  await expect(page.getByRole('heading', { name: '3 items were added.' })).toBeVisible()
  await withDatabase((client) =>
    client.query(
      `insert into price_item (org_id, id, name, unit_price_cents, cost_cents, category, unit, archived_at, code)
       select $1, gen_random_uuid(), name, cents, cost, category, unit, archived, code from (values
         (repeat('W', 200), 1000000000, 999999999, repeat('C', 60), repeat('u', 20), null::timestamptz, repeat('K', 60)),
         (E'Insurance supplement\\nCredited once the insurer has paid', -75000, null, null, '', null, null),
         ('Old item', 100, 120, null, 'each', now(), null)) items (name, cents, cost, category, unit, archived, code)`,
      [org.id],
    ),
  )
  await page.goto(at(org, '?archived=1'))
  await look(page, 'price-book')
  await page.getByRole('link', { name: 'Class 4' }).click()
  await look(page, 'price-book-item')
  await page.goto(at(org, '/new'))
  await page.getByRole('button', { name: 'Add item' }).click()
  await look(page, 'price-book-item-errors')
  await page.goto(at(org, '/tax-rates'))
  await page.getByRole('button', { name: 'Add tax rate' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('City and County of Denver')
  await page.getByRole('dialog').getByLabel('Rate').fill('8.81')
  await look(page, 'tax-rate-dialog')
  await page.getByRole('dialog').getByRole('button', { name: 'Add tax rate' }).click()
  await expect(page.getByText('8.81%')).toBeVisible()
  await look(page, 'tax-rates')
})
