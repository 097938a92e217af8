import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '@/lib/dates'
import { daysAfter, hourOn, isOver, nextOpening, stepsOf } from './plan'
import { USUAL } from './policy'

const ZONES = [
  ...['America/Denver', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Pacific/Honolulu'],
  ...['America/Anchorage', 'America/St_Johns', 'America/Puerto_Rico', 'Pacific/Guam', 'America/Adak'],
]
const zone = fc.constantFrom(...ZONES)
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const hourIn = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).format(at)

describe('a planned instant', () => {
  it('is 9:00 on its day in the company’s zone, across clock changes and the year’s end', () => {
    fc.assert(
      fc.property(day, zone, (dueOn, timeZone) => {
        const planned = stepsOf({ dueOn, askedAt: new Date(0) }, USUAL, timeZone)
        expect(planned.map(({ step }) => step)).toEqual([-3, 0, 3, 7])
        for (const { step, at } of planned) {
          expect(hourIn(at, timeZone)).toBe('09:00')
          expect(dayOf(at, timeZone)).toBe(daysAfter(dueOn, step))
        }
      }),
    )
  })

  it('stays at 9:00 when the clock changes in between', () => {
    const planned = stepsOf({ dueOn: '2026-11-01', askedAt: new Date(0) }, USUAL, 'America/Denver')
    expect(planned.map(({ at }) => at.toISOString())).toEqual([
      '2026-10-29T15:00:00.000Z',
      '2026-11-01T16:00:00.000Z',
      '2026-11-04T16:00:00.000Z',
      '2026-11-08T16:00:00.000Z',
    ])
    const overNewYear = stepsOf({ dueOn: '2026-12-31', askedAt: new Date(0) }, USUAL, 'Pacific/Honolulu')
    expect(overNewYear.map(({ at }) => at.toISOString().slice(0, 13))).toEqual([
      ...['2026-12-28T19', '2026-12-31T19', '2027-01-03T19', '2027-01-07T19'],
    ])
  })

  it('that was over when it was asked for is none', () => {
    const askedAt = hourOn('2026-12-03', 10, 'America/Denver')
    expect(stepsOf({ dueOn: '2026-12-03', askedAt }, USUAL, 'America/Denver').map(({ step }) => step)).toEqual([3, 7])
  })

  it('is planned once, however often its day was typed', () => {
    const policy = { ...USUAL, steps: [7, -1, 7, 0] }
    const steps = stepsOf({ dueOn: '2026-12-03', askedAt: new Date(0) }, policy, 'America/Denver')
    expect(steps.map(({ step }) => step)).toEqual([-1, 0, 7])
  })
})

describe('the hours', () => {
  it('begin at the first one and end before the last one, and what comes outside waits for the next opening', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true }),
        zone,
        (at, timeZone) => {
          const opens = nextOpening(at, USUAL, timeZone)
          const hour = Number(hourIn(opens, timeZone).slice(0, 2))
          expect(hour).toBeGreaterThanOrEqual(9)
          expect(hour).toBeLessThan(18)
          expect(opens.getTime()).toBeGreaterThanOrEqual(at.getTime())
          expect(opens.getTime() - at.getTime()).toBeLessThan(17 * 60 * 60_000) // 15 hours, and an hour of a clock change
          expect(nextOpening(opens, USUAL, timeZone)).toEqual(opens)
        },
      ),
    )
  })
})

it('what is due today isn’t late until the day ends in the company’s zone', () => {
  const zoneOf = 'Pacific/Honolulu'
  expect(isOver('2026-12-03', hourOn('2026-12-03', 23, zoneOf), zoneOf)).toBe(false)
  expect(isOver('2026-12-03', hourOn('2026-12-04', 0, zoneOf), zoneOf)).toBe(true)
})
