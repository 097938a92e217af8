import { describe, expect, it, test } from 'vitest'
import { OBSERVED, STATUTORY } from '@/tools/testing/federal-holidays'
import { addDays, businessDayAfter, HOLIDAYS, holidaysOf, isBusinessDay, weekdayOf } from './holidays'

const sorted = (days: Iterable<string>) => Array.from(days).sort()
const yearOf = (days: readonly string[], year: number) => days.filter((day) => day.startsWith(`${year}-`))

describe.each([2026, 2027, 2028, 2029])('the holidays of %i', (year) => {
  test('are on the days that the law names', () =>
    expect(sorted(holidaysOf(year, 'statutory'))).toEqual(yearOf(STATUTORY, year)))

  test('are observed on weekdays', () => {
    expect(sorted(holidaysOf(year, 'observed'))).toEqual(yearOf(OBSERVED, year))
    for (const day of holidaysOf(year, 'observed')) expect([0, 6]).not.toContain(weekdayOf(day))
  })
})

it('has Juneteenth since 2021', () => {
  expect(HOLIDAYS).toHaveLength(11)
  expect(holidaysOf(2020, 'statutory').has('2020-06-19')).toBe(false)
  expect(holidaysOf(2020, 'statutory').size).toBe(10)
  expect(holidaysOf(2021, 'statutory').has('2021-06-19')).toBe(true)
  expect(holidaysOf(2021, 'observed').has('2021-06-18')).toBe(true)
})

it('observes New Year’s Day on a Saturday in the year before', () => {
  expect(holidaysOf(2027, 'observed').has('2027-12-31')).toBe(true)
  expect(Array.from(holidaysOf(2028, 'observed')).filter((day) => day < '2028-01-10')).toEqual([])
})

it.each([
  ['2026-11-28', 'a Saturday', true, true],
  ['2026-11-29', 'a Sunday', false, false],
  ['2026-11-26', 'Thanksgiving', false, false],
  ['2026-07-04', 'a Saturday that is a holiday', false, true],
  ['2026-07-03', 'the Friday on which it is observed', true, false],
  ['2027-07-05', 'the Monday on which it is observed', true, false],
])('%s, %s', (day, _, statutory, observed) => {
  expect(isBusinessDay(day, 'statutory')).toBe(statutory)
  expect(isBusinessDay(day, 'observed')).toBe(observed)
})

it('counts from the day after', () => {
  expect(businessDayAfter('2026-11-30', 1, 'statutory')).toBe('2026-12-01')
  expect(businessDayAfter('2026-12-05', 1, 'statutory')).toBe('2026-12-07')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
})
