// What a state asks of home-improvement contracts, as plain JSON: it goes into what is sent, and stays there as it was.
// Amounts are whole cents. Plumbline computes, prints and reminds; it doesn't decide whether a law applies.

/** Numerator and denominator: `[1, 3]` is one third, `[1, 10]` 10%. */
export type Share = readonly [number, number]

/**
 * How much may be asked for ahead of the work.
 * - `none`: no limit that we know of
 * - `lesser`: an amount or a share of the price, whichever is less
 * - `share`: a share of the price
 * - `greater`: a share of the price or what special-order materials really cost, whichever is more
 * - `share_plus`: a share of the price and what special-order materials cost, for prices above `aboveCents`; up to that
 *   price there is no limit
 */
export type DepositCap =
  | { kind: 'none' }
  | { kind: 'lesser'; fixedCents: number; share: Share }
  | { kind: 'share'; share: Share }
  | { kind: 'greater'; share: Share }
  | { kind: 'share_plus'; share: Share; aboveCents: number }

export type DepositRule = {
  cap: DepositCap
  /** What counts as deposit: what is due up to signing, or all that is due before work starts. */
  counts: 'to_signing' | 'to_start'
  /** Money before anybody signed: refused, or warned about. */
  beforeSigning: 'refuse' | 'warn'
  /** Whether an owner may go above the limit, with a reason that is kept. */
  mayOverride: boolean
  /** Where the rule stands, as people write it: "Bus. Reg. §8-617". Null for `none`. */
  law: string | null
}

export type CancelRule = {
  /** Business days. */
  days: number
  /** Business days for a customer who is 65 or older; null where they have no more. */
  daysFrom65: number | null
  /** Business days for repairs after a declared disaster; null where there are no more. */
  daysForDisaster: number | null
  /** From what the days count: the customer's signature, or a signed and dated copy in the customer's hands. */
  countsFrom: 'signature' | 'copy'
  /** From which price on the right exists, in cents: signed at the customer's home, and elsewhere. */
  fromCents: { atHome: number; elsewhere: number }
  /**
   * Within how many days of receiving the notice all that was paid is refunded. Left out: 10 business days (16 CFR
   * 429.1(g)), also where it was frozen before this was asked.
   */
  refund?: { days: number; of: 'business' | 'calendar' }
  /** "16 CFR 429" */
  law: string
}

/**
 * What the office is reminded of when money comes in before the work is completed. Both count in business days from the
 * day it came in.
 */
export type Reminder = { kind: 'escrow_deposit' | 'escrow_notice'; businessDays: number; law: string }

/**
 * Printed. A company's lawyer may replace each. `{days}` and `{nth}` stand for the business days in words: "three",
 * "third".
 */
export type ProfileTexts = {
  /** Beside the customer's signature, bold, at least 10 point. */
  cancelStatement: string
  /** Its last sentence: where the two forms really are. */
  whereForms: string
}

export type StateProfile = {
  /** Two letters, as in lib/regions.ts; empty where the job's state isn't known. */
  code: string
  /** "California" */
  name: string
  /** Whether the state has rules of its own here. Otherwise all of this is the federal rule. */
  isOwn: boolean
  /** Holds for what is signed on this day (YYYY-MM-DD) or later, until the next profile of the state. */
  from: string
  /** The day on which somebody last looked it up. */
  asOf: string
  /** Where it was read. */
  source: string
  /** Whether each value was read in the law's own text, of a version that still holds. */
  isConfirmed: boolean
  deposit: DepositRule
  cancel: CancelRule
  /** Contracts above this must be in writing; null where we know of no such rule. */
  writtenAboveCents: number | null
  /** Whether each payment of the schedule must be an amount in dollars and cents, not a percentage alone. */
  scheduleInDollars: boolean
  reminders: readonly Reminder[]
  /** What else the law asks for, in sentences for the office. */
  alsoAsks: readonly string[]
  texts: ProfileTexts
}
