import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TIME_ZONES } from '@/lib/time-zones'
import { OBSERVED, STATUTORY } from '@/tools/testing/federal-holidays'
import { cancelBy } from './cancel-by'
import { PROFILES } from './profiles'

// A slow count that shares nothing with the product's: it reads the clock of the zone every six hours, and holidays from a
// calendar.

const clocks = new Map(
  TIME_ZONES.map(({ name }) => [
    name,
    new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      weekday: 'short',
      ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
    }),
  ]),
)

const wall = (instant: number, timeZone: string) => {
  const parts = clocks.get(timeZone)?.formatToParts(instant)
  const part = (name: string) => parts?.find(({ type }) => type === name)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: part('weekday'),
    time: `${part('hour')}:${part('minute')}`,
  }
}

const SIX_HOURS = 21_600_000 // no day is that short

/** The last day, found by letting the clock run: each new day that is a business day is one. */
function slowLastDay(signedAt: number, timeZone: string, count: number, holidays: readonly string[]): string {
  let { day } = wall(signedAt, timeZone)
  let left = count
  for (let at = signedAt; left > 0; at += SIX_HOURS) {
    const now = wall(at, timeZone)
    if (now.day === day) continue
    day = now.day
    if (now.weekday !== 'Sun' && !holidays.includes(day)) left -= 1
  }
  return day
}

const instants = fc.date({
  min: new Date('2026-01-02T00:00:00Z'),
  max: new Date('2029-12-10T00:00:00Z'),
  noInvalidDate: true,
})
const zones = fc.constantFrom(...TIME_ZONES.map(({ name }) => name))

test('A35: a slow count by the clock agrees on the last day and on its midnight', () => {
  fc.assert(
    fc.property(
      ...[instants, zones, fc.constantFrom(...PROFILES), fc.boolean(), fc.boolean()],
      (signedAt, timeZone, profile, isSixtyFive, isDisasterRepair) => {
        const { day, endsAt } = cancelBy({ signedAt, timeZone, profile, isSixtyFive, isDisasterRepair })
        const { days, daysFrom65, daysForDisaster } = profile.cancel
        const counts = [days, isSixtyFive ? daysFrom65 : null, isDisasterRepair ? daysForDisaster : null]
        const count = counts.reduce<number>((most, each) => (each !== null && each > most ? each : most), 0)
        const slow = [STATUTORY, OBSERVED].map((list) => slowLastDay(signedAt.getTime(), timeZone, count, list)).sort()
        expect(day).toBe(slow[1])
        expect(wall(endsAt.getTime() - 1, timeZone).day).toBe(day)
        const after = wall(endsAt.getTime(), timeZone)
        expect([after.day > day, after.time]).toEqual([true, '00:00'])
        expect(endsAt.getTime()).toBeGreaterThan(signedAt.getTime())
      },
    ),
    { numRuns: 2_000 },
  )
})
