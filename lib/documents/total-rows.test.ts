import { expect, test } from 'vitest'
import { contentSchema, plainContent } from './content'
import { pricedInput } from './priced-input'
import { priceDocument } from './sums'
import { totalRows } from './total-rows'

const line = { description: 'Roof', quantityHundredths: 100, unitPriceCents: 100_000 }
const taxed = contentSchema.parse({
  sections: [{ id: 's', lines: [{ id: 'a', ...line, taxRateIds: ['t'] }] }],
  discounts: [{ id: 'd', title: 'Spring', kind: 'percent', percentThousandths: 10_000 }],
  taxRates: [{ id: 't', name: 'Sales tax', rateThousandths: 8_875 }],
})

function rowsOf(content: typeof taxed) {
  const priced = priceDocument(pricedInput(content))
  if (!priced.ok) throw new Error(JSON.stringify(priced))
  return totalRows(content, priced).map(({ label, cents }) => [label, cents])
}

test('a document of lines alone goes straight to its total', () => expect(rowsOf(plainContent([line]))).toEqual([]))

test('discounts and taxes stand between the lines and the total', () =>
  expect(rowsOf(taxed)).toEqual([
    ['Subtotal', 100_000],
    ['Spring (10%)', -10_000],
    ['Sales tax (8.875%)', 7_988],
  ]))

test('a customer who is exempt reads that no tax is charged', () =>
  expect(rowsOf({ ...taxed, taxExemption: { reason: 'Resale' } }).at(-1)).toEqual(['Sales tax (exempt)', 0]))

test('a discount names its section, and a tax what it is of where not all is taxed', () => {
  const free = { id: 'free', title: 'Gutters', lines: [{ id: 'b', ...line }] }
  const content = contentSchema.parse({
    ...taxed,
    sections: [...taxed.sections, free],
    discounts: [{ id: 'd', title: 'Spring', sectionId: 'free', kind: 'amount', amountCents: 10_000 }],
  })
  const rows = [
    ['Subtotal', 200_000],
    ['Spring on Gutters', -10_000],
  ]
  expect(rowsOf(content)).toEqual([...rows, ['Sales tax (8.875% of $1,000.00)', 8_875]])
  const hidden = { ...content, show: { ...content.show, lineTotals: false } }
  expect(rowsOf(hidden)).toEqual([...rows, ['Sales tax (8.875%)', 8_875]])
})
