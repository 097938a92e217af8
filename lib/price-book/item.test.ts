import { describe, expect, it, test } from 'vitest'
import { contentSchema, MAX_TEXT } from '@/lib/documents/content'
import { priceDocument } from '@/lib/documents/sums'
import {
  codeKey,
  type ItemInput,
  itemChanges,
  itemSchema,
  itemValues,
  MAX_ITEM,
  nameKey,
  nameParts,
  priceWords,
} from './item'
import { lineOfItem } from './line-of-item'
import { marginTenths, marginWords } from './margin'

const typed = {
  ...{ name: 'Ridge vent', code: 'RV-4', category: 'Roofing', unit: 'ft' },
  ...{ unitPrice: '$14.50', cost: '9', taxable: true },
}
const ITEM: ItemInput = {
  ...{ name: 'Ridge vent', code: 'RV-4', category: 'Roofing', unit: 'ft' },
  ...{ unitPriceCents: 1_450, costCents: 900, taxable: true },
}
const messages = (changes: Partial<typeof typed>) =>
  itemSchema.safeParse({ ...typed, ...changes }).error?.issues.map(({ message }) => message) ?? []

describe('a typed item', () => {
  test('is kept as it reads, amounts in cents, and empty texts as nothing', () => {
    expect(itemSchema.parse(typed)).toEqual(ITEM)
    expect(itemSchema.parse({ ...typed, code: ' ', category: '', unit: '', cost: '', unitPrice: '-100' })).toEqual({
      ...ITEM,
      ...{ code: null, category: null, unit: '', costCents: null, unitPriceCents: -10_000 },
    })
    expect(itemSchema.parse({ ...typed, name: 'One\r\nTwo\rThree', unit: ' sq \n ft ' })).toMatchObject({
      ...{ name: 'One\nTwo\nThree', unit: 'sq ft' },
    })
    expect(itemSchema.parse(itemValues(ITEM))).toEqual(ITEM)
  })

  test.each([
    [{ name: ' ' }, 'Enter what the item is.'],
    [{ name: 'x'.repeat(2_001) }, 'An item can have at most 2,000 characters.'],
    [{ unit: 'x'.repeat(21) }, 'A unit can have at most 20 characters.'],
    [{ unitPrice: '' }, 'Enter a price in dollars, like 1,250.00, or -100 for a credit.'],
    [{ unitPrice: '1.005' }, 'A price has at most two decimals. Enter dollars and cents, like 1,250.00.'],
    [{ unitPrice: '10000000.01' }, 'Enter a price of at most $10,000,000.00.'],
    [{ cost: 'ten' }, 'Enter a cost in dollars, like 1,250.00, or leave it empty.'],
    [{ cost: '-1' }, 'Enter a cost in dollars, like 1,250.00, or leave it empty.'],
  ])('%j is refused in words', (changes, message) => expect(messages(changes)).toEqual([message]))

  test('loses the apostrophe that only says to a spreadsheet that it is no formula', () => {
    expect(itemSchema.parse({ ...typed, name: "'=1+1", unit: "'-", code: "''@a" })).toMatchObject({
      ...{ name: '=1+1', unit: '-', code: '@a' },
    })
    expect(itemSchema.parse({ ...typed, name: "'90s tile", unit: "'" })).toMatchObject({ name: "'90s tile", unit: "'" })
  })

  it('fits into a line of a document', () => {
    expect(MAX_ITEM.name).toBeLessThanOrEqual(MAX_TEXT.description)
    expect(MAX_ITEM.unit).toBeLessThanOrEqual(MAX_TEXT.unit)
  })
})

test('what is another item than before is told field by field', () => {
  expect(itemChanges(ITEM, ITEM)).toEqual([])
  expect(itemChanges(ITEM, { ...ITEM, unitPriceCents: 1_500, taxable: false, costCents: null })).toEqual([
    { path: 'unitPrice', theirs: '14.50', mine: '15.00' },
    { path: 'cost', theirs: '9.00', mine: '' },
    { path: 'taxable', theirs: 'Yes', mine: 'No' },
  ])
})

test('codes are the same in either case, names also with other blanks; feet are no inches', () => {
  expect(codeKey('Ab-1')).toBe(codeKey('aB-1'))
  expect(nameKey(' Ridge   Vent ')).toBe(nameKey('ridge vent'))
  expect(nameKey("2x4 8'")).not.toBe(nameKey('2x4 8"'))
  expect(nameParts('Roof\nten years\n\nmore')).toEqual({ first: 'Roof', rest: 'ten years\n\nmore' })
})

test.each([
  [1_000, 600, 400, '40%'],
  [800, 300, 625, '62.5%'],
  [300, 200, 333, '33.3%'],
  [1_000, 1_200, -200, '-20%'],
  [1_000, 0, 1_000, '100%'],
  [0, 0, null, null],
  [-500, 100, null, null],
  [1_000, null, null, null],
])('of a price of %j and a cost of %j the margin is %j', (unitPriceCents, costCents, tenths, words) => {
  expect(marginTenths({ unitPriceCents, costCents })).toBe(tenths)
  expect(marginWords({ unitPriceCents, costCents })).toBe(words)
})

describe('a line with an item', () => {
  const rates = [
    { id: 'state', name: 'State', rateThousandths: 2_900 },
    { id: 'city', name: 'City', rateThousandths: 5_150 },
  ]
  const totalOf = (item: ItemInput) => {
    const line = lineOfItem(item, rates)
    const priced = priceDocument(contentSchema.parse({ sections: [{ id: 'lines', lines: [line] }], taxRates: rates }))
    return priced.ok && priced.state === 'decided' ? priced.totalCents : null
  }

  it('is one of it, at its price and cost, taxed by all rates of the document or by none', () => {
    expect(lineOfItem(ITEM, rates, 'a')).toEqual({
      ...{ id: 'a', description: 'Ridge vent', unit: 'ft', quantityHundredths: 100, unitPriceCents: 1_450 },
      ...{ costCents: 900, taxRateIds: ['state', 'city'], discount: null, optional: null },
    })
    expect(lineOfItem({ ...ITEM, taxable: false }, rates).taxRateIds).toEqual([])
    expect(totalOf({ ...ITEM, unitPriceCents: 10_000 })).toBe(10_805)
    expect(totalOf({ ...ITEM, unitPriceCents: 10_000, taxable: false })).toBe(10_000)
    expect(lineOfItem(ITEM, []).id).not.toBe(lineOfItem(ITEM, []).id)
  })

  it('P21: a change of the item reaches no line, and a change of a line no item', () => {
    const item = { ...ITEM }
    const line = lineOfItem(item, rates)
    const before = structuredClone(line)
    item.unitPriceCents = 1
    item.name = 'Another'
    expect(line).toEqual(before)
    line.unitPriceCents = 2
    line.description = 'Changed'
    line.discount = { kind: 'percent', percentThousandths: 100_000 }
    expect(item).toEqual({ ...ITEM, unitPriceCents: 1, name: 'Another' })
  })
})

test.each([
  ['', '$14.50'],
  ['each', '$14.50 each'],
  ['ft', '$14.50 per ft'],
])('a price by %j is %s', (unit, words) => expect(priceWords({ unitPriceCents: 1_450, unit })).toBe(words))
