/**
 * Business time: real time plus an offset that tests move. What happens with time (settlement now, schedules later)
 * runs in one batch a day, at four in the morning Mountain time as in the document's samples.
 */
import { addDays, localDay, localInstant } from './calendar.ts'
import type { Store } from './store.ts'

export type Clock = ReturnType<typeof createClock>

const BATCH_HOUR = 4

export function batchInstant(day: string): number {
  return localInstant(day, BATCH_HOUR)
}

/** `runBatch(day, nowMs)` does what is due up to and including that day. */
export function createClock(store: Store, runBatch: (day: string, nowMs: number) => void) {
  let nextBatchMs = 0

  function now(): number {
    return Date.now() + store.clockOffsetMs
  }

  function runThrough(day: string) {
    runBatch(day, now())
    nextBatchMs = batchInstant(addDays(day, 1))
  }

  /** Called before every request: runs the batches that real time has passed. */
  function tick() {
    const ms = now()
    if (ms < nextBatchMs) return
    const today = localDay(ms)
    runThrough(ms >= batchInstant(today) ? today : addDays(today, -1))
  }

  return {
    now,
    tick,
    /**
     * Moves business time. Forward, every batch on the way runs, that of the day arrived at included whatever the
     * hour: "settles the next day" must not depend on when in the night a test happens to run.
     */
    moveTo(ms: number) {
      const forward = ms > now()
      store.setClockOffset(Math.round(ms - Date.now()))
      if (forward) runThrough(localDay(now()))
      else nextBatchMs = 0
    },
  }
}
