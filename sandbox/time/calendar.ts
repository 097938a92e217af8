/**
 * The merchant's calendar: US Mountain time, as in the document's samples (PS-047).
 * A day is `YYYY-MM-DD`; an instant is milliseconds since the epoch, or its text without a fraction.
 */
const ZONE = 'America/Denver'
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

const offsets = new Map<number, number>()

/** Mountain time minus UTC at that instant. Cached by the hour: Intl is slow, and offsets change on full hours only. */
function offsetMs(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const at = hour * HOUR_MS
  const part = Object.fromEntries(wallClock.formatToParts(at).map((p) => [p.type, Number(p.value)]))
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
  if (offsets.size >= 10_000) offsets.clear()
  offsets.set(hour, wall - at)
  return wall - at
}

/** The merchant's day at an instant. */
export function localDay(ms: number): string {
  return new Date(ms + offsetMs(ms)).toISOString().slice(0, 10)
}

/** The instant of a wall-clock time on one of the merchant's days, with the offset of that time. */
export function localInstant(day: string, hour = 0, minute = 0): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + minute * 60_000
  // The first guess may fall on the wrong side of a daylight saving change; the second is on the right side.
  const guess = asUtc - offsetMs(asUtc - offsetMs(asUtc))
  return asUtc - offsetMs(guess)
}

/** Days may be negative. */
export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
}

/** .NET's largest date, which its clients send for "never". Later days would have more digits and sort as earlier. */
const LAST_DAY = '9999-12-31'

/** The day of an instant in UTC; the calendar ends with LAST_DAY. */
export function dayOf(utcMs: number): string {
  const text = new Date(utcMs).toISOString()
  return text.startsWith('+') ? LAST_DAY : text.slice(0, 10)
}

/** The same wall-clock time `days` later. A day on which daylight saving starts or ends has 23 or 25 hours. */
export function addLocalDays(ms: number, days: number): number {
  const wall = ms + offsetMs(ms) + days * DAY_MS
  const guess = wall - offsetMs(wall - offsetMs(wall))
  return wall - offsetMs(guess)
}

/** Saturday and Sunday roll forward to Monday. The samples have no bank holidays. */
export function rollOverWeekend(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day
}

/** Counts from the day itself, which may fall on a weekend. */
export function addBusinessDays(day: string, days: number): string {
  let reached = day
  for (let left = days; left > 0; ) {
    reached = addDays(reached, 1)
    if (rollOverWeekend(reached) === reached) left--
  }
  return reached
}

/** `2013-10-11T22:34:07Z`: payments, and everything read back, have no fraction. */
export function toSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** The calendar day of `YYYY-MM-DD`, year 1000 to 9999; ignores a time after it. Null when it is not a valid day. */
export function parseDay(text: string): string | null {
  const day = /^([1-9]\d{3}-\d{2}-\d{2})(T.*)?$/.exec(text.trim())?.[1]
  const ms = Date.parse(`${day}T00:00:00Z`)
  return day !== undefined && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? day : null
}

const midnights = new Map<string, string>()

/** A day as the API writes it: local midnight in UTC, 06:00Z in summer and 07:00Z in winter (PS-047). */
export function dayAsInstant(day: string): string {
  const known = midnights.get(day)
  if (known !== undefined) return known
  const text = toSeconds(localInstant(day))
  if (midnights.size >= 10_000) midnights.clear()
  midnights.set(day, text)
  return text
}

/** "No date" as the API writes it (PS-047). */
export const NO_DATE = '0001-01-01T07:00:00Z'

/** A new customer or account shows up to seven fraction digits without trailing zeros; reads show whole seconds. */
export function toTicks(ms: number): string {
  const ticks = String(Math.trunc((performance.now() * 10_000) % 10_000)).padStart(4, '0')
  const text = `${new Date(ms).toISOString().slice(0, 23)}${ticks}`.replace(/\.?0+$/, '')
  return `${text}Z`
}

/** The whole seconds of what `toTicks` gives. */
export function cutTicks(text: string): string {
  return `${text.slice(0, 19)}Z`
}
