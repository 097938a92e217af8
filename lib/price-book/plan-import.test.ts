import { describe, expect, it, test } from 'vitest'
import { COLUMNS, recognizeColumns } from './columns'
import { importedWords, importLabel, previewRow } from './import-preview'
import { type Planned, planImport, type StoredItem } from './plan-import'
import { readCsv } from './read-csv'

let made = 0
const stored = (changes: Partial<StoredItem> = {}): StoredItem => ({
  ...{ id: `item${made++}`, version: 3, archivedAt: null, name: 'Ridge vent', unit: 'ft', unitPriceCents: 1_450 },
  ...{ costCents: null, taxable: true, code: null, category: null },
  ...changes,
})

/** The plan of a file, whose first row has the headings. */
function plan(text: string, book: StoredItem[] = []): Planned[] {
  const table = readCsv(new TextEncoder().encode(text))
  if ('problem' in table) throw new Error(table.problem)
  const [first, ...rows] = table.rows
  return planImport(rows, recognizeColumns(first?.cells ?? []), book)
}
const kinds = (plans: Planned[]) => plans.map(({ row, kind }) => `${row} ${kind}`)
const words = (plans: Planned[]) => plans.map((each) => previewRow(each).words)

describe('a row', () => {
  it('that is about no item adds one, taxed unless it says otherwise', () => {
    expect(plan('Name,Price,Unit,Cost,Taxable,SKU,Category\nRidge vent,14.50,ft,9,,RV-4,Roofing\nRoof,1')).toEqual([
      {
        ...{ row: 2, name: 'Ridge vent', kind: 'new' },
        item: {
          ...{ name: 'Ridge vent', unit: 'ft', unitPriceCents: 1_450, costCents: 900 },
          ...{ taxable: false, code: 'RV-4', category: 'Roofing' },
        },
      },
      expect.objectContaining({ row: 3, kind: 'new', item: expect.objectContaining({ costCents: null, code: null }) }),
    ])
    expect(plan('Name,Price\nRoof,1')[0]).toMatchObject({ item: { taxable: true } })
  })

  it('is about the item with its code, in either case, whatever its name', () => {
    const item = stored({ code: 'RV-4' })
    const [only] = plan('SKU,Name,Price\nrv-4,Ridge vent 4 ft,14.50', [stored(), item])
    expect(only).toMatchObject({ kind: 'changed', id: item.id, version: 3, restores: false })
    expect(words([only as Planned])).toEqual(['Name: Ridge vent → Ridge vent 4 ft · Code: RV-4 → rv-4'])
  })

  it('without a code is about the item of its name, and leaves it its code', () => {
    const item = stored({ code: 'RV-4', category: 'Roofing', costCents: 900 })
    expect(plan('Name,Price\n ridge  VENT ,15', [item])).toMatchObject([
      {
        ...{ kind: 'changed', id: item.id },
        item: { code: 'RV-4', category: 'Roofing', costCents: 900, unit: 'ft', unitPriceCents: 1_500 },
      },
    ])
    // What a file has a column for becomes as it says, also empty.
    const [cleared] = plan('Name,Price,Cost,Code\nRidge vent,14.50,-,', [item])
    expect(cleared).toMatchObject({ item: { costCents: null, code: 'RV-4' } })
    expect(words([cleared as Planned])).toEqual(['Cost: 9.00 → none'])
  })

  it('that has a new code gives it to the item of its name that has none, and to no other', () => {
    const [bare, coded] = [stored(), stored({ name: 'Drip edge', code: 'DE-1' })]
    expect(plan('Code,Name,Price,Unit\nRV-9,Ridge vent,14.50,ft\nDE-2,Drip edge,2,ft', [bare, coded])).toMatchObject([
      { kind: 'changed', id: bare.id, item: { code: 'RV-9' } },
      { kind: 'new', item: { code: 'DE-2' } },
    ])
  })

  it('that says what is there changes nothing', () => {
    const plans = plan('Name,Price\nRidge vent,$14.50', [stored({ code: 'x' })])
    expect(kinds(plans)).toEqual(['2 same'])
    expect(importLabel({ new: 0, changed: 0, same: 1, problem: 0 })).toBeNull()
  })

  it('brings an item back from the archive, but only where no other has the name', () => {
    const old = stored({ archivedAt: new Date(), unitPriceCents: 100 })
    const [back] = plan('Name,Price\nRidge vent,1.00', [old])
    expect(back).toMatchObject({ kind: 'changed', id: old.id, restores: true, changes: [] })
    expect(words([back as Planned])).toEqual(['Comes back from the archive'])
    const shown = stored()
    expect(plan('Name,Price\nRidge vent,1.00', [old, shown])).toMatchObject([{ id: shown.id, restores: false }])
  })

  it('may describe the item in a column of its own', () => {
    expect(plan('Item,Description,Price\nRoof,"Class 4\nTen years",1\nWall,Wall,2')).toMatchObject([
      { item: { name: 'Roof\nClass 4\nTen years' } },
      { item: { name: 'Wall' } },
    ])
  })

  test.each([
    ['$1,234.50', 123_450],
    ['(12.50)', -1_250],
    ['-12.50', -1_250],
    ['12.5000', 1_250],
    ['12,50', 1_250],
    [' 7 ', 700],
  ])('may say %j', (price, cents) => {
    expect(plan(`Name,Price\nRoof,"${price}"`)).toMatchObject([{ item: { unitPriceCents: cents } }])
  })

  test.each([
    ...['Yes', 'y', 'TRUE', '1', 'x', 'Taxable'].map((cell) => [cell, true] as const),
    ...['No', 'n', 'false', '0', '', '-', 'Non-taxable', 'Exempt'].map((cell) => [cell, false] as const),
  ])('that says %j is taxed: %j', (cell, taxable) => {
    expect(plan(`Name,Price,Taxable\nRoof,1,${cell}`)).toMatchObject([{ item: { taxable } }])
  })
})

describe('rows about one item', () => {
  test.each([
    ['by its code', 'Code,Name,Price\nA,Roof,1\na,Wall,2'],
    ['by its name', 'Name,Price\nRoof,1\nROOF,2'],
  ])('that is new, %s: only the first counts', (_, text) => {
    const plans = plan(text)
    expect(kinds(plans)).toEqual(['2 new', '3 problem'])
    expect(words(plans)[1]).toBe('Row 2 is about the same item.')
  })

  test.each([
    ['by its code', 'Code,Name,Price\nA,Roof,1\na,Wall,2', stored({ code: 'A', name: 'Roof' })],
    ['that gets its code', 'Code,Name,Price\nA,Roof,1\na,Wall,2', stored({ name: 'Roof' })],
  ])('that is there, %s: only the first counts', (_, text, item) => {
    expect(kinds(plan(text, [item]))).toEqual(['2 changed', '3 problem'])
  })

  it('and of several items of one name: which one is asked for, unless a row says what one is', () => {
    const twins = [stored({ unit: 'ft' }), stored({ unit: 'box', unitPriceCents: 9_000 })]
    const asked = plan('Name,Price,Unit\nRidge vent,1,each', twins)
    expect(words(asked)).toEqual(['2 items have this name. Add a code to the row that says which one it is about.'])
    const told = plan('Name,Price,Unit\nRidge vent,15,ft\nRidge vent,90,box', twins)
    expect(told).toMatchObject([
      { kind: 'changed', id: twins[0]?.id },
      { kind: 'same', id: twins[1]?.id },
    ])
    expect(kinds(plan('Name,Price,Unit\nRidge vent,14.50,ft\nRidge vent,14.50,ft', [stored(), stored()]))).toEqual([
      ...['2 same', '3 same'],
    ])
  })
})

describe('a row with a problem says it in words', () => {
  test.each([
    ['=SUM(A1:A3),1', '“=SUM(A1:A3)” begins with “=”, which spreadsheets run as a formula.'],
    ['@cmd,1', 'begins with “@”'],
    ['+Extra layer,1', 'begins with “+”'],
    ['-Extra layer,1', 'begins with “-”'],
    ['Roof,=1+1', 'begins with “=”'],
    ['Roof,', 'Enter a price in dollars'],
    ['Roof,1.005', 'at most two decimals'],
    ['Roof,free', 'Enter a price in dollars'],
    [',5', 'Enter what the item is.'],
    ['4111 1111 1111 1111,5', 'looks like a card number'],
    [`${'x'.repeat(2_001)},5`, 'at most 2,000 characters'],
    [`${'x'.repeat(10_001)},5`, 'at most 10,000 characters'],
  ])('%j', (row, expected) => {
    const plans = plan(`Name,Price\n${row}`)
    expect(kinds(plans)).toEqual(['2 problem'])
    expect(words(plans)[0]).toContain(expected)
  })

  it('and shows no card number, nor a whole file as its name', () => {
    const [card, long] = plan(`Name,Price\nPaid by 4111111111111111,5\n${'x'.repeat(9_000)},5`).map(previewRow)
    expect(card?.name).toBe('Paid by •••• 1111')
    expect(long?.name.length).toBeLessThan(130)
    expect(plan('Name,Price,Taxable\nRoof,1,maybe').map(previewRow)[0]?.words).toContain('Enter Yes or No.')
    expect(plan('Name,Price\n,').map(previewRow)).toEqual([])
  })

  it('or that a text is one, with an apostrophe before it', () => {
    expect(plan("Name,Price\n'-Extra layer,1\n'=1+1,2\n'90s tile,3")).toMatchObject([
      { item: { name: '-Extra layer' } },
      { item: { name: '=1+1' } },
      { item: { name: "'90s tile" } },
    ])
  })
})

test('without headings, columns are those that somebody chose', () => {
  const choice = COLUMNS.map((column) => ({ name: 1, price: 0 })[column as 'name' | 'price'] ?? null)
  expect(planImport([{ row: 1, cells: ['14.50', 'Ridge vent'] }], choice, [])).toMatchObject([
    { row: 1, kind: 'new', item: { name: 'Ridge vent', unitPriceCents: 1_450 } },
  ])
})

test.each([
  [120, 0, 'Import 120 items', '120 items were added.'],
  [0, 1, 'Import 1 item', '1 item was changed.'],
  [1_000, 2, 'Import 1,002 items', '1,000 items were added, and 2 items were changed.'],
])('%d new and %d changed: %s', (added, changed, label, done) => {
  expect(importLabel({ new: added, changed, same: 5, problem: 2 })).toBe(label)
  expect(importedWords({ added, changed })).toBe(done)
})
