import { dayOf, formatDay, formatDayLong } from '@/lib/dates'
import { type CancelBy, cancelBy, refundBy, type Signing } from '@/lib/states/cancel-by'
import type { StateProfile } from '@/lib/states/profile'
import { profileOf } from '@/lib/states/profiles'
import { stateOfJob } from '@/lib/states/state-of-job'
import { openCancelStatement } from '@/lib/states/words'

// The customer's right to cancel an agreement: what its paper says of it, and until when it lasts. Pure.

/** What of a state's profile the right follows from. Frozen: a law that changes doesn't change what was signed before. */
export type CancelProfile = Pick<StateProfile, 'code' | 'from' | 'cancel'>

/** As it is kept in what was sent. `statement` is printed. */
export type Cancellation = { statement: string; profile: CancelProfile }

/**
 * What customers answered when they signed, of all who signed together: one yes is a yes. Null where nobody was asked: it was
 * signed on paper, or before Plumbline asked.
 */
export type Answers = { [Question in keyof Signing]: boolean | null }
export const UNASKED: Answers = { isSixtyFive: null, isDisasterRepair: null }

/** What an agreement that is sent under a profile says of the right to cancel. Nobody has answered anything by then. */
export const cancellationOf = (profile: StateProfile): Cancellation => ({
  statement: openCancelStatement(profile),
  profile: { code: profile.code, from: profile.from, cancel: profile.cancel },
})

/** What a customer is asked before they sign: only what the right to cancel depends on where the job is. */
export const questionsOf = (cancellation: Cancellation | null | undefined): { [Q in keyof Signing]: boolean } => ({
  isSixtyFive: (cancellation?.profile.cancel.daysFrom65 ?? null) !== null,
  isDisasterRepair: (cancellation?.profile.cancel.daysForDisaster ?? null) !== null,
})

type Governed = {
  signedAt: Date
  /** When the signers had the signed copy, as far as is known. The right counts from it where the profile says so. */
  copyAt?: Date | null
  /** As it was signed; null where it was sent before Plumbline froze profiles. */
  cancellation: Cancellation | null | undefined
  /** As for `stateOfJob`: what holds where nothing was frozen. */
  states: readonly (string | null)[]
  timeZone: string
}

/** From when the right to cancel counts. */
const countedFrom = ({ signedAt, copyAt }: Governed, { cancel }: CancelProfile): Date =>
  cancel.countsFrom === 'copy' && copyAt && copyAt > signedAt ? copyAt : signedAt

/** The profile that a signed agreement's right to cancel follows from; null where Plumbline doesn't know the law. */
export const cancelProfileOf = ({ signedAt, cancellation, states, timeZone }: Governed): CancelProfile | null =>
  cancellation?.profile ?? profileOf(stateOfJob(states), dayOf(signedAt, timeZone))

/**
 * The longest that the right to cancel may last: what nobody was asked counts as a yes, because Plumbline turns nobody away
 * who may be in time.
 * @returns null where Plumbline doesn't know the law
 */
export function rightOf(signed: Governed & { answers: Answers }): CancelBy | null {
  const profile = cancelProfileOf(signed)
  const { timeZone, answers } = signed
  const isYes = (answer: boolean | null) => answer ?? true
  return (
    profile &&
    cancelBy({
      ...{ signedAt: countedFrom(signed, profile), timeZone, profile },
      ...{ isSixtyFive: isYes(answers.isSixtyFive), isDisasterRepair: isYes(answers.isDisasterRepair) },
    })
  )
}

/** Of each thing that may make the right longer and that nobody was asked: until when it then lasts. */
type Longer = { condition: 'sixty_five' | 'disaster'; by: CancelBy }

/** Until when a customer may cancel, as it is told: what holds for everybody, and what for whom it is longer. */
export type Right = { by: CancelBy; longer: Longer[]; profile: CancelProfile }

/** As `rightOf`, told apart. */
export function toldRight(signed: Governed & { answers: Answers }): Right | null {
  const profile = cancelProfileOf(signed)
  if (!profile) return null
  const { timeZone, answers } = signed
  const signedAt = countedFrom(signed, profile)
  const { daysFrom65, daysForDisaster } = profile.cancel
  const known = { isSixtyFive: answers.isSixtyFive === true, isDisasterRepair: answers.isDisasterRepair === true }
  const by = (more: Partial<Signing>) => cancelBy({ signedAt, timeZone, profile, ...known, ...more })
  const main = by({})
  const longer: Longer[] = [
    ...(answers.isSixtyFive === null && daysFrom65 !== null
      ? [{ condition: 'sixty_five' as const, by: by({ isSixtyFive: true }) }]
      : []),
    ...(answers.isDisasterRepair === null && daysForDisaster !== null
      ? [{ condition: 'disaster' as const, by: by({ isDisasterRepair: true }) }]
      : []),
  ]
  return { by: main, profile, longer: longer.filter((each) => each.by.endsAt > main.endsAt) }
}

/** The federal rule's ten business days, for what was sent before Plumbline froze profiles or knew the law. */
const NO_PROFILE: Pick<StateProfile, 'cancel'> = {
  cancel: {
    ...{ days: 3, daysFrom65: null, daysForDisaster: null, countsFrom: 'signature', law: '16 CFR 429' },
    fromCents: { atHome: 25_00, elsewhere: 130_00 },
  },
}

/**
 * The last day for refunding what was paid on a canceled agreement.
 * @param cancellation of the version that was canceled
 * @param receivedOn YYYY-MM-DD: when the notice arrived
 */
export const refundDay = (cancellation: Cancellation | null | undefined, receivedOn: string): string =>
  refundBy(receivedOn, cancellation?.profile ?? NO_PROFILE)

type Signed = {
  /** When the last customer signed; null for what isn't signed. */
  signedAt: Date | null
  copyAt?: Governed['copyAt']
  states: Governed['states']
  answers: Answers
  sent: { snapshot: { cancellation?: Cancellation } } | null
}

/** Why the office's date is another one than everybody's. */
const ANSWERED = { isSixtyFive: 'They’re 65 or older', isDisasterRepair: 'It’s for repairs after a disaster' } as const

/**
 * Says until when a signed agreement's customer may cancel, or since when they no longer may.
 * @param timeZone IANA name of the company's zone: a job has none of its own
 * @param at now
 * @returns null for what isn't signed, and where Plumbline doesn't know the law
 */
export function cancelSentences(
  { signedAt, copyAt, states, answers, sent }: Signed,
  { timeZone, at }: { timeZone: string; at: Date },
): string | null {
  const told =
    signedAt && toldRight({ signedAt, copyAt, states, timeZone, answers, cancellation: sent?.snapshot.cancellation })
  if (!told) return null
  const { by: main, longer, profile } = told
  const { law, countsFrom, daysFrom65, daysForDisaster } = profile.cancel
  const asked = { isSixtyFive: daysFrom65 !== null, isDisasterRepair: daysForDisaster !== null }
  const whys = (['isSixtyFive', 'isDisasterRepair'] as const).filter((key) => asked[key] && answers[key] === true)
  return [
    at < main.endsAt
      ? `The customer may cancel until the end of ${formatDayLong(main.day)} (${law}).`
      : `The right to cancel ended on ${formatDay(main.day)} (${law}).`,
    ...whys.map((key) => `${ANSWERED[key]}, as they answered when they signed.`),
    ...longer.map(({ condition, by }) =>
      condition === 'sixty_five'
        ? `If they’re 65 or older, ${untilWords(by, at)}.`
        : `For repairs after a disaster, ${untilWords(by, at)}.`,
    ),
    ...(countsFrom === 'copy' ? ['All counted from the signature: it’s later if they had the signed copy later.'] : []),
  ].join(' ')
}

const untilWords = ({ day, endsAt }: CancelBy, at: Date): string =>
  at < endsAt ? `they may until the end of ${formatDayLong(day)}` : `it ended on ${formatDay(day)}`
