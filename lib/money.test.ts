import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCents, formatCentsPlain, parseCents, sumCents } from './money'

describe('reading an amount', () => {
  it.each([
    ['1500', 150_000],
    ['1,500.00', 150_000],
    ['$1,500.5', 150_050],
    [' 1 500.00 ', 150_000],
    ['.5', 50],
    ['5.', 500],
    ['0', 0],
    ['0.07', 7],
    ['1,234,567.89', 123_456_789],
    ['4.35', 435], // 4.35 * 100 is 434.99999999999994
    ['1.10', 110],
    ['8,165.43', 816_543],
  ])('%s', (typed, cents) => expect(parseCents(typed)).toBe(cents))

  it.each([
    '',
    ' ',
    '$',
    '.',
    ',',
    'abc',
    '1.234',
    '1,50',
    '1,5000',
    '12,34.00',
    '1.5.0',
    '1e3',
    '0x10',
    '+5',
    '٣',
    '-5',
  ])('refuses %j', (typed) => expect(parseCents(typed)).toBeNull())

  it('takes a minus sign only where one is meant', () => {
    expect(parseCents('-50')).toBeNull()
    expect(parseCents('-50', { negative: true })).toBe(-5_000)
    expect(parseCents('−50.25', { negative: true })).toBe(-5_025)
    expect(parseCents('$-1,000', { negative: true })).toBe(-100_000)
  })

  it('refuses what no longer fits into a whole number of cents', () => {
    expect(parseCents('9'.repeat(17))).toBeNull()
  })
})

const anyCents = fc.integer({ min: 0, max: 1_000_000_000_000 })

it('reads back what it writes, to the cent', () => {
  fc.assert(
    fc.property(anyCents, (cents) => {
      expect(parseCents(formatCents(cents))).toBe(cents)
      expect(parseCents(formatCentsPlain(cents))).toBe(cents)
      if (cents > 0) expect(parseCents(formatCents(-cents), { negative: true })).toBe(-cents)
    }),
  )
})

it('never guesses: what is read is what stands there', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const cents = parseCents(typed)
      if (cents !== null) expect(typed.replace(/[\s$,]/g, '')).toMatch(/^\d*(\.\d{0,2})?$/)
    }),
  )
})

it('writes amounts as people read them', () => {
  expect(formatCents(150_000)).toBe('$1,500.00')
  expect(formatCents(-5_000)).toBe('-$50.00')
  expect(formatCents(7)).toBe('$0.07')
  expect(formatCentsPlain(150_050)).toBe('1,500.50')
})

it('adds', () => {
  expect(sumCents([])).toBe(0)
  expect(sumCents([10, 20, -5])).toBe(25)
})
