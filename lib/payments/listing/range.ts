import { TZDate } from '@date-fns/tz'
import { dateToDay, dayToDate } from '@/lib/dates'

// The days that a list of payments is about, in the company's own calendar. Pure.

export type Preset = 'this_week' | 'this_month' | 'last_month'

/** Calendar days, both of them included; null where that end is open. `preset` names the days that were chosen by name. */
export type DayRange = { preset: Preset | null; from: string | null; to: string | null }

/** The instants of such days: `from` is the first one, `before` the first one after them. */
export type Instants = { from: Date | null; before: Date | null }

const DAY_MS = 86_400_000

const addDays = (day: string, days: number): string => dateToDay(new Date(dayToDate(day).getTime() + days * DAY_MS))

function monthOf(day: string, monthsLater = 0): { from: string; to: string } {
  const date = dayToDate(day)
  const first = (months: number) => dateToDay(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months)))
  return { from: first(monthsLater), to: addDays(first(monthsLater + 1), -1) }
}

const PRESETS: Record<Preset, (today: string) => { from: string; to: string }> = {
  // A week begins on Sunday, as on the calendars that the trade uses.
  this_week: (today) => {
    const from = addDays(today, -dayToDate(today).getUTCDay())
    return { from, to: addDays(from, 6) }
  },
  this_month: (today) => monthOf(today),
  last_month: (today) => monthOf(today, -1),
}

/** The presets in the order in which they are offered. */
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[]

/** A day of an address: the text itself if it is a day of the calendar, else null. */
function dayParam(text: string): string | null {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return null
  const date = dayToDate(text)
  return !Number.isNaN(date.getTime()) && dateToDay(date) === text ? text : null
}

/**
 * The days that search parameters name: a preset by name, else the days of `from` and `to`, in either order. Null for
 * all days, and for anything that is no day.
 * @param today the company's calendar day
 */
export function rangeParam({ when, from, to }: { when: string; from: string; to: string }, today: string) {
  if (Object.hasOwn(PRESETS, when)) return { preset: when as Preset, ...PRESETS[when as Preset](today) }
  const [first, last] = [dayParam(from), dayParam(to)]
  if (first === null && last === null) return null
  const turned = first !== null && last !== null && first > last
  return { preset: null, from: turned ? last : first, to: turned ? first : last }
}

/** The search parameters that name these days. */
export const rangeParams = ({ preset, from, to }: DayRange): Record<string, string> =>
  preset ? { when: preset } : { ...(from && { from }), ...(to && { to }) }

/** When these days begin and end in a zone (IANA name). Days in which clocks change are as long as they are. */
export function instantsOf({ from, to }: DayRange, timeZone: string): Instants {
  return {
    from: from === null ? null : startOf(from, timeZone),
    before: to === null ? null : startOf(addDays(to, 1), timeZone),
  }
}

function startOf(day: string, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(new TZDate(year, month - 1, date, timeZone).getTime())
}
