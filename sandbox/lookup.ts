/** GET /v4/lookup: the enumerations and the codes of states (PS-080). */
import { STATE_CODES } from './addresses.ts'
import {
  ACH_SUB_TYPES,
  CARD_SUB_TYPES,
  ISSUERS,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
  SCHEDULE_STATUSES,
} from './enumerations.ts'
import { ok } from './envelope.ts'
import { FREQUENCIES } from './schedule-dates.ts'

const pairs = (names: Readonly<Record<number, string>>) =>
  Object.entries(names).map(([value, Name]) => ({ Value: Number(value), Name }))

const LOOKUP = {
  PaymentStatus: pairs(PAYMENT_STATUSES),
  PaymentType: pairs(PAYMENT_TYPES),
  PaymentSubType: pairs({ ...ACH_SUB_TYPES, ...CARD_SUB_TYPES }),
  Issuer: pairs(ISSUERS),
  ScheduleStatus: pairs(SCHEDULE_STATUSES),
  ExecutionFrequencyType: pairs(FREQUENCIES),
  // Invoices are not to be had through this API.
  InvoiceAction: [],
  StateCode: [...STATE_CODES],
}

export const lookup = () => ok(LOOKUP)
