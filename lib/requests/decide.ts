import type { NoneReason, SkipReason } from '@/lib/payments/words/request-words'
import { type Asked, nextOpening, type Planned, stepsOf } from './plan'
import type { Policy } from './policy'
import type { SigningRequestState } from './signing-state'
import type { StandingState } from './standing'

// Which reminder of a request goes out at an instant, and to whom; which is next, or why there is none. Pure: the worker
// and the office's page decide by the same rules.

/** Somebody who was asked. */
export type Person = {
  name: string
  /** In lower case. */
  email: string
  /** Whether a link of theirs stands; it may have expired. */
  hasLink: boolean
  /** Whether the last email to the address came through, as far as is known. */
  isDead: boolean
  /** When somebody emailed them about the job's payments by hand, besides the request itself. */
  byHand: readonly Date[]
}

export type DoneStep = { step: number; at: Date; skipped: string | null }

/** How a request stands, for a payment or for a signature. */
type State = StandingState | SigningRequestState

/** All that a request's reminders depend on. `policy`: with the steps of its kind. */
export type Facts = Asked & {
  timeZone: string
  policy: Policy
  isArchived: boolean
  state: State
  done: readonly DoneStep[]
  people: readonly Person[]
}

/** What is to be done now: of steps that are due the newest, with those to whom it goes. */
export type Turn = {
  /** Steps that nothing came of in time: a later one is due. */
  late: Planned[]
  planned: Planned
  skipped: SkipReason | null
  to: Person[]
}

const DAY = 24 * 60 * 60_000

/** States in which nothing is asked for: no step comes to anything, not even to a skipped one. */
const SETTLED = ['paid', 'signed', 'declined', 'withdrawn', 'expired', 'waits'] as const
type Settled = (typeof SETTLED)[number]
const settledAs = (state: State): Settled | null => SETTLED.find((each) => each === state) ?? null

type Stop = Exclude<NoneReason, Settled | 'over'>

/** Whether nobody is reminded for now, whichever step it is. */
function stopped({ policy, isArchived, state, done, people }: Facts): Stop | null {
  if (!policy.isOn) return 'off'
  if (isArchived) return 'archived'
  if (state === 'paying' || state === 'gone') return state
  if (done.filter(({ skipped }) => skipped === null).length >= policy.most) return 'most'
  if (people.every(({ hasLink }) => !hasLink)) return 'revoked'
  return reachable(people).length === 0 ? 'dead' : null
}

const reachable = (people: readonly Person[]) => people.filter(({ hasLink, isDead }) => hasLink && !isDead)

/** Whether somebody wrote to a person since the last step, or within a day before an instant. */
const isTooSoon = ({ byHand }: Person, askedAt: Date, before: Date | null, at: Date): boolean =>
  [askedAt, ...byHand].some((mail) => at.getTime() - mail.getTime() < DAY) ||
  (before !== null && byHand.some((mail) => mail > before))

const lastOf = (done: readonly DoneStep[]): DoneStep | null =>
  done.reduce<DoneStep | null>((last, each) => (last === null || each.step > last.step ? each : last), null)

/** The steps that are still to come, or whose time has come. A step before one that was done is over. */
function stepsLeft(facts: Facts): Planned[] {
  const last = lastOf(facts.done)
  return stepsOf(facts, facts.policy, facts.timeZone).filter(({ step }) => last === null || step > last.step)
}

/** What is to be done at an instant; null where nothing is due, or it isn't the hour for it. */
export function turnOf(facts: Facts, at: Date): Turn | null {
  if (settledAs(facts.state) || nextOpening(at, facts.policy, facts.timeZone) > at) return null
  const due = stepsLeft(facts).filter((planned) => planned.at <= at)
  const planned = due.pop()
  if (!planned) return null
  const why = stopped(facts)
  if (why) return { late: due, planned, skipped: why, to: [] }
  const before = lastOf(facts.done)?.at ?? null
  const to = reachable(facts.people).filter((person) => !isTooSoon(person, facts.askedAt, before, at))
  return { late: due, planned, skipped: to.length === 0 ? 'by_hand' : null, to }
}

/** When the next reminder goes out as things stand, or why none will. */
export function nextOf(facts: Facts, at: Date): { at: Date } | { none: NoneReason } {
  const why = settledAs(facts.state) ?? stopped(facts)
  if (why) return { none: why }
  const left = stepsLeft(facts)
  const due = left.filter((planned) => planned.at <= at).slice(-1)
  let before = lastOf(facts.done)?.at ?? null
  for (const planned of [...due, ...left.filter((each) => each.at > at)]) {
    const goes = nextOpening(planned.at > at ? planned.at : at, facts.policy, facts.timeZone)
    if (reachable(facts.people).some((person) => !isTooSoon(person, facts.askedAt, before, goes))) return { at: goes }
    before = goes
  }
  return { none: 'over' }
}
