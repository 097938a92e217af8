import { readText } from './wire'

// PaySimple's enumerations, as names with their numbers. Requests send the number. Answers bring the name, in varying
// case, or the number.

/** The cards that PaySimple takes (PS-030). */
export const ISSUERS = { Visa: 12, Master: 13, Amex: 14, Discover: 15 } as const
export type Issuer = keyof typeof ISSUERS

export const PAYMENT_TYPES = { CC: 1, ACH: 2 } as const
export type PaymentType = keyof typeof PAYMENT_TYPES

/** Web, Tel, Ppd and Ccd are for bank accounts, Swipe and Moto for cards (PS-040). */
export const PAYMENT_SUB_TYPES = { Web: 4, Tel: 5, Ppd: 6, Ccd: 7, Swipe: 10, Moto: 11 } as const
export type PaymentSubType = keyof typeof PAYMENT_SUB_TYPES

/** The document's statuses (PS-048), and the ones that live systems add (field notes). */
export const PAYMENT_STATUSES = {
  Pending: 0,
  Posted: 1,
  Settled: 2,
  Failed: 3,
  Resubmitted: 4,
  Voided: 5,
  Reversed: 6,
  Saved: 7,
  Scheduled: 8,
  ReversePosted: 9,
  Chargeback: 10,
  CloseChargeBack: 11,
  Authorized: 12,
  Returned: 13,
  ReverseChargeBack: 14,
  ReverseNSF: 15,
  ReverseReturn: 16,
  RefundSettled: 17,
} as const
export type PaymentStatus = keyof typeof PAYMENT_STATUSES

/** A paused schedule reads as Suspended with a PauseUntilDate, though the document lists PauseUntil (PS-064). */
export const SCHEDULE_STATUSES = { Active: 1, PauseUntil: 2, Expired: 3, Suspended: 4 } as const
export type ScheduleStatus = keyof typeof SCHEDULE_STATUSES

export const FREQUENCIES = {
  Daily: 1,
  Weekly: 2,
  BiWeekly: 3,
  FirstofMonth: 4,
  SpecificDayofMonth: 5,
  LastofMonth: 6,
  Quarterly: 7,
  SemiAnnually: 8,
  Annually: 9,
} as const
export type Frequency = keyof typeof FREQUENCIES

/** ExecutionFrequencyParameter of a Weekly or BiWeekly schedule (PS-060). */
export const WEEKDAYS = { Sunday: 1, Monday: 2, Tuesday: 3, Wednesday: 4, Thursday: 5, Friday: 6, Saturday: 7 } as const

/** One of the names, or whatever else PaySimple answered: a new name stays as it came. */
export type Named<Name extends string> = Name | (string & Record<never, never>)

/** A name or number as it came → our spelling of the name. Unknown ones stay as they are; null for nothing. */
export function readName<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
  value: unknown,
): Named<Name> | null {
  const text = readText(value)
  if (text === null || Object.hasOwn(numbers, text)) return text
  return spellingsOf(numbers).get(text.replace(/[\s-]/g, '').toLowerCase()) ?? text
}

// Made once for each enumeration, because lists are read by the thousand.
const spellings = new WeakMap<object, Map<string, string>>()
function spellingsOf(numbers: Readonly<Record<string, number>>): Map<string, string> {
  let names = spellings.get(numbers)
  if (!names) {
    names = new Map(
      Object.entries(numbers).flatMap(([name, number]) => [
        [name.toLowerCase(), name],
        [String(number), name],
      ]),
    )
    spellings.set(numbers, names)
  }
  return names
}

/** A name → its number for a body. Null, undefined and unknown names stay as they are. */
export function writeName<Name extends string, None extends null | undefined>(
  numbers: Readonly<Record<Name, number>>,
  name: Named<Name> | None,
): number | string | None {
  return typeof name === 'string' && Object.hasOwn(numbers, name) ? numbers[name as Name] : name
}
