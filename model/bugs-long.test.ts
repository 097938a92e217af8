import { test } from 'vitest'
import { API_BUGS, DESIGN_BUGS } from './bugs'
import { expectCaught } from './expect-caught'

test.each(API_BUGS)('is caught with any seed: %s', { timeout: 600_000 }, (bug) => {
  for (const seed of [1, 2]) expectCaught(bug, { seed, intents: 2_000 })
})

test.each(DESIGN_BUGS)('is caught as well: %s', { timeout: 600_000 }, (bug) =>
  expectCaught(bug, { seed: 1, intents: 5_000 }),
)
