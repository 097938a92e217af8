/** The names and numbers of the API's enumerations. Answers show names (PS-048). */

export const ISSUERS = { 12: 'Visa', 13: 'Master', 14: 'Amex', 15: 'Discover' } as const
export type IssuerName = (typeof ISSUERS)[keyof typeof ISSUERS]

export const CARD_SUB_TYPES = { 10: 'Swipe', 11: 'Moto' } as const
export type CardSubType = (typeof CARD_SUB_TYPES)[keyof typeof CARD_SUB_TYPES]

export const ACH_SUB_TYPES = { 4: 'Web', 5: 'Tel', 6: 'Ppd', 7: 'Ccd' } as const
export type AchSubType = (typeof ACH_SUB_TYPES)[keyof typeof ACH_SUB_TYPES]

export const PAYMENT_TYPES = { 1: 'CC', 2: 'ACH' } as const

export const FREQUENCIES = {
  1: 'Daily',
  2: 'Weekly',
  3: 'BiWeekly',
  4: 'FirstofMonth',
  5: 'SpecificDayofMonth',
  6: 'LastofMonth',
  7: 'Quarterly',
  8: 'SemiAnnually',
  9: 'Annually',
} as const
export type FrequencyName = (typeof FREQUENCIES)[keyof typeof FREQUENCIES]

export const SCHEDULE_STATUSES = { 1: 'Active', 2: 'PauseUntil', 3: 'Expired', 4: 'Suspended' } as const

/** The document's statuses, and those that live systems add: a client must handle all of them. */
export const PAYMENT_STATUSES = {
  0: 'Pending',
  1: 'Posted',
  2: 'Settled',
  3: 'Failed',
  4: 'Resubmitted',
  5: 'Voided',
  6: 'Reversed',
  7: 'Saved',
  8: 'Scheduled',
  9: 'ReversePosted',
  10: 'Chargeback',
  11: 'CloseChargeBack',
  12: 'Authorized',
  13: 'Returned',
  14: 'ReverseChargeBack',
  15: 'ReverseNSF',
  16: 'ReverseReturn',
  17: 'RefundSettled',
} as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[keyof typeof PAYMENT_STATUSES]

/** On the way to settlement: what a batch settles (PS-051). */
export const IN_FLIGHT: ReadonlySet<PaymentStatus> = new Set(['Posted', 'Authorized', 'ReversePosted'])

/** No money moved, so charging again is no duplicate (PS-043). */
export const CAME_TO_NOTHING: ReadonlySet<PaymentStatus> = new Set(['Failed', 'Voided'])

/** Not settled and not ended: what blocks the deletion of a customer (PS-026). */
export const UNSETTLED: ReadonlySet<PaymentStatus> = new Set(['Pending', ...IN_FLIGHT])

/**
 * The name of an enumeration value as clients send it, or undefined: number, numeric string, or name in any case, with
 * the spaces and hyphens of the document's words for it ("First of Month", "Semi-Annually", "Refund Settled").
 */
export function enumName<N extends string>(names: Readonly<Record<number, N>>, value: unknown): N | undefined {
  const text = String(value).trim()
  if (/^\d+$/.test(text)) return names[Number(text)]
  const letters = text.replace(/[\s-]+/g, '').toLowerCase()
  return Object.values(names).find((name) => name.toLowerCase() === letters)
}
