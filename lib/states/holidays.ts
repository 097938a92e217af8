import { dateToDay, dayToDate } from '@/lib/dates'

// The legal holidays of the United States (5 U.S.C. 6103(a)), as data with the years in which they hold. Pure.
//
// Not among them: Inauguration Day, which is one for federal employees in and around Washington alone (6103(c)), and the
// days on which a President closes federal offices once.

type Holiday = {
  name: string
  /** The first year in which it holds. Before 1978 the days differed, and nothing here is right. */
  since: number
  /** 1 to 12 */
  month: number
} & ({ date: number } | { weekday: number; nth: 1 | 2 | 3 | 4 | 'last' })

const MONDAY = 1
const THURSDAY = 4
const SATURDAY = 6

export const HOLIDAYS: readonly Holiday[] = [
  { name: 'New Year’s Day', since: 1978, month: 1, date: 1 },
  { name: 'Birthday of Martin Luther King, Jr.', since: 1986, month: 1, weekday: MONDAY, nth: 3 },
  { name: 'Washington’s Birthday', since: 1978, month: 2, weekday: MONDAY, nth: 3 },
  { name: 'Memorial Day', since: 1978, month: 5, weekday: MONDAY, nth: 'last' },
  { name: 'Juneteenth National Independence Day', since: 2021, month: 6, date: 19 },
  { name: 'Independence Day', since: 1978, month: 7, date: 4 },
  { name: 'Labor Day', since: 1978, month: 9, weekday: MONDAY, nth: 1 },
  { name: 'Columbus Day', since: 1978, month: 10, weekday: MONDAY, nth: 2 },
  { name: 'Veterans Day', since: 1978, month: 11, date: 11 },
  { name: 'Thanksgiving Day', since: 1978, month: 11, weekday: THURSDAY, nth: 4 },
  { name: 'Christmas Day', since: 1978, month: 12, date: 25 },
]

/**
 * `statutory`: a holiday is on the day that the law names, also on a Saturday. `observed`: one on a Saturday moves to the
 * Friday before it, one on a Sunday to the Monday after it, as federal offices close.
 */
export type Calendar = 'statutory' | 'observed'

/** The day so many days later, or earlier when negative: ("2026-02-28", 1) → "2026-03-01". */
export const addDays = (day: string, days: number): string =>
  dateToDay(new Date(dayToDate(day).getTime() + days * 86_400_000))

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: string): number => dayToDate(day).getUTCDay()

/** The day on which a holiday is in a year, by the law's words. */
function statutoryDay(holiday: Holiday, year: number): string {
  const { month } = holiday
  if ('date' in holiday) return dayIn(year, month, holiday.date)
  const { weekday, nth } = holiday
  if (nth === 'last') {
    const end = dayIn(year, month + 1, 0)
    return addDays(end, -((weekdayOf(end) - weekday + 7) % 7))
  }
  const first = dayIn(year, month, 1)
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1))
}

const dayIn = (year: number, month: number, date: number): string =>
  dateToDay(new Date(Date.UTC(year, month - 1, date)))

function observedDay(day: string): string {
  const weekday = weekdayOf(day)
  if (weekday === SATURDAY) return addDays(day, -1)
  return weekday === 0 ? addDays(day, 1) : day
}

const known = new Map<string, ReadonlySet<string>>()

/** The holidays of a year, as days (YYYY-MM-DD). New Year's Day on a Saturday is observed in the year before. */
export function holidaysOf(year: number, calendar: Calendar): ReadonlySet<string> {
  const key = `${calendar} ${year}`
  const before = known.get(key)
  if (before) return before
  const statutory = [year, year + 1].flatMap((each) =>
    HOLIDAYS.filter(({ since }) => since <= each).map((holiday) => statutoryDay(holiday, each)),
  )
  const days = calendar === 'observed' ? statutory.map(observedDay) : statutory
  const holidays = new Set(days.filter((day) => day.startsWith(`${year}-`)))
  known.set(key, holidays)
  return holidays
}

/** Whether a day is a business day: every day but Sundays and holidays. Saturday is one (16 CFR 429.0). */
export const isBusinessDay = (day: string, calendar: Calendar): boolean =>
  weekdayOf(day) !== 0 && !holidaysOf(Number(day.slice(0, 4)), calendar).has(day)

/** The nth business day after a day, which itself doesn't count. @param count at least 1 */
export function businessDayAfter(day: string, count: number, calendar: Calendar): string {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isBusinessDay(at, calendar)) left -= 1
  }
  return at
}
