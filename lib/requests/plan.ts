import { TZDate } from '@date-fns/tz'
import { dateToDay, dayOf, dayToDate } from '@/lib/dates'
import type { Policy } from './policy'

// When the reminders of a request are planned, in the company's zone. Pure.

const DAY = 24 * 60 * 60_000

/** @returns the day so many days after another, YYYY-MM-DD */
export const daysAfter = (day: string, days: number): string =>
  dateToDay(new Date(dayToDate(day).getTime() + days * DAY))

/** The instant at which an hour of a day begins in a zone; one that the clock skips, right after it. */
export function hourOn(day: string, hour: number, timeZone: string): Date {
  const date = dayToDate(day)
  return new Date(
    new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), hour, 0, 0, 0, timeZone).getTime(),
  )
}

type Hours = Pick<Policy, 'fromHour' | 'untilHour'>

/** The first instant from `at` on at which reminders go out. */
export function nextOpening(at: Date, { fromHour, untilHour }: Hours, timeZone: string): Date {
  const today = dayOf(at, timeZone)
  const from = hourOn(today, fromHour, timeZone)
  if (at < from) return from
  return at < hourOn(today, untilHour, timeZone) ? at : hourOn(daysAfter(today, 1), fromHour, timeZone)
}

/** A step of a request's reminders, and the instant for which it is planned. */
export type Planned = { step: number; at: Date }

/** What is asked for by when, and since when. */
export type Asked = { dueOn: string; askedAt: Date }

/** The steps of a request, the first one first: those whose time came before it was asked for are none of it. */
export const stepsOf = ({ dueOn, askedAt }: Asked, policy: Policy, timeZone: string): Planned[] =>
  [...new Set(policy.steps)]
    .sort((one, other) => one - other)
    .map((step) => ({ step, at: hourOn(daysAfter(dueOn, step), policy.fromHour, timeZone) }))
    .filter(({ at }) => at > askedAt)

/**
 * Whether a step's time has come of which nothing came yet.
 * @param lastStep the last one of which something came; null before the first
 */
export const hasDueStep = (
  { lastStep, ...asked }: Asked & { lastStep: number | null },
  policy: Policy,
  timeZone: string,
  at: Date,
): boolean =>
  stepsOf(asked, policy, timeZone).some(
    (planned) => planned.at <= at && planned.step > (lastStep ?? Number.NEGATIVE_INFINITY),
  )

/** Whether a day is over in a zone: what is due on it is late from then on. */
export const isOver = (day: string, at: Date, timeZone: string): boolean => dayOf(at, timeZone) > day
