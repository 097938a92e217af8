// The virtual clock: a queue of what happens when. Processes are generators that yield how many milliseconds pass until
// they go on; what they do between two yields happens at one instant, as a transaction does.

export type Process = Generator<number, void, void>

/** Yielded by a process that dies here. */
export const DEAD = -1

export type Clock = {
  /** Milliseconds since the start of this world. */
  now(): number
  at(ms: number, run: () => void): void
  /** Lets a process run until it ends or dies; `onEnd` is told which. */
  start(process: Process, onEnd?: (died: boolean) => void): void
  /** Lets everything happen that is due up to `ms`, and moves the clock there. */
  runUntil(ms: number): void
}

type Entry = { at: number; run: () => void }

// Far more than any intent needs: one that runs on for ever ends here, and is told apart from a violation.
const MOST_STEPS = 200_000

export function createClock(): Clock {
  const queue: Entry[] = [] // soonest last
  let time = 0
  let steps = 0

  function at(ms: number, run: () => void) {
    const entry = { at: Math.max(ms, time), run }
    let place = queue.length
    // Of two entries of one instant the earlier made comes first.
    while (place > 0 && (queue[place - 1]?.at ?? 0) <= entry.at) place--
    queue.splice(place, 0, entry)
  }

  function advance(process: Process, onEnd?: (died: boolean) => void) {
    const { done, value } = process.next()
    if (done) onEnd?.(false)
    else if (value === DEAD) onEnd?.(true)
    else at(time + value, () => advance(process, onEnd))
  }

  return {
    now: () => time,
    at,
    start: advance,
    runUntil(ms) {
      for (let next = queue.at(-1); next && next.at <= ms; next = queue.at(-1)) {
        queue.pop()
        time = next.at
        if (++steps > MOST_STEPS) throw new Error('This world does not come to rest.')
        next.run()
      }
      time = ms
    },
  }
}
