import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatInstant } from './dates'
import { fold } from './fold'
import { findDay } from './search-days'

const ZONE = 'America/Denver'
const AT = new Date('2026-11-28T18:00:00Z')
const dayIn = (query: string) => findDay(fold(query), ZONE, AT)

describe('fault 45: a day in a search', () => {
  test.each(['Nov 21, 2026', 'november 21 2026', '11/21/2026', '11/21/26', '2026-11-21'])('%j is that day', (query) =>
    expect(dayIn(`okafor ${query} visa`)).toEqual({
      text: fold(query),
      rest: 'okafor   visa',
      spans: [{ gte: new Date('2026-11-21T07:00:00Z'), lt: new Date('2026-11-22T07:00:00Z') }],
    }),
  )

  test('without a year is any that has been', () => {
    const spans = dayIn('Dec 24')?.spans ?? []
    expect(spans[0]?.gte).toEqual(new Date('2025-12-24T07:00:00Z')) // this year's is still to come
    expect(dayIn('feb 29')?.spans.map(({ gte }) => gte.getUTCFullYear())).toEqual([2024, 2020])
  })

  test.each(['', 'may', 'march 4x', '12/45', 'feb 30 2026', '1051', '2026-13-01', '555-0142', 'a11/21/2026'])(
    '%j has none',
    (query) => expect(dayIn(query)).toBeNull(),
  )

  test('is read back as the list shows it, to the minute', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: AT, noInvalidDate: true }), (instant) => {
        const spans = dayIn(formatInstant(instant, ZONE))?.spans ?? []
        // The hour that a change of clocks repeats is either of two.
        const ahead = instant.getTime() - (spans[0]?.gte.getTime() ?? 0)
        expect([0, 3_600_000]).toContain(Math.floor(ahead / 60_000) * 60_000)
      }),
    )
  })
})
