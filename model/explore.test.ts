import { expect, test } from 'vitest'
import { explore } from './explore'
import { ENGINE } from './rules'
import { runIntent } from './run-intent'

// explore-long.test.ts runs enough intents to exercise everything.
test('the first 500 intents keep every promise', () => {
  expect(explore({ intents: 500, seed: 1, rules: ENGINE }).violations).toEqual([])
})

test('an intent replays alone, step by step', () => {
  const tellings = [1, 2].map(() => {
    const lines: string[] = []
    runIntent(3, 41, ENGINE, (line) => lines.push(line))
    return lines
  })
  expect(tellings[0]?.length).toBeGreaterThan(3)
  expect(tellings[0]).toEqual(tellings[1])
  const whole = explore({ intents: 50, seed: 3, rules: ENGINE })
  const parts = [0, 25].map((from) => explore({ intents: 25, from, seed: 3, rules: ENGINE }))
  const counted = new Map<string, number>()
  for (const { seen } of parts) for (const [what, times] of seen) counted.set(what, (counted.get(what) ?? 0) + times)
  expect(counted).toEqual(whole.seen)
})
