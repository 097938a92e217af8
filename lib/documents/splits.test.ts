import { describe, expect, test } from 'vitest'
import { seededRandom } from '@/tools/testing/seeded-random'
import { depositCapCents, installments, splitBySteps, splitEvenly } from './splits'

describe('equal parts', () => {
  test('A3: $30,000 in 3', () => expect(splitEvenly(30_000_00, 3)).toEqual([10_000_00, 10_000_00, 10_000_00]))
  test('S2: $10.02 in 5, and $10.06 in 7', () => {
    expect(splitEvenly(10_02, 5)).toEqual([2_01, 2_01, 2_00, 2_00, 2_00])
    expect(splitEvenly(10_06, 7)).toEqual([1_44, 1_44, 1_44, 1_44, 1_44, 1_43, 1_43])
  })
  test('S5: after $952, the rest of $4,449 in 3', () =>
    expect(splitEvenly(4_449_00, 3)).toEqual([1_483_00, 1_483_00, 1_483_00]))
})

test.each([
  [203_00, 50_00, [50_00, 50_00, 50_00, 50_00, 3_00]],
  [200_99, 50_00, [50_00, 50_00, 50_00, 50_99]],
  [201_00, 50_00, [50_00, 50_00, 50_00, 50_00, 1_00]],
  [200_00, 50_00, [50_00, 50_00, 50_00, 50_00]],
  [99, 50_00, [99]],
  [0, 50_00, []],
])('S4: %i cents by %i are %j', (cents, step, parts) => expect(splitBySteps(cents, step)).toEqual(parts))

describe('installments that PaySimple can’t round', () => {
  test('$1,000 in 3', () =>
    expect(installments(1_000_00, 2, null)).toEqual({ firstCents: 333_34, eachCents: 333_33, count: 2 }))
  test('S3: $99.99 with 25% first and 4 more', () => {
    expect(installments(99_99, 4, 25_000)).toEqual({ firstCents: 24_99, eachCents: 18_75, count: 4 })
  })
  test('add up, and the first is within cents of what was asked', () => {
    const wrong = Array.from({ length: 10_000 }, (_, seed) => seededRandom(seed)).flatMap((random) => {
      const [cents, count] = [random.int(1, 5_000_000), random.int(1, 99)]
      const first = random.chance(0.5) ? random.int(0, 100_000) : null
      const { firstCents, eachCents } = installments(cents, count, first)
      const asked = first === null ? cents / (count + 1) : (cents * first) / 100_000
      const isRight = firstCents + eachCents * count === cents && firstCents >= 0 && eachCents >= 0
      return isRight && Math.abs(firstCents - asked) <= count + 1 ? [] : [{ cents, count, first }]
    })
    expect(wrong.slice(0, 3)).toEqual([])
  })
})

describe('A36: the most that a deposit may be', () => {
  test.each([
    [12_345_67, 1_000_00],
    [5_000_00, 500_00],
    [9_99, 99],
  ])('10%% of %i cents, at most $1,000, is %i', (total, cap) =>
    expect(depositCapCents(total, { of: [1, 10], atMostCents: 1_000_00 })).toBe(cap),
  )
  test('a third of $10,000.00 is $3,333.33', () => expect(depositCapCents(10_000_00, { of: [1, 3] })).toBe(3_333_33))
  test('special-order materials come on top, up to the total', () => {
    expect(depositCapCents(10_000_00, { of: [1, 3], besidesCents: 2_000_00 })).toBe(5_333_33)
    expect(depositCapCents(100_00, { of: [1, 3], besidesCents: 2_000_00 })).toBe(100_00)
  })
})
