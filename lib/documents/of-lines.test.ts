import { expect, test } from 'vitest'
import { SUMMIT_RIDGE, TIDEWATER } from '@/prisma/seed-data'
import { documentOfLines } from './of-lines'
import { priceDocument } from './sums'
import { documentTotalCents } from './total'

const documents = [...SUMMIT_RIDGE, ...TIDEWATER].flatMap(({ title, proposal, agreement }) =>
  [proposal, agreement].flatMap((document) => (document ? [{ title, items: document.items }] : [])),
)

test.each(documents)('$title comes to the same as today, line by line', ({ items }) => {
  const lines = items.map(([description, quantity, unitPrice]) => ({
    description,
    quantityHundredths: Math.round(quantity * 100),
    unitPriceCents: Math.round(unitPrice * 100),
  }))
  const priced = priceDocument(documentOfLines(lines))
  if (!priced.ok || priced.state === 'open') throw new Error(JSON.stringify(priced))
  expect(priced.totalCents).toBe(documentTotalCents(lines))
  expect(priced.lines.map(({ netCents }) => netCents)).toEqual(lines.map((line) => documentTotalCents([line])))
})

test('a line without an id is named by its place', () => {
  const line = { quantityHundredths: 100, unitPriceCents: 1 }
  expect(documentOfLines([line, { ...line, id: 'b' }]).sections[0]?.lines.map(({ id }) => id)).toEqual(['0', 'b'])
})
