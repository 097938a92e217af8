import { expect, test } from 'vitest'
import { explore } from './explore'
import { PRODUCTION } from './rules'

test('40,000 more intents keep every promise', { timeout: 60_000 }, () => {
  const { violations } = explore({ intents: 40_000, from: 60_000, seed: 1, rules: PRODUCTION })
  expect(violations).toEqual([])
})
