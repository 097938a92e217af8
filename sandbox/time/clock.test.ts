import { expect, test } from 'vitest'
import { addLocalDays, localInstant } from './calendar.ts'
import { createClock } from './clock.ts'

/** What the store does in a sandbox. */
function offset() {
  const kept = {
    clockOffsetMs: 0,
    setClockOffset(offsetMs: number) {
      kept.clockOffsetMs = offsetMs
    },
  }
  return kept
}

/** A clock that real time alone moves, and the batches it runs. */
function watched(start: number) {
  const real = { now: start }
  const runs: string[] = []
  const clock = createClock(
    offset(),
    (schedules, settled) => runs.push(`${schedules} ${settled}`),
    () => real.now,
  )
  const at = (day: string, hour: number, minute = 0) => {
    real.now = localInstant(day, hour, minute)
    clock.tick()
    return runs.splice(0)
  }
  return { at }
}

test('PS-051 PS-063 schedules run at half past one and payments settle at four, each once', () => {
  const { at } = watched(localInstant('2026-03-07', 12))
  expect(at('2026-03-07', 12)).toEqual(['2026-03-07 2026-03-07'])
  expect(at('2026-03-07', 23, 59)).toEqual([])
  expect(at('2026-03-08', 1, 29)).toEqual([])
  expect(at('2026-03-08', 1, 30)).toEqual(['2026-03-08 2026-03-07'])
  // 2:30 a.m. does not exist on this day.
  expect(at('2026-03-08', 3, 59)).toEqual([])
  expect(at('2026-03-08', 4)).toEqual(['2026-03-08 2026-03-08'])
  expect(at('2026-03-08', 23)).toEqual([])
  // After days without a request, it catches up on all of them.
  expect(at('2026-03-12', 0, 30)).toEqual(['2026-03-11 2026-03-11'])
  expect(at('2026-03-12', 2)).toEqual(['2026-03-12 2026-03-11'])
})

test('moving ahead runs the last day at any hour; moving back runs nothing new', () => {
  const runs: string[] = []
  const clock = createClock(
    offset(),
    (...days) => runs.push(days.slice(0, 2).join(' ')),
    () => localInstant('2026-11-01', 12),
  )
  clock.moveTo(localInstant('2026-11-05', 0, 10))
  expect(runs.at(-1)).toBe('2026-11-05 2026-11-05')
  clock.moveTo(localInstant('2026-10-30', 12))
  clock.tick()
  expect(runs.every((run) => run <= '2026-11-05 2026-11-05')).toBe(true)
  expect(clock.now()).toBe(localInstant('2026-10-30', 12))
})

test('a day ahead is the same time of day, 23, 24 or 25 hours later', () => {
  const hours = (day: string, hour: number, minute: number) => {
    const from = localInstant(day, hour, minute)
    return (addLocalDays(from, 1) - from) / 3_600_000
  }
  expect(hours('2026-03-07', 23, 30)).toBe(23)
  expect(hours('2026-10-31', 23, 30)).toBe(25)
  expect(hours('2026-06-01', 8, 0)).toBe(24)
  expect(addLocalDays(localInstant('2026-01-31', 12), 0.5)).toBe(localInstant('2026-02-01'))
})
