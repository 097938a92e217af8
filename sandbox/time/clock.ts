/** Business time: real time plus an offset that tests move, and the batches of the days on the way. */
import { addDays, localDay, localInstant } from './calendar.ts'

export type Clock = ReturnType<typeof createClock>

/** Mountain time, as in the samples. */
export const SCHEDULE_TIME = [1, 30] as const
export const SETTLEMENT_HOUR = 4

/** Where the offset is kept: in the store, so that it survives a restart. */
export type KeptOffset = { readonly clockOffsetMs: number; setClockOffset(offsetMs: number): void }

/** Runs schedules through one day and settlement through another. Days are `YYYY-MM-DD`. */
type RunBatches = (schedulesThrough: string, settledThrough: string, nowMs: number) => void

export function createClock(kept: KeptOffset, runBatches: RunBatches, realNow: () => number = Date.now) {
  let nextBatchMs = 0

  function now(): number {
    return realNow() + kept.clockOffsetMs
  }

  /** Called before every request: runs the batches that real time has passed. */
  function tick() {
    const ms = now()
    if (ms < nextBatchMs) return
    const today = localDay(ms)
    const yesterday = addDays(today, -1)
    const schedulesMs = localInstant(today, ...SCHEDULE_TIME)
    const settlementMs = localInstant(today, SETTLEMENT_HOUR)
    runBatches(ms >= schedulesMs ? today : yesterday, ms >= settlementMs ? today : yesterday, ms)
    const tomorrowMs = localInstant(addDays(today, 1), ...SCHEDULE_TIME)
    nextBatchMs = ms < schedulesMs ? schedulesMs : ms < settlementMs ? settlementMs : tomorrowMs
  }

  return {
    now,
    tick,
    /**
     * Moves business time. Forward, every batch on the way runs, that of the day arrived at included whatever the
     * hour: "settles the next day" must not depend on when in the night a test happens to run.
     */
    moveTo(ms: number) {
      tick()
      const forward = ms > now()
      kept.setClockOffset(Math.round(ms - realNow()))
      nextBatchMs = 0
      if (forward) runBatches(localDay(now()), localDay(now()), now())
    },
  }
}
