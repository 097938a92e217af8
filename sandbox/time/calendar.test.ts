import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, cutTicks, localDay, localInstant, parseDay, rollOverWeekend, toSeconds, toTicks } from './calendar.ts'

test('PS-047 local midnight is 06:00Z in summer and 07:00Z in winter, also on the days of the change', () => {
  const midnight = (day: string) => toSeconds(localInstant(day))
  expect(midnight('2026-07-01')).toBe('2026-07-01T06:00:00Z')
  expect(midnight('2026-01-01')).toBe('2026-01-01T07:00:00Z')
  expect([midnight('2026-03-08'), midnight('2026-03-09')]).toEqual(['2026-03-08T07:00:00Z', '2026-03-09T06:00:00Z'])
  expect([midnight('2026-11-01'), midnight('2026-11-02')]).toEqual(['2026-11-01T06:00:00Z', '2026-11-02T07:00:00Z'])
  expect(toSeconds(localInstant('2026-03-08', 4))).toBe('2026-03-08T10:00:00Z')
})

test('PS-047 every instant lies within its own local day', () => {
  const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
  fc.assert(
    fc.property(instants, (ms) => {
      const day = localDay(ms)
      return (
        localInstant(day) <= ms && ms < localInstant(addDays(day, 1)) && toSeconds(localInstant(day)).startsWith(day)
      )
    }),
  )
})

test('fault 27: the calendar runs to the end of 9999, and no further', () => {
  for (const day of ['2999-12-31', '3000-01-01', '4321-02-28', '9999-12-31']) {
    expect(parseDay(day)).toBe(day)
    expect(toSeconds(localInstant(day))).toBe(`${day}T07:00:00Z`)
  }
  expect(parseDay('9999-12-31T23:59:59.9999999')).toBe('9999-12-31')
  for (const none of ['9999-12-32', '3000-02-29', '10000-01-01', '0999-01-01']) expect(parseDay(none)).toBeNull()
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31')
  expect(addDays('9999-12-31', 1)).toBe('9999-12-31')
  expect(addDays('9999-12-31', -1)).toBe('9999-12-30')
})

test('PS-046 weekends roll to Monday', () => {
  expect(['2013-10-11', '2013-10-12', '2013-10-13'].map(rollOverWeekend)).toEqual([
    '2013-10-11',
    '2013-10-14',
    '2013-10-14',
  ])
})

test('PS-023 ticks are up to seven digits without trailing zeros', () => {
  for (let ms = 1_700_000_000_000; ms < 1_700_000_001_000; ms += 7) {
    expect(toTicks(ms)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/)
    expect(cutTicks(toTicks(ms))).toBe(toSeconds(ms))
  }
})
