import { TZDate } from '@date-fns/tz'
import { dayToDate } from './dates'

/**
 * Returns the instant at which a day begins in a zone.
 * @param day YYYY-MM-DD
 * @param timeZone IANA name, whatever the server's is
 */
export function startOfDay(day: string, timeZone: string): Date {
  const date = dayToDate(day)
  return new Date(new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), timeZone).getTime())
}
