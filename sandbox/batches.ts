/**
 * What happens as time passes, one day at a time and in order: schedules run at 1:30 a.m. Mountain time and payments
 * settle at 4 a.m., as the samples show. So a clock that moves far ahead at once leads to the same result.
 */
import { settle } from './payments/refunds.ts'
import { runSchedulesOf } from './schedules/runs.ts'
import type { Payment } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { addDays, localInstant, toSeconds } from './time/calendar.ts'
import { SCHEDULE_TIME, SETTLEMENT_HOUR } from './time/clock.ts'

/** Limits the length of a log line when a hundred thousand payments settle at once. */
const ROWS_PER_COMMIT = 500

/** Runs schedules through one day and settlement through another, which is the same or the day before. */
export function runBatches(store: Store, schedulesThrough: string, settledThrough: string, nowMs: number) {
  for (let day = firstDueDay(store); day !== undefined && day <= schedulesThrough; day = addDays(day, 1)) {
    runSchedulesOf(store, day, Math.min(localInstant(day, ...SCHEDULE_TIME), nowMs))
    if (day <= settledThrough) settleDueOn(store, day, Math.min(localInstant(day, SETTLEMENT_HOUR), nowMs))
  }
}

function firstDueDay({ wakes, settlesOn }: Store): string | undefined {
  let first: string | undefined
  for (const days of [wakes.keys(), settlesOn.keys()]) {
    for (const day of days) if (first === undefined || day < first) first = day
  }
  return first
}

function settleDueOn(store: Store, day: string, nowMs: number) {
  const rows = store.settlesOn.get(day) ?? []
  store.settlesOn.delete(day)
  const settledAt = toSeconds(nowMs)
  for (let start = 0; start < rows.length; start += ROWS_PER_COMMIT) {
    const settled = rows.slice(start, start + ROWS_PER_COMMIT).filter((row) => settle(row, settledAt))
    if (settled.length > 0) store.commit(...settled.map((row): ['payment', Payment] => ['payment', row]))
  }
}
