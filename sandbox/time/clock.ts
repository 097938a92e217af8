/** Business time: real time plus an offset that tests move. Moving it runs the batches of every day on the way. */
import { addDays, localDay, localInstant } from './calendar.ts'

export type Clock = ReturnType<typeof createClock>

/** When the batches run, in Mountain time, as in the samples. */
export const SCHEDULE_TIME = [1, 30] as const
export const SETTLEMENT_HOUR = 4

/** Where the offset is kept. In a sandbox this is the store, so the offset survives a restart. */
export type KeptOffset = { readonly clockOffsetMs: number; setClockOffset(offsetMs: number): void }

/** Runs schedules through one day and settlement through another. Days are `YYYY-MM-DD`. */
type RunBatches = (schedulesThrough: string, settledThrough: string, nowMs: number) => void

/**
 * @param kept the offset from real time, in milliseconds
 * @param runBatches called with the days to catch up on, which may be done already
 */
export function createClock(kept: KeptOffset, runBatches: RunBatches, realNow: () => number = Date.now) {
  let nextBatchMs = 0

  /** Business time, in milliseconds since the epoch. */
  function now(): number {
    return realNow() + kept.clockOffsetMs
  }

  /** Runs the batches that real time has passed. Called before every request. */
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
     * Moves business time to an instant. Moving forward runs every batch on the way, including the batches of the
     * last day at any hour: "settles the next day" must not depend on the time of night at which a test runs.
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
