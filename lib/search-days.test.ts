import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatInstant } from './dates'
import { fold } from './fold'
import { findDay } from './search-days'

const ZONE = 'America/Denver'
const AT = new Date('2026-11-28T18:00:00Z')
const dayIn = (query: string) => findDay(fold(query), ZONE, AT)

describe('fault 45: a day in a search', () => {
  test.each([
    ...['Nov 21, 2026', 'november 21 2026', '11/21/2026', '11/21/26', '2026-11-21'],
    ...['Nov 21st, 2026', 'nov. 21st 2026', '21 nov 2026', '21st of November, 2026'],
  ])('%j is that day', (query) =>
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
        const { spans = [], rest } = dayIn(`okafor ${formatInstant(instant, ZONE)}`) ?? {}
        expect(rest).toBe('okafor  ')
        expect(spans.some(({ gte, lt }) => gte <= instant && instant < lt)).toBe(true)
      }),
    )
  })

  test('of the hour that is repeated in autumn is both times', () => {
    const hour = ['2026-11-01T07:30:00Z', '2026-11-01T08:30:00Z'].map((text) => new Date(text))
    expect(hour.map((instant) => formatInstant(instant, ZONE))).toEqual(Array(2).fill('Nov 1, 2026, 1:30 AM'))
    expect(dayIn('Nov 1, 2026, 1:30 AM')?.spans.map(({ gte }) => gte)).toEqual(hour)
    expect(dayIn('Nov 1, 2026, 2:30 AM')?.spans).toHaveLength(1)
    expect(dayIn('Mar 8, 2026, 2:30 AM')).toBeNull() // the clock never showed it
    const half = findDay('apr 5, 2026, 1:45 am', 'Australia/Lord_Howe', AT)?.spans ?? []
    expect(half.map(({ gte }) => gte.toISOString())).toEqual(['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'])
  })

  test.each(['1:75 pm', '13:45 pm', '0:10 am', '1:5 pm'])('a time that there is not, %j, is no time of it', (time) => {
    const found = dayIn(`Nov 21, 2026 ${time}`)
    expect(found?.spans).toEqual([{ gte: new Date('2026-11-21T07:00:00Z'), lt: new Date('2026-11-22T07:00:00Z') }])
    expect(found?.rest.trim()).toBe(time)
  })

  test('a number before the month is its day, unless one stands behind it, too', () => {
    expect(dayIn('5 nov')?.text).toBe('5 nov')
    expect(dayIn('12 nov 5')?.text).toBe('nov 5')
    expect(dayIn('1051 nov 5th')?.text).toBe('nov 5th')
    expect(dayIn('45 nov 2026')).toBeNull()
  })
})
