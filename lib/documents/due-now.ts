import { dayOf } from '@/lib/dates'
import { cancelBy } from '@/lib/states/cancel-by'
import type { StateProfile } from '@/lib/states/profile'
import { dueWords } from './due-words'
import type { JobSchedule } from './job-schedule'
import { isDue, type Progress, type ScheduleView, type SignedPart, type SignedSchedule } from './schedule'
import { sum } from './sums/integers'

// What is due now on a job, by its signed schedule. Pure, in whole cents.

/**
 * What has come of a signed job by an instant.
 *
 * Nobody can say yet that a milestone is reached: a part that waits for one is due once all the work is completed. A part
 * that waits for the end of the right to cancel isn't due by itself where Plumbline doesn't know the law.
 * @param at the instant, the company's zone (IANA name), and the profile of the job's state, null where there is none
 */
export function progressOf(
  { schedule, signedAt, isCompleted }: Pick<JobSchedule, 'schedule' | 'signedAt' | 'isCompleted'>,
  { instant, timeZone, profile }: { instant: Date; timeZone: string; profile: StateProfile | null },
): Progress {
  // Who is 65 or older, and what a disaster damaged, isn't asked yet.
  const signing = { signedAt, timeZone, isSixtyFive: false, isDisasterRepair: false }
  return {
    today: dayOf(instant, timeZone),
    isSigned: true,
    mayNotCancel: profile !== null && instant >= cancelBy({ ...signing, profile }).endsAt,
    isCompleted,
    reached: isCompleted ? schedule.parts.flatMap(({ due }) => (due.on === 'milestone' ? [due.milestone] : [])) : [],
    requestedPartIds: [],
  }
}

const isAsked = ({ id, due }: SignedPart, progress: Progress): boolean =>
  progress.requestedPartIds.includes(id) || isDue(due, progress)

/**
 * A schedule with the parts that are due before those that aren't, each in their order, so that a payment is laid on what
 * is due. Otherwise one for a day that has come would lie on a milestone before it, and that day's be asked for twice.
 */
export const dueFirst = ({ parts, creditCents }: SignedSchedule, progress: Progress): SignedSchedule => ({
  parts: [...parts.filter((part) => isAsked(part, progress)), ...parts.filter((part) => !isAsked(part, progress))],
  creditCents,
})

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
  const open = view.parts.filter(({ openCents }) => openCents > 0)
  const due = open.filter((part) => isAsked(part, progress))
  const next = open.find((part) => !isAsked(part, progress))
  return {
    cents: sum(due.map(({ openCents }) => openCents)),
    labels: due.map(({ label }) => label),
    next: next ? { label: next.label, cents: next.openCents, when: dueWords(next.due) } : null,
    balanceCents: view.owedCents,
  }
}
