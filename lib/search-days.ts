import { TZDate } from '@date-fns/tz'
import { dayOf } from './dates'

// Days in a search, as the lists show them ("Nov 21, 2026, 2:14 PM") and as people write them.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?'
const NTH = '(?:st|nd|rd|th)?'
const NAMED = `(?<name>${MONTH}) (?<day>\\d{1,2})${NTH}(?:,? (?<year>\\d{4}))?`
// Not the house number of "12 Nov 5".
const DAY_FIRST = `(?<day4>\\d{1,2})${NTH} (?:of )?(?<name4>${MONTH})(?! \\d{1,2}(?!\\d))(?:,? (?<year4>\\d{4}))?`
const SLASHED = '(?<month2>\\d{1,2})/(?<day2>\\d{1,2})(?:/(?<year2>\\d{4}|\\d{2}))?'
const ISO = '(?<year3>\\d{4})-(?<month3>\\d{2})-(?<day3>\\d{2})'
const TIME = '(?:,? (?<hour>0?[1-9]|1[0-2]):(?<minute>[0-5]\\d) ?(?<half>[ap])m)?'
const DAY = new RegExp(`(?<![\\w/-])(?:${NAMED}|${DAY_FIRST}|${SLASHED}|${ISO})${TIME}(?![\\w/-])`)

export type Span = { gte: Date; lt: Date }
/** A search with a day in it: the text of the day, what stands around it, and the times that it may mean. */
export type DaySearch = { text: string; rest: string; spans: Span[] }

/**
 * Finds the first day in a folded search. Without a year it may be in any of the last ten, up to `at`.
 * @returns null when there is none
 */
export function findDay(folded: string, timeZone: string, at: Date): DaySearch | null {
  const match = DAY.exec(folded)
  if (!match?.groups) return null
  const { name = match.groups.name4, year2, hour, minute, half, ...part } = match.groups
  const month = name ? MONTHS.indexOf(name.slice(0, 3)) + 1 : Number(part.month2 ?? part.month3)
  const date = Number(part.day ?? part.day2 ?? part.day3 ?? part.day4)
  const written = part.year ?? part.year3 ?? part.year4 ?? (year2?.length === 2 ? `20${year2}` : year2)
  const thisYear = Number(dayOf(at, timeZone).slice(0, 4))
  const years = written ? [Number(written)] : Array.from({ length: 10 }, (_, ago) => thisYear - ago)
  const minutes = hour && minute ? ((Number(hour) % 12) + (half === 'p' ? 12 : 0)) * 60 + Number(minute) : null
  const spans = years.flatMap((each) => {
    // Days that there are not, like February 30, would be some other day.
    if (new Date(Date.UTC(each, month - 1, date)).getUTCDate() !== date || month < 1 || month > 12) return []
    const of = { year: each, month, date, timeZone }
    return (minutes === null ? [wholeDay(of)] : minutesAt(of, minutes)).filter(({ gte }) => gte <= at)
  })
  if (spans.length === 0) return null
  const rest = `${folded.slice(0, match.index)} ${folded.slice(match.index + match[0].length)}`
  return { text: match[0], rest, spans }
}

type DayIn = { year: number; month: number; date: number; timeZone: string }

const instantOf = ({ year, month, date, timeZone }: DayIn, minutes = 0) =>
  new TZDate(year, month - 1, date, 0, minutes, timeZone).getTime()

const wholeDay = (day: DayIn): Span => ({
  gte: new Date(instantOf(day)),
  lt: new Date(instantOf({ ...day, date: day.date + 1 })),
})

const MINUTE = 60_000
/** By how much clocks are changed: an hour, in one place half of one. */
const SHIFTS = [-60, -30, 0, 30, 60].map((minutes) => minutes * MINUTE)

/** The minutes at which the clock shows this: two in the hour that the end of daylight saving time repeats. */
const minutesAt = (day: DayIn, minutes: number): Span[] =>
  SHIFTS.map((shift) => instantOf(day, minutes) + shift)
    .filter((instant) => {
      const shown = new TZDate(instant, day.timeZone)
      return shown.getDate() === day.date && shown.getHours() * 60 + shown.getMinutes() === minutes
    })
    .map((instant) => ({ gte: new Date(instant), lt: new Date(instant + MINUTE) }))
