import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCents } from './amount.ts'

test('PS-040 amounts round on their decimal digits, however they are written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300_000_000 }), fc.integer({ min: 0, max: 9 }), (cents, mills) => {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}${mills}`
      const rounded = cents + (mills >= 5 ? 1 : 0)
      return toCents(text) === rounded && toCents(Number(text)) === rounded && toCents(`-${text}`) === -rounded
    }),
  )
  const odd = [1e-7, '1e2', '  5 ', '.5', '5.', '', 'x', '1,000', '0x10', true, null, Number.NaN]
  expect(odd.map(toCents)).toEqual([0, 10_000, 500, 50, 500, null, null, null, null, null, null, null])
})
