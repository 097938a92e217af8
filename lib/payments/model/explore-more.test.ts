import { expect, test } from 'vitest'
import { explore } from './explore'
import { PRODUCTION } from './rules'

test('30,000 more intents keep every promise', { timeout: 120_000 }, () => {
  const { violations } = explore({ intents: 30_000, from: 70_000, seed: 1, rules: PRODUCTION })
  expect(violations).toEqual([])
})
