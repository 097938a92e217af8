// Instants are `Date`s in UTC. Calendar days are `YYYY-MM-DD` texts in some zone. They never mix.

let offsetMs = 0

/** The product's one clock: the current instant, or the one a test moved it to. Only signatures use the real time. */
export const now = (): Date => new Date(Date.now() + offsetMs)

/** Moves this process's clock by milliseconds from real time; 0 resets it. For tests. */
export const moveClock = (ms: number): void => {
  offsetMs = ms
}

// Making a formatter takes far longer than using it, and there are only as many as zones.
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** Returns the calendar day of an instant in a zone (IANA name): "2026-11-24". */
export function dayOf(instant: Date, timeZone: string): string {
  let dayFormat = dayFormats.get(timeZone)
  if (!dayFormat) {
    // Canadian English writes a day as ISO 8601 does.
    dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timeZone, dayFormat)
  }
  return dayFormat.format(instant)
}

/** Returns a calendar day as a `Date` at UTC midnight, the form the database driver uses for a DATE. */
export const dayToDate = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** The inverse of `dayToDate`. */
export const dateToDay = (date: Date): string => date.toISOString().slice(0, 10)

/** Whether a text is a calendar day that there is: "2026-02-30" is none. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dateToDay(dayToDate(text)) === text

// Days are formatted as UTC midnights in UTC, so no zone moves them.
const inUtc = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...parts })
const DAY = inUtc({ month: 'short', day: 'numeric', year: 'numeric' })
const WEEKDAY = inUtc({ weekday: 'long' })
const LONG_DAY = inUtc({ weekday: 'long', month: 'long', day: 'numeric' })
const WEEKDAY_AND_DAY = inUtc({ weekday: 'short', month: 'short', day: 'numeric' })

/** "Thursday, December 3" */
export const formatDayLong = (day: string): string => LONG_DAY.format(dayToDate(day))

/** "Nov 21, 2026" */
export const formatDay = (day: string): string => DAY.format(dayToDate(day))

/** "Tuesday" for a day at most six days ahead of `today`, else "Tue, Dec 1". */
export function formatDayNear(day: string, today: string): string {
  const date = dayToDate(day)
  const ahead = (date.getTime() - dayToDate(today).getTime()) / 86_400_000
  if (ahead === 0) return 'today'
  return (ahead > 0 && ahead < 7 ? WEEKDAY : WEEKDAY_AND_DAY).format(date)
}

const instantFormats = new Map<string, Intl.DateTimeFormat>()

/** "Nov 21, 2026, 2:14 PM" in a zone (IANA name). */
export function formatInstant(instant: Date, timeZone: string): string {
  let instantFormat = instantFormats.get(timeZone)
  if (!instantFormat) {
    instantFormat = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
    instantFormats.set(timeZone, instantFormat)
  }
  // Some have a narrow blank before AM and PM, and server and browser must agree.
  return instantFormat.format(instant).replace('\u202f', ' ')
}
