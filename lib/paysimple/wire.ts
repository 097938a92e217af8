import { PaySimpleError } from './errors'

// How single values travel. Money becomes cents and dates become days here, and nowhere else.

export type Wire = Record<string, unknown>

/** A `Response` that must be one object. */
export function asObject(response: unknown, route: string): Wire {
  if (typeof response === 'object' && response !== null && !Array.isArray(response)) return response as Wire
  throw new PaySimpleError({ kind: 'unreadable', route })
}

/** A `Response` that must be a list of objects. */
export function asList(response: unknown, route: string): Wire[] {
  if (Array.isArray(response)) return response.map((entry) => asObject(entry, route))
  throw new PaySimpleError({ kind: 'unreadable', route })
}

/** An `Id`: a positive whole number. */
export function readId(value: unknown, route: string): number {
  const id = Number(value)
  if (Number.isSafeInteger(id) && id > 0) return id
  throw new PaySimpleError({ kind: 'unreadable', route })
}

/** Dollars, as a number or numeric text → cents, or null when it is neither. */
export function readCents(value: unknown): number | null {
  const dollars = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof dollars === 'number' && Number.isFinite(dollars) ? Math.round(dollars * 100) : null
}

/** Cents → dollars for a body. Division by 100 gives the nearest double, which prints with two decimals at most. */
export const writeDollars = (cents: number): number => cents / 100

/** Text, or null for null, absent and empty. */
export const readText = (value: unknown): string | null => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** An instant, or null; `0001-01-01` is PaySimple's "no date" (PS-047). A time without a zone is UTC (field notes). */
export function readInstant(value: unknown): Date | null {
  if (typeof value !== 'string' || value.startsWith('0001-01-01')) return null
  const instant = new Date(/(?:[zZ]|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

const mountainDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver', dateStyle: 'short' })

/** A day, `YYYY-MM-DD`, or null. PaySimple writes a day as the merchant's local midnight, US Mountain, in UTC (PS-047). */
export function readDay(value: unknown): string | null {
  const instant = readInstant(value)
  return instant && mountainDay.format(instant)
}
