import { expect, it } from 'vitest'
import { givesUp, nextTryIn, TRY_FOR } from './retry'

it('fault 38: waits grow from seconds to half an hour, and spread', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((tries) => nextTryIn(tries, 0.5) / 1000)).toEqual([
    5, 15, 45, 135, 405, 1215, 1800, 1800,
  ])
  expect([nextTryIn(1, 0), nextTryIn(1, 1)]).toEqual([4_000, 6_000])
})

it('fault 38: delivery is tried for a day', () => {
  const since = new Date('2026-11-28T12:00:00Z')
  expect(givesUp(since, new Date(since.getTime() + TRY_FOR - 1))).toBe(false)
  expect(givesUp(since, new Date('2026-11-29T12:00:00Z'))).toBe(true)
})
