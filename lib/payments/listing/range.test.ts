import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, dayToDate } from '@/lib/dates'
import { instantsOf, PRESET_NAMES, rangeParam, rangeParams } from './range'

const none = { when: '', from: '', to: '' }
const ZONES = ['America/Denver', 'America/New_York', 'Pacific/Honolulu', 'America/St_Johns', 'America/Havana', 'UTC']
const day = fc
  .date({ min: new Date('2007-01-02'), max: new Date('2037-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('rangeParam', () => {
  it.each([
    ['this_month', '2026-11-28', '2026-11-01', '2026-11-30'],
    ['last_month', '2026-11-28', '2026-10-01', '2026-10-31'],
    ['last_month', '2026-01-31', '2025-12-01', '2025-12-31'],
    ['this_month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['this_week', '2026-11-28', '2026-11-22', '2026-11-28'],
    ['this_week', '2026-11-29', '2026-11-29', '2026-12-05'],
  ])('%s on %s is from %s to %s', (when, today, from, to) =>
    expect(rangeParam({ ...none, when }, today)).toEqual({ preset: when, from, to }),
  )

  it('takes days in either order, one alone, and nothing that is no day', () => {
    const custom = (from: string, to: string) => rangeParam({ when: '', from, to }, '2026-11-28')
    expect(custom('2026-11-30', '2026-11-01')).toEqual({ preset: null, from: '2026-11-01', to: '2026-11-30' })
    expect(custom('2026-11-30', '')).toEqual({ preset: null, from: '2026-11-30', to: null })
    for (const wrong of ['2026-02-30', '2026-13-01', '0000-00-00', '99999-01-01', 'x', '2026-11-1', 'toString'])
      expect(rangeParam({ when: wrong, from: wrong, to: wrong }, '2026-11-28'), wrong).toBeNull()
  })

  it('is kept in the address', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRESET_NAMES, ''), day, day, day, (when, from, to, today) => {
        const range = rangeParam({ when, from, to }, today)
        expect(range && rangeParam({ ...none, ...rangeParams(range) }, today)).toEqual(range)
      }),
    )
  })
})

describe('instantsOf', () => {
  it('holds the instants of exactly these days in the company’s zone, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), day, fc.nat(5 * 1440), (zone, from, minutes) => {
        const to = new Date(dayToDate(from).getTime() + 2 * 86_400_000).toISOString().slice(0, 10)
        const instants = instantsOf({ preset: null, from, to }, zone)
        const at = new Date(dayToDate(from).getTime() + (minutes - 1440) * 60_000)
        const inside = instants.from !== null && instants.before !== null && at >= instants.from && at < instants.before
        expect(inside).toBe(dayOf(at, zone) >= from && dayOf(at, zone) <= to)
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves an open end open', () => {
    expect(instantsOf({ preset: null, from: null, to: '2026-11-30' }, 'America/Denver')).toEqual({
      from: null,
      before: new Date('2026-12-01T07:00:00Z'),
    })
  })
})
