import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractTotalCents } from './contract-total'
import { documentTotalCents, formatQuantity, lineTotalCents, MAX_DOCUMENT_CENTS, parseQuantity } from './total'

const line = (quantityHundredths: number, unitPriceCents: number) => ({ quantityHundredths, unitPriceCents })
const quantities = fc.integer({ min: 1, max: 9_999_999 })
const prices = fc.integer({ min: -MAX_DOCUMENT_CENTS, max: MAX_DOCUMENT_CENTS })

describe('a line', () => {
  test.each([
    [100, 150_000, 150_000],
    [1250, 8_999, 112_488], // 112487.5
    [1250, -8_999, -112_488],
    [33, 100, 33],
    [50, 1, 1],
    [49, 1, 0],
    [1, 1, 0],
    [50, -1, -1],
    [100, 0, 0],
  ])('%i hundredths at %i cents are %i cents', (quantity, price, total) => {
    expect(lineTotalCents(line(quantity, price))).toBe(total)
  })

  test('is never more than half a cent from the exact product, also beyond what a number holds', () => {
    fc.assert(
      fc.property(quantities, prices, (quantity, price) => {
        const off = BigInt(lineTotalCents(line(quantity, price))) * 100n - BigInt(quantity) * BigInt(price)
        expect(off >= -50n && off <= 50n).toBe(true)
      }),
    )
  })

  test('as a discount takes away exactly what it would have cost', () => {
    fc.assert(
      fc.property(quantities, prices, (quantity, price) => {
        expect(lineTotalCents(line(quantity, price)) + lineTotalCents(line(quantity, -price))).toBe(0)
      }),
    )
  })
})

describe('a document', () => {
  test('does not depend on the order of its lines and is the sum of its parts', () => {
    const lines = fc.array(fc.tuple(quantities, prices).map(([q, p]) => line(q, p)))
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(documentTotalCents([...b, ...a])).toBe(documentTotalCents(a) + documentTotalCents(b))
      }),
    )
  })
})

describe('a quantity', () => {
  test.each([
    ['1', 100],
    ['12.5', 1250],
    ['.25', 25],
    [' 1,200 ', 120_000],
    ['3.', 300],
  ])('%j is %i hundredths', (text, hundredths) => expect(parseQuantity(text)).toBe(hundredths))

  test.each(['', '.', '0', '0.00', '-1', '1.255', 'two', '1,2000', '12 5', '1,5,5', '1e3'])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeNull()
  })

  test.each([
    ['12,5', 1250],
    ['1,20', 120],
    ['1,200', 120_000],
  ])('fault 47: a keypad with a comma types %j', (text, hundredths) => expect(parseQuantity(text)).toBe(hundredths))

  test('reads back what it shows', () => {
    fc.assert(
      fc.property(quantities, (q) => {
        expect(parseQuantity(formatQuantity(q))).toBe(q)
      }),
    )
  })
})

describe('the contract sum', () => {
  const proposal = { kind: 'proposal' as const, stage: 'sent' as const, items: [line(100, 500_00)] }
  const agreement = { kind: 'agreement' as const, stage: 'draft' as const, items: [line(200, 300_00)] }
  test('is the agreement once there is one', () => expect(contractTotalCents([proposal, agreement])).toBe(600_00))
  test('is the proposal until then', () => expect(contractTotalCents([proposal])).toBe(500_00))
  test('is nothing without either', () => expect(contractTotalCents([])).toBe(0))
  test('is nothing once the proposal was declined', () =>
    expect(contractTotalCents([{ ...proposal, stage: 'declined' }])).toBe(0))
  test('is an empty agreement, not the proposal behind it', () =>
    expect(contractTotalCents([proposal, { ...agreement, items: [] }])).toBe(0))
})
