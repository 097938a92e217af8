import { expect, test } from 'vitest'
import { BUGS, type Bug, DESIGN_BUGS, SHOWS, withBug } from './bugs'
import { explore } from './explore'
import { PRODUCTION } from './rules'
import { runIntent } from './run-intent'

test('there are twelve', () => {
  expect(BUGS).toHaveLength(12)
})

/**
 * Looks for a bug in so many intents until it shows itself as it must, and makes sure that the intent in which it does
 * is fine without it.
 */
function expectCaught(bug: Bug, seed: number, from = 0) {
  const { violations } = explore({ intents: 2_000, from, seed, rules: withBug(bug) }, { enough: 1, like: SHOWS[bug] })
  const [first] = violations
  if (!first) throw new Error(`Not caught in the intents from ${from} of seed ${seed}.`)
  expect(first.what).toContainEqual(expect.stringMatching(SHOWS[bug]))
  expect(runIntent(seed, first.intent, PRODUCTION).violations).toEqual([])
}

test.each(BUGS)('is caught for what it is in 2,000 intents of any of three seeds: %s', { timeout: 60_000 }, (bug) => {
  for (const seed of [1, 2, 3]) expectCaught(bug, seed)
})

// Some show themselves once in tens of thousands: they are looked for where seed 1 has them.
const WHERE: Partial<Record<Bug, number>> = {
  'absence judged by the end of the reading': 30_500,
  'rest sent without a claim': 16_500,
  'sync records a refund without closing its reversal': 2_000,
  'a late Reversed leaves its reversal not done': 2_000,
}
test.each(DESIGN_BUGS)('is caught as well: %s', { timeout: 60_000 }, (bug) => expectCaught(bug, 1, WHERE[bug]))
