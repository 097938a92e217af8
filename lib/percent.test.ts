import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPercent, parsePercent } from './percent'

test.each([
  ['33.334%', 33_334],
  ['33.334', 33_334],
  [' 33,334 % ', 33_334],
  ['8.875%', 8_875],
  ['50', 50_000],
  ['.5%', 500],
  ['5.', 5_000],
  ['100%', 100_000],
  ['0', 0],
])('%j is %i thousandths', (text, thousandths) => expect(parsePercent(text)).toBe(thousandths))

test.each(['', '%', '.', '100.001', '101', '33.3334', '-5', '1e1', '1 0', '5%%', '٣', 'half'])('%j is none', (text) =>
  expect(parsePercent(text)).toBeNull(),
)

test('reads back what it shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (each) => {
      expect(parsePercent(formatPercent(each))).toBe(each)
    }),
  )
})
