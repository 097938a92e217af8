import { expect, test } from 'vitest'
import { EXERCISES, explore } from './explore'
import { PRODUCTION } from './rules'
import { runIntent } from './run-intent'

const INTENTS = 60_000

// 100,000 intents in two parts, each in a file of its own: vitest runs files side by side. Promised is a minute for
// all of them.
test('the first 60,000 intents keep every promise, and exercise everything that can go wrong', {
  timeout: 60_000,
}, () => {
  const { intents, violations, seen } = explore({ intents: INTENTS, seed: 1, rules: PRODUCTION })
  expect(violations).toEqual([])
  expect(intents).toBe(INTENTS)
  expect(EXERCISES.filter((what) => !seen.has(what))).toEqual([])
})

test('an intent replays alone, step by step', () => {
  const tellings = [1, 2].map(() => {
    const lines: string[] = []
    runIntent(3, 41, PRODUCTION, (line) => lines.push(line))
    return lines
  })
  expect(tellings[0]?.length).toBeGreaterThan(3)
  expect(tellings[0]).toEqual(tellings[1])
  const whole = explore({ intents: 50, seed: 3, rules: PRODUCTION })
  const parts = [0, 25].map((from) => explore({ intents: 25, from, seed: 3, rules: PRODUCTION }))
  const counted = new Map<string, number>()
  for (const { seen } of parts) for (const [what, times] of seen) counted.set(what, (counted.get(what) ?? 0) + times)
  expect(counted).toEqual(whole.seen)
})
