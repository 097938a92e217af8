import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCents, formatCentsPlain, parseCents, sumCents, unreadableAmount } from './money'

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
    '1,5',
    '1$50',
    '1,500,50',
    '--5',
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
      if (cents !== null) expect(typed.replace(/[\s$]/g, '')).toMatch(/^[\d,]*(\.\d{0,2})?$/)
    }),
  )
})

describe('fault 47: a keypad that has a comma and no point', () => {
  it.each([
    ['1500,50', 150_050],
    ['1,50', 150],
    ['0,07', 7],
    ['1,500', 150_000],
  ])('types %s', (typed, cents) => expect(parseCents(typed)).toBe(cents))

  it('types every amount', () => {
    fc.assert(
      fc.property(anyCents, (cents) => {
        expect(parseCents((cents / 100).toFixed(2).replace('.', ','))).toBe(cents)
      }),
    )
  })
})

describe('fault 47: a blank between the digits', () => {
  it.each(['1 50', '15 00', '1 5', '1  500', '1 500 00', '1 500,000', '1. 50'])('%j is not guessed at', (typed) =>
    expect(parseCents(typed)).toBeNull(),
  )

  it('is named, and groups thousands', () => {
    expect(unreadableAmount('1 50')).toBe(
      'There’s a space between the digits. Enter the amount without it, for example 1,500.00.',
    )
    expect(unreadableAmount(' x ')).toBe('Enter the amount in dollars and cents, for example 1,500.00.')
    fc.assert(
      fc.property(anyCents, fc.constantFrom(' ', '\u00a0', '\u202f'), (cents, blank) => {
        expect(parseCents(formatCentsPlain(cents).replaceAll(',', blank))).toBe(cents)
      }),
    )
  })
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
