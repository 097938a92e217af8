/**
 * The days on which a schedule charges (PS-060): pure calendar arithmetic on `YYYY-MM-DD`, without clock or zone.
 * If a month does not have the day of the month, its last day counts; the following months are not affected.
 */
import type { FrequencyName } from '../store/enumerations.ts'
import { addDays, dayOf } from '../time/calendar.ts'

export type Rhythm = {
  ExecutionFrequencyType: FrequencyName
  ExecutionFrequencyParameter: number
  anchorOn: string
}

const MONTHS_OF: Partial<Record<FrequencyName, number>> = { Quarterly: 3, SemiAnnually: 6, Annually: 12 }

/** The first due day that is not before `day` and not before the anchor. */
export function firstOnOrAfter(rhythm: Rhythm, day: string): string {
  const { ExecutionFrequencyType: type, ExecutionFrequencyParameter: parameter, anchorOn } = rhythm
  const from = day > anchorOn ? day : anchorOn
  const months = MONTHS_OF[type]
  if (months !== undefined) return monthsApart(anchorOn, months, from)
  if (type === 'Daily') return from
  if (type === 'Weekly') return weekdayOnOrAfter(from, parameter)
  if (type === 'BiWeekly') {
    const first = weekdayOnOrAfter(anchorOn, parameter)
    const weeks = Math.max(Math.ceil(daysBetween(first, from) / 14), 0)
    return addDays(first, weeks * 14)
  }
  const dayOfMonth = type === 'FirstofMonth' ? 1 : type === 'LastofMonth' ? 31 : parameter
  const thisMonth = dayInMonth(monthIndex(from), dayOfMonth)
  return thisMonth >= from ? thisMonth : dayInMonth(monthIndex(from) + 1, dayOfMonth)
}

/** The first day from `from` on that is a multiple of `months` after the anchor, on the anchor's day of the month. */
function monthsApart(anchorOn: string, months: number, from: string): string {
  const anchorDay = Number(anchorOn.slice(8))
  const steps = Math.floor((monthIndex(from) - monthIndex(anchorOn)) / months)
  const reached = dayInMonth(monthIndex(anchorOn) + steps * months, anchorDay)
  return reached >= from ? reached : dayInMonth(monthIndex(anchorOn) + (steps + 1) * months, anchorDay)
}

/** 1 is Sunday, 7 is Saturday. */
function weekdayOnOrAfter(day: string, weekday: number): string {
  const actual = new Date(`${day}T00:00:00Z`).getUTCDay() + 1
  return addDays(day, (weekday - actual + 7) % 7)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}

/** Months since the year 0. */
function monthIndex(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

function dayInMonth(index: number, dayOfMonth: number): string {
  const year = Math.floor(index / 12)
  const month = index % 12
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month, Math.min(dayOfMonth, lastDay)))
}
