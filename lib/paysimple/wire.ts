// How single values travel. Money becomes cents and dates become days here and nowhere else.

export type Wire = Record<string, unknown>

/** Thrown when an answer isn't in the API's shape. The transport turns it into a PaySimpleError. */
export class NotInShape extends Error {}

/** A `Response` that must be one object. */
export function asObject(value: unknown): Wire {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Wire
  throw new NotInShape('an object was expected')
}

/** A `Response` that must be a list of objects. */
export function asList(value: unknown): Wire[] {
  if (Array.isArray(value)) return value.map(asObject)
  throw new NotInShape('a list was expected')
}

/** An `Id`: a positive whole number. */
export function readId(value: unknown): number {
  const id = readReference(value)
  if (id === null) throw new NotInShape('an id was expected')
  return id
}

/** The id of something else, or null. PaySimple writes 0 for none. */
export function readReference(value: unknown): number | null {
  const id = readNumber(value)
  return id !== null && Number.isSafeInteger(id) && id > 0 ? id : null
}

/** A number, as a number or text, or null. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : null
}

/** true or false, as a boolean or text, or null. */
export function readFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return text === 'true' ? true : text === 'false' ? false : null
}

/** Dollars, as a number or numeric text → cents, or null for anything else. */
export function readCents(value: unknown): number | null {
  const dollars = readNumber(value)
  const cents = dollars === null ? null : Math.round(dollars * 100) + 0 // no minus zero
  return Number.isSafeInteger(cents) ? cents : null
}

/**
 * Cents → dollars for a body. Division by 100 gives the nearest double, which prints with two decimals at most.
 * @throws RangeError for anything but whole cents: a caller's mistake, found before anything is sent
 */
export function writeDollars(cents: number): number {
  if (!Number.isSafeInteger(cents)) throw new RangeError('An amount must be whole cents.')
  return cents / 100
}

/** Text, or null for null, absent and empty. */
export const readText = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null // NaN is no name
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** An instant, or null. `0001-01-01` is PaySimple's "no date" (PS-047). A time without a zone is UTC (field notes). */
export function readInstant(value: unknown): Date | null {
  if (typeof value !== 'string') return null
  const text = value.trim()
  const zoned = /(?:[zZ]|T.*[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T')
  const instant = new Date(zoned ? text : `${text}Z`)
  const year = instant.getUTCFullYear() // NaN when there's no such date
  return year >= 1900 && year <= 9999 ? instant : null
}

const mountainDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Denver',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/**
 * A day, `YYYY-MM-DD`, or null. PaySimple writes a day as the merchant's local midnight in UTC, 06:00 or 07:00 in all
 * of the document's samples: US Mountain (PS-047). Midnights of the other US zones and plain days (no time, or 00:00)
 * are the day they name. A time within the day counts in Mountain time.
 */
export function readDay(value: unknown): string | null {
  const instant = readInstant(value)
  if (!instant) return null
  if (/^\s*\d{4}-\d\d-\d\d(T00:00(:00(\.0+)?)?.*)?\s*$/.test(String(value))) return String(value).trim().slice(0, 10)
  const hours = (instant.getTime() / 3_600_000) % 24
  return Number.isInteger(hours) && hours >= 4 && hours <= 10
    ? instant.toISOString().slice(0, 10)
    : mountainDay.format(instant)
}

/**
 * Writes a path. What's filled in must be ids, so that no value can turn one route into another.
 * @throws RangeError for anything but positive whole numbers
 */
export function path(parts: TemplateStringsArray, ...ids: number[]): string {
  for (const id of ids)
    if (!Number.isSafeInteger(id) || id <= 0) throw new RangeError('An id must be a positive number.')
  return String.raw({ raw: parts }, ...ids)
}
