import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { dateToDay, dayOf, dayToDate, formatDay, formatDayNear, formatInstant, moveClock, now } from './dates'

afterEach(() => moveClock(0))

describe('the day of an instant', () => {
  it('is the one on the wall of the zone', () => {
    const instant = new Date('2026-11-25T05:30:00Z')
    expect(dayOf(instant, 'America/Denver')).toBe('2026-11-24')
    expect(dayOf(instant, 'UTC')).toBe('2026-11-25')
    expect(dayOf(instant, 'Pacific/Honolulu')).toBe('2026-11-24')
  })

  it('follows daylight saving time', () => {
    expect(dayOf(new Date('2026-07-01T05:59:59Z'), 'America/Denver')).toBe('2026-06-30')
    expect(dayOf(new Date('2026-07-01T06:00:00Z'), 'America/Denver')).toBe('2026-07-01')
    expect(dayOf(new Date('2026-12-01T06:59:59Z'), 'America/Denver')).toBe('2026-11-30')
    expect(dayOf(new Date('2026-12-01T07:00:00Z'), 'America/Denver')).toBe('2026-12-01')
  })
})

it('goes to the database and back', () => {
  const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, (instant) => {
      const day = instant.toISOString().slice(0, 10)
      expect(dateToDay(dayToDate(day))).toBe(day)
    }),
  )
})

describe('a day in words', () => {
  it.each([
    ['2026-11-24', 'today'],
    ['2026-11-25', 'Wednesday'],
    ['2026-11-30', 'Monday'],
    ['2026-12-01', 'Tue, Dec 1'],
    ['2026-11-23', 'Mon, Nov 23'],
  ])('%s on Tuesday, November 24', (day, words) => expect(formatDayNear(day, '2026-11-24')).toBe(words))

  it('never names a weekday that could be two days', () => {
    const days = fc.integer({ min: -400, max: 400 })
    fc.assert(
      fc.property(days, (ahead) => {
        const day = dateToDay(new Date(dayToDate('2026-11-24').getTime() + ahead * 86_400_000))
        expect(/^[A-Z][a-z]+day$/.test(formatDayNear(day, '2026-11-24'))).toBe(ahead >= 1 && ahead <= 6)
      }),
    )
  })

  it('has a year when it stands alone', () => expect(formatDay('2026-11-21')).toBe('Nov 21, 2026'))

  it('has the time of the zone', () => {
    expect(formatInstant(new Date('2026-11-21T21:14:00Z'), 'America/Denver')).toBe('Nov 21, 2026, 2:14 PM')
    expect(formatInstant(new Date('2026-11-21T21:14:00Z'), 'America/New_York')).toBe('Nov 21, 2026, 4:14 PM')
  })
})

it('has one clock that can be moved and set right', () => {
  moveClock(86_400_000)
  expect(now().getTime() - Date.now()).toBeGreaterThan(86_300_000)
  moveClock(0)
  expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(1_000)
})
