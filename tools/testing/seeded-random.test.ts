import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random'

const draws = (seed: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: 20 }, () => random.next())
}

test('the same seed draws the same, and another one something else', () => {
  expect(draws(1)).toEqual(draws(1))
  expect(draws(1)).not.toEqual(draws(2))
})

test('the first draws of neighboring seeds do not resemble each other', () => {
  const firsts = Array.from({ length: 1_000 }, (_, seed) => seededRandom(seed).next())
  for (const tenth of Array(10).keys()) {
    const share = firsts.filter((first) => Math.floor(first * 10) === tenth).length
    expect(share).toBeGreaterThan(60)
    expect(share).toBeLessThan(140)
  }
})

test('whole numbers reach both ends, and nothing beyond', () => {
  const random = seededRandom(1)
  const drawn = new Set(Array.from({ length: 200 }, () => random.int(-1, 2)))
  expect([...drawn].sort((one, other) => one - other)).toEqual([-1, 0, 1, 2])
})

test('picks each of the items, and none where there is none', () => {
  const random = seededRandom(1)
  expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']))
  expect(() => random.pick([])).toThrow('nothing to pick from')
})

test('a chance is as likely as it says', () => {
  const random = seededRandom(1)
  expect([0, 1].map((p) => random.chance(p))).toEqual([false, true])
  const times = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length
  expect(times).toBeGreaterThan(2_800)
  expect(times).toBeLessThan(3_200)
})
