/** Everything that is drawn in a run comes from one of these: the same seed draws the same. */
export type Random = {
  /** 0 ≤ x < 1 */
  next: () => number
  /** A whole number from 0 to n − 1. */
  below: (n: number) => number
  /** True with that probability. */
  chance: (probability: number) => boolean
  pick: <T>(from: readonly [T, ...T[]]) => T
  shuffle: <T>(list: readonly T[]) => T[]
}

/** mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0],
    shuffle(list) {
      const shuffled = [...list]
      for (let at = shuffled.length - 1; at > 0; at--) {
        const other = below(at + 1)
        const [one, two] = [shuffled[at], shuffled[other]]
        if (one !== undefined && two !== undefined) [shuffled[at], shuffled[other]] = [two, one]
      }
      return shuffled
    },
  }
}
