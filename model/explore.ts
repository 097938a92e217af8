import { CALL_POINTS, FAULT_KINDS } from './faults'
import { DUPLICATE_POLICIES } from './ledger'
import { ACCIDENTS, OUTSIDE, STEPS } from './plan'
import type { Rules } from './rules'
import { runIntent } from './run-intent'

// Many intents, one after the other, and what they have exercised.

export type Violation = { intent: number; what: string[] }
export type Exploration = {
  intents: number
  violations: Violation[]
  /** How many intents exercised what. */
  seen: Map<string, number>
}

/** Everything that a long enough run exercises: each fault at each call, each race, each step and each policy. */
export const EXERCISES: readonly string[] = [
  ...CALL_POINTS.flatMap((point) => FAULT_KINDS.map((kind) => `fault ${kind} at ${point}`)),
  ...STEPS.flatMap((step) => ACCIDENTS.map((does) => `${does} at ${step}`)),
  ...DUPLICATE_POLICIES.flatMap((policy) => [`policy ${policy} card`, `policy ${policy} ach`]),
  ...OUTSIDE.map((does) => `outside ${does}`),
  'race of two clicks',
  'race of two tabs',
  'race of click and check',
  'race of recharge and check',
  'race of two: check',
  'race of two: reversal-check',
  'race of two: sync',
  'race of two: recharge',
  'race of two reversals',
  'race of void and settlement',
  'more than is owed',
  'too late to send',
  'checked ahead',
  'tried again',
  'partial refund',
  'incomplete refund',
  'a stale reading kept out',
  'another record kept out',
  'reversal found after it was given up',
]

/**
 * Runs intents `from` … `from + intents - 1` of a seed. Each is a world of its own, so that any one of them replays
 * alone. Ends early once `enough` of them were violated; of interest are only those with a violation that is `like` this.
 */
export function explore(
  { intents, seed, rules, from = 0 }: { intents: number; seed: number; rules: Rules; from?: number },
  {
    enough = Number.POSITIVE_INFINITY,
    like = /^/,
    onProgress,
  }: { enough?: number; like?: RegExp; onProgress?: (done: number) => void } = {},
): Exploration {
  const violations: Violation[] = []
  const seen = new Map<string, number>()
  // The errors of the client are values here, by the million: nobody reads where they were made.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  let done = 0
  try {
    while (done < intents && violations.length < enough) {
      const intent = from + done++
      const result = runIntent(seed, intent, rules)
      for (const what of result.seen) seen.set(what, (seen.get(what) ?? 0) + 1)
      if (result.violations.some((what) => like.test(what))) violations.push({ intent, what: result.violations })
      if (done % 10_000 === 0) onProgress?.(done)
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
  return { intents: done, violations, seen }
}
