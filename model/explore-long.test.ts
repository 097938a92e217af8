import { expect, test } from 'vitest'
import { EXERCISES, explore } from './explore'
import { ENGINE } from './rules'

const INTENTS = 60_000

test('60,000 intents keep every promise, and exercise everything that can go wrong', { timeout: 600_000 }, () => {
  const { intents, violations, seen } = explore({ intents: INTENTS, seed: 1, rules: ENGINE })
  expect(violations).toEqual([])
  expect(intents).toBe(INTENTS)
  expect(EXERCISES.filter((what) => !seen.has(what))).toEqual([])
})
