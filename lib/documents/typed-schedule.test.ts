import { describe, expect, test } from 'vitest'
import { priceDocument } from './sums'
import { readSchedule } from './typed-schedule'

const typed = (...texts: string[]) =>
  texts.map((text, n) => ({ id: `${n}`, due: { on: 'signing' } as const, typed: text }))

/** What a typed schedule comes to, or what is wrong with it. */
function amounts(totalCents: number, ...texts: string[]) {
  const read = readSchedule(typed(...texts), totalCents)
  if (!read.ok) return read.problems
  const lines = [{ id: 'a', quantityHundredths: 100, unitPriceCents: totalCents }]
  const priced = priceDocument({ sections: [{ id: 's', lines }], schedule: read.schedule })
  if (!priced.ok || priced.state === 'open') throw new Error(JSON.stringify(priced))
  return priced.parts.map(({ amountCents }) => amountCents)
}

describe('a typed schedule', () => {
  test('A2: $5.47 at 33.34%, 33.33% and 33.33% is kept', () => {
    expect(amounts(5_47, '33.34%', '33.33%', '33.33%')).toEqual([1_83, 1_82, 1_82])
  })
  test('A3: 33.334%, 33.333% and 33.333% of $30,000', () => {
    expect(amounts(30_000_00, '33.334%', '33.333 %', '33,333%')).toEqual([10_000_20, 9_999_90, 9_999_90])
  })
  test('A4: amounts that come to the total are kept as typed', () => {
    expect(amounts(1_889_52, '$629.97', '629.78', '629.77')).toEqual([629_97, 629_78, 629_77])
  })
  test('A7: 100% is the total', () => expect(amounts(1_234_57, '100%')).toEqual([1_234_57]))
  test('ends with the rest', () => expect(amounts(1_000_00, '$100', '25%', '')).toEqual([100_00, 250_00, 650_00]))

  test.each<[string[], string, RegExp]>([
    [['50%', '49.999%'], 'schedule.1.typed', /come to 99\.999%, not 100%/],
    [['$500', '$499.99'], 'schedule.1.typed', /come to \$999\.99, and the total is \$1,000\.00/],
    [['50%', '$500'], 'schedule.1.typed', /Leave the last payment empty/],
    [['33.3334%', ''], 'schedule.0.typed', /at most three decimals/],
    [['0%', ''], 'schedule.0.typed', /above 0/],
    [['0', ''], 'schedule.0.typed', /above \$0\.00/],
    [['half', ''], 'schedule.0.typed', /dollars and cents/],
  ])('%j is refused at %s', (texts, path, message) => {
    expect(amounts(1_000_00, ...texts)).toEqual([{ path, message: expect.stringMatching(message) }])
  })
})
