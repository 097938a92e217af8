/** GET /v4/lookup: the enumerations and the state codes (PS-080). */
import { STATE_CODES } from '../customers/addresses.ts'
import { ok } from '../http/envelope.ts'
import {
  ACH_SUB_TYPES,
  CARD_SUB_TYPES,
  FREQUENCIES,
  ISSUERS,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
  SCHEDULE_STATUSES,
} from '../store/enumerations.ts'

const pairs = (names: Readonly<Record<number, string>>) =>
  Object.entries(names).map(([value, Name]) => ({ Value: Number(value), Name }))

const LOOKUP = {
  PaymentStatus: pairs(PAYMENT_STATUSES),
  PaymentType: pairs(PAYMENT_TYPES),
  PaymentSubType: pairs({ ...ACH_SUB_TYPES, ...CARD_SUB_TYPES }),
  Issuer: pairs(ISSUERS),
  ScheduleStatus: pairs(SCHEDULE_STATUSES),
  ExecutionFrequencyType: pairs(FREQUENCIES),
  // This API has no invoices.
  InvoiceAction: [],
  StateCode: [...STATE_CODES],
}

export const lookup = () => ok(LOOKUP)
