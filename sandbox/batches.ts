/**
 * What happens with time, a day at a time and in order: schedules run at half past one in the morning, Mountain time,
 * and payments settle at four, as the samples show. So nothing that moves the clock far ahead changes the outcome.
 */
import { settle } from './payments/refunds.ts'
import { runSchedulesOf } from './schedules/runs.ts'
import type { Payment } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { addDays, localInstant, toSeconds } from './time/calendar.ts'
import { SCHEDULE_TIME, SETTLEMENT_HOUR } from './time/clock.ts'

/** Keeps one commit's line at a sane length when a hundred thousand payments settle at once. */
const ROWS_PER_COMMIT = 500

/** Runs schedules through one day and settlement through another (the same, or the day before it). */
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
