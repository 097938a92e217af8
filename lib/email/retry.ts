// When an email that was not delivered is tried again. Pure. All in milliseconds.

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** A mail server that is back after an hour is found within this long. */
const LONGEST_WAIT = 30 * MINUTE

/** How long delivery is tried, from the first try on. RFC 5321 (4.5.4.1) wants days; a receipt is wanted today. */
export const TRY_FOR = 24 * 60 * MINUTE

/**
 * The wait before the next try: 5 s, 15 s, 45 s and so on, up to half an hour, each a fifth shorter or longer, so that
 * what failed together doesn't come back together.
 * @param tries how often it was tried
 * @param chance from 0 to 1
 */
export function nextTryIn(tries: number, chance = Math.random()): number {
  const wait = Math.min(5 * SECOND * 3 ** (tries - 1), LONGEST_WAIT)
  return Math.round(wait * (0.8 + 0.4 * chance))
}

/** Whether it has been tried for long enough. */
export const givesUp = (tryingSince: Date, at: Date): boolean => at.getTime() - tryingSince.getTime() >= TRY_FOR
