import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export type SeededRandom = {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** One of the items. @throws RangeError where there is none */
  pick<T>(items: readonly T[]): T
  /** True with probability `p`. */
  chance(p: number): boolean
}

/**
 * A generator of random draws that can be repeated: the same seed draws the same. It is small, because the model makes
 * one per world by the million; the first draws of neighboring seeds (1, 2, 3) do not resemble each other.
 */
export function seededRandom(seed: number): SeededRandom {
  const generator = xoroshiro128plus(scatter(seed))
  const next = () => uniformFloat64(generator)
  const int = (min: number, max: number) => uniformInt(generator, min, max)
  return {
    next,
    int,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('There is nothing to pick from.')
      return items[int(0, items.length - 1)] as T
    },
    chance: (p) => next() < p,
  }
}

/** Spreads seeds over all 32 bits: MurmurHash3's last step. */
function scatter(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
