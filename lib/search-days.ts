import { TZDate } from '@date-fns/tz'
import { dayOf } from './dates'

// Days in a search, as the lists show them ("Nov 21, 2026, 2:14 PM") and as people write them.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const NAMED =
  '(?<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.? (?<day>\\d{1,2})(?:,? (?<year>\\d{4}))?'
const SLASHED = '(?<month2>\\d{1,2})/(?<day2>\\d{1,2})(?:/(?<year2>\\d{4}|\\d{2}))?'
const ISO = '(?<year3>\\d{4})-(?<month3>\\d{2})-(?<day3>\\d{2})'
const TIME = '(?:,? (?<hour>\\d{1,2}):(?<minute>\\d{2}) ?(?<half>[ap])m)?'
const DAY = new RegExp(`(?<![\\w/-])(?:${NAMED}|${SLASHED}|${ISO})${TIME}(?![\\w/-])`)

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
  const { name, day, year, month2, day2, year2, month3, day3, year3, hour, minute, half } = match.groups
  const month = name ? MONTHS.indexOf(name.slice(0, 3)) + 1 : Number(month2 ?? month3)
  const date = Number(day ?? day2 ?? day3)
  const written = year ?? year3 ?? (year2?.length === 2 ? `20${year2}` : year2)
  const thisYear = Number(dayOf(at, timeZone).slice(0, 4))
  const years = written ? [Number(written)] : Array.from({ length: 10 }, (_, ago) => thisYear - ago)
  const minutes = hour && minute ? ((Number(hour) % 12) + (half === 'p' ? 12 : 0)) * 60 + Number(minute) : null
  const spans = years.flatMap((each) => {
    // Days that there are not, like February 30, would be some other day.
    if (new Date(Date.UTC(each, month - 1, date)).getUTCDate() !== date || month < 1 || month > 12) return []
    const from = (dayNumber: number, minute: number) =>
      new Date(new TZDate(each, month - 1, dayNumber, 0, minute, timeZone).getTime())
    const span =
      minutes === null
        ? { gte: from(date, 0), lt: from(date + 1, 0) }
        : { gte: from(date, minutes), lt: from(date, minutes + 1) }
    return span.gte <= at ? [span] : []
  })
  if (spans.length === 0) return null
  const rest = `${folded.slice(0, match.index)} ${folded.slice(match.index + match[0].length)}`
  return { text: match[0], rest, spans }
}
