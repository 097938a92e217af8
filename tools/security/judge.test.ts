import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesOf, judge } from './judge'
import { POINTS } from './points'
import { pointsTable } from './report'

const result = (file: string, title: string, passed = true) => ({ file, titles: [title], passed })
const point = (tests: string[] | null) => [{ n: 1, point: 'a door', tests }]

test('a point holds where all its tests passed, and not where one failed or wasn’t run', () => {
  const results = [result('a.test.ts', 'one'), result('a.test.ts', 'two'), result('b.test.ts', 'one', false)]
  const holds = (tests: string[] | null) => judge(point(tests), results).map((each) => each.holds)
  expect(holds(['a.test.ts › one'])).toEqual([true])
  expect(holds(['a.test.ts'])).toEqual([true])
  expect(holds(['a.test.ts', 'b.test.ts'])).toEqual([false])
  expect(holds(['a.test.ts › three'])).toEqual([false])
  expect(holds(['c.test.ts'])).toEqual([false])
  expect(holds([])).toEqual([false])
  expect(holds(null)).toEqual([])
})

test('forty points are written down, one of which doesn’t apply, and each names tests that are there', () => {
  expect(POINTS.map(({ n }) => n)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  expect(POINTS.filter(({ tests }) => tests === null).map(({ n }) => n)).toEqual([39])
  const { vitest, browser } = filesOf(POINTS)
  expect([...vitest, ...browser].filter((file) => !existsSync(file))).toEqual([])
})

test('docs/security.md has the same points', () => {
  expect(readFileSync('docs/security.md', 'utf8')).toContain(pointsTable(POINTS))
})
