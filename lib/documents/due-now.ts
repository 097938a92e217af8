import { dayOf } from '@/lib/dates'
import { startOfDay } from '@/lib/day-start'
import { cancelBy, cancelDays } from '@/lib/states/cancel-by'
import { type Answers, type CancelProfile, UNASKED } from './cancellation'
import { dueWords } from './due-words'
import type { JobSchedule } from './job-schedule'
import type { PartView, Progress, ScheduleView, SignedPart, SignedSchedule } from './schedule'
import { sum } from './sums/integers'

// What is due now on a job, by its signed schedule. Pure, in whole cents.

/**
 * When the times of parts come: all that is known of it. `profile`: null where Plumbline doesn't know the law. `answers`: left
 * out where nobody was asked.
 */
type Times = Pick<JobSchedule, 'signedAt' | 'completedAt' | 'reached'> &
  Partial<Pick<JobSchedule, 'requests'>> & {
    answers?: Answers
    timeZone: string
    profile: CancelProfile | null
  }

/**
 * When a part falls due; null where nobody knows yet. A day begins in the company's zone. Once all the work is completed,
 * every milestone is reached, marked or not.
 */
function dueAt({ due, signedAt: own }: SignedPart, times: Times): Date | null {
  const { signedAt, completedAt, reached, timeZone, profile, answers } = times
  switch (due.on) {
    case 'signing':
      return own === undefined ? signedAt : new Date(own)
    case 'cancel_by':
      return profile && afterRight(signedAt, timeZone, profile, answers)
    case 'day':
      return startOfDay(due.day, timeZone)
    case 'milestone':
      return reached.get(due.milestone) ?? completedAt
    case 'completion':
      return completedAt
  }
}

/** When the right to cancel is over; at the signature where there is none. */
function afterRight(signedAt: Date, timeZone: string, profile: CancelProfile, answers: Answers = UNASKED): Date {
  // What nobody was asked counts as a no for the money, as it did before anybody was.
  const known = {
    isSixtyFive: answers.isSixtyFive ?? false,
    isDisasterRepair: answers.isDisasterRepair ?? false,
  }
  return cancelDays(profile, known) === 0 ? signedAt : cancelBy({ signedAt, timeZone, profile, ...known }).endsAt
}

/** The day on which what waits for the end of the right to cancel falls due, YYYY-MM-DD; null where the law isn't known. */
export const afterRightOn = ({ signedAt, timeZone, profile, answers }: Times): string | null =>
  profile && dayOf(afterRight(signedAt, timeZone, profile, answers), timeZone)

/** What has come of a signed job by an instant. */
export function progressOf({ parts }: SignedSchedule, instant: Date, times: Times): Progress {
  const since = new Map<string, Date>()
  for (const part of parts) {
    const at = dueAt(part, times)
    // Nothing is due before it is signed.
    const signedAt = part.signedAt === undefined ? times.signedAt : new Date(part.signedAt)
    if (at && at <= instant) since.set(part.id, at < signedAt ? signedAt : at)
  }
  return { since, ...askedFor(times.requests ?? []) }
}

/** The parts that are asked for, and those that were, each with when. */
function askedFor(requests: JobSchedule['requests']): Pick<Progress, 'requested' | 'askedBefore'> {
  const requested = new Map<string, Date>()
  const askedBefore = new Map<string, [Date, Date][]>()
  for (const { partId, from, until } of requests)
    if (until === null) requested.set(partId, from)
    else askedBefore.set(partId, [...(askedBefore.get(partId) ?? []), [from, until]])
  return { requested, askedBefore }
}

export type DueNow = {
  /** What all parts that are due or requested have open together. */
  cents: number
  /** Those parts, as they were signed. */
  labels: string[]
  /** The first part that has something open and isn't due yet. */
  next: { label: string; cents: number; when: string } | null
  /** What is open in all: due or not. */
  balanceCents: number
}

/**
 * What of a schedule is to be paid now, and what comes next. What is being paid isn't open, so nothing is asked for twice.
 * @param view of the same progress
 */
export function dueNow(view: ScheduleView, progress: Progress): DueNow {
  const isAsked = ({ id }: PartView) => progress.requested.has(id) || progress.since.has(id)
  const open = view.parts.filter(({ openCents }) => openCents > 0)
  const due = open.filter(isAsked)
  const next = open.find((part) => !isAsked(part))
  return {
    cents: sum(due.map(({ openCents }) => openCents)),
    labels: due.map(({ label }) => label),
    next: next ? { label: next.label, cents: next.openCents, when: dueWords(next.due) } : null,
    balanceCents: view.owedCents,
  }
}
