import { describe, expect, test } from 'vitest'
import { COLUMN_LABELS, COLUMNS, missingColumns, placeOf, recognizeColumns } from './columns'
import { ITEM_COLUMNS } from './export-row'

const found = (...headings: string[]) =>
  Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const at = placeOf(recognizeColumns(headings), column)
      return at === null ? [] : [[column, headings[at]]]
    }),
  )

describe('columns are recognized', () => {
  test.each([
    [
      'of the usual names',
      ['Item', 'Unit', 'Rate', 'Cost', 'Taxable', 'SKU', 'Category'],
      {
        name: 'Item',
        unit: 'Unit',
        price: 'Rate',
        cost: 'Cost',
        taxable: 'Taxable',
        code: 'SKU',
        category: 'Category',
      },
    ],
    [
      'in capitals, with blanks and marks',
      [' ITEM NAME ', 'U/M', 'Unit price ($)'.replace(' ($)', ''), 'Is taxable?', 'Part #'.replace('#', 'no.')],
      { name: ' ITEM NAME ', unit: 'U/M', price: 'Unit price', taxable: 'Is taxable?', code: 'Part no.' },
    ],
    [
      'of QuickBooks',
      ['Product/Service Name', 'Sales Description', 'SKU', 'Sales Price / Rate', 'Purchase Cost', 'Taxable'],
      {
        ...{ name: 'Product/Service Name', description: 'Sales Description', code: 'SKU' },
        ...{ price: 'Sales Price / Rate', cost: 'Purchase Cost', taxable: 'Taxable' },
      },
    ],
    ['where the description alone names it', ['Description', 'Price'], { name: 'Description', price: 'Price' }],
    ['of several, the usual one', ['Rate', 'Price', 'Name'], { name: 'Name', price: 'Price' }],
    ['and others are left alone', ['Foo', 'Bar'], {}],
  ])('%s', (_, headings, expected) => expect(found(...headings)).toEqual(expected))

  test('of our own export', () => {
    expect(Object.keys(found(...ITEM_COLUMNS)).toSorted()).toEqual(
      COLUMNS.filter((column) => column !== 'description').toSorted(),
    )
  })
})

test('a name and a price have to be there, and every column has a label', () => {
  expect(missingColumns(recognizeColumns(['Foo']))).toEqual(['name', 'price'])
  expect(missingColumns(recognizeColumns(['Name', 'Rate']))).toEqual([])
  expect(COLUMNS.map((column) => COLUMN_LABELS[column]).every(Boolean)).toBe(true)
})
