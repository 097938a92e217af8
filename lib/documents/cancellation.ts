import { dayOf, formatDay, formatDayLong } from '@/lib/dates'
import { type CancelBy, cancelBy } from '@/lib/states/cancel-by'
import type { StateProfile } from '@/lib/states/profile'
import { profileOf } from '@/lib/states/profiles'
import { stateOfJob } from '@/lib/states/state-of-job'
import { cancelStatement } from '@/lib/states/words'

// The customer's right to cancel an agreement: what its paper says of it, and until when it lasts. Pure.

/** What of a state's profile the right follows from. Frozen: a law that changes doesn't change what was signed before. */
export type CancelProfile = Pick<StateProfile, 'code' | 'from' | 'cancel'>

/** As it is kept in what was sent. `statement` is printed. */
export type Cancellation = { statement: string; profile: CancelProfile }

// Whether the customer is 65 or older, or the work repairs what a disaster broke, isn't asked yet.
export const PLAIN = { isSixtyFive: false, isDisasterRepair: false }

/** What an agreement that is sent under a profile says of the right to cancel. */
export const cancellationOf = (profile: StateProfile): Cancellation => ({
  statement: cancelStatement(profile, PLAIN),
  profile: { code: profile.code, from: profile.from, cancel: profile.cancel },
})

type Governed = {
  signedAt: Date
  /** As it was signed; null where it was sent before Plumbline froze profiles. */
  cancellation: Cancellation | null | undefined
  /** As for `stateOfJob`: what holds where nothing was frozen. */
  states: readonly (string | null)[]
  timeZone: string
}

/** The profile that a signed agreement's right to cancel follows from; null where Plumbline doesn't know the law. */
export const cancelProfileOf = ({ signedAt, cancellation, states, timeZone }: Governed): CancelProfile | null =>
  cancellation?.profile ?? profileOf(stateOfJob(states), dayOf(signedAt, timeZone))

type Signed = {
  /** When the last customer signed; null for what isn't signed. */
  signedAt: Date | null
  states: Governed['states']
  sent: { snapshot: { cancellation?: Cancellation } } | null
}

/**
 * Says until when a signed agreement's customer may cancel, or since when they no longer may.
 * @param timeZone IANA name of the company's zone: a job has none of its own
 * @param at now
 * @returns null for what isn't signed, and where Plumbline doesn't know the law
 */
export function cancelSentences(
  { signedAt, states, sent }: Signed,
  { timeZone, at }: { timeZone: string; at: Date },
): string | null {
  if (!signedAt) return null
  const profile = cancelProfileOf({ signedAt, states, timeZone, cancellation: sent?.snapshot.cancellation })
  if (!profile) return null
  const { law, daysFrom65, daysForDisaster, countsFrom } = profile.cancel
  const by = (more: Partial<typeof PLAIN> = {}) => cancelBy({ signedAt, timeZone, profile, ...PLAIN, ...more })
  const main = by()
  return [
    at < main.endsAt
      ? `The customer may cancel until the end of ${formatDayLong(main.day)} (${law}).`
      : `The right to cancel ended on ${formatDay(main.day)} (${law}).`,
    ...(daysFrom65 === null ? [] : [`If they’re 65 or older, ${untilWords(by({ isSixtyFive: true }), at)}.`]),
    ...(daysForDisaster === null
      ? []
      : [`For repairs after a disaster, ${untilWords(by({ isDisasterRepair: true }), at)}.`]),
    ...(countsFrom === 'copy' ? ['All counted from the signature: it’s later if they had the signed copy later.'] : []),
  ].join(' ')
}

const untilWords = ({ day, endsAt }: CancelBy, at: Date): string =>
  at < endsAt ? `they may until the end of ${formatDayLong(day)}` : `it ended on ${formatDay(day)}`
