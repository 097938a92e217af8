import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatQuantity, parseQuantity } from './quantity'

const quantities = fc.integer({ min: 1, max: 9_999_999 })

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
