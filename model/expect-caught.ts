import { type Bug, SHOWS, withBug } from './bugs'
import { explore } from './explore'
import { ENGINE } from './rules'
import { runIntent } from './run-intent'

/**
 * Looks for a planted bug in so many intents until it shows itself as it must, and makes sure that the intent in which
 * it does is fine without it.
 * @throws Error where it is not caught, or not by its own doing
 */
export function expectCaught(bug: Bug, { seed, from = 0, intents }: { seed: number; from?: number; intents: number }) {
  const { violations } = explore({ intents, from, seed, rules: withBug(bug) }, { enough: 1, like: SHOWS[bug] })
  const [first] = violations
  if (!first) throw new Error(`Not caught in ${intents} intents from ${from} of seed ${seed}.`)
  const without = runIntent(seed, first.intent, ENGINE).violations
  if (without.length > 0) throw new Error(`Intent ${first.intent} of seed ${seed} is wrong without it: ${without}`)
}
