import {
  FREQUENCIES,
  type Frequency,
  type Named,
  PAYMENT_SUB_TYPES,
  type PaymentSubType,
  readName,
  SCHEDULE_STATUSES,
  type ScheduleStatus,
} from './enumerations'
import {
  asList,
  asObject,
  readCents,
  readDay,
  readFlag,
  readId,
  readInstant,
  readNumber,
  readReference,
  readText,
  type Wire,
} from './wire'

// Schedules as PaySimple answers them. Money in cents, days as YYYY-MM-DD, instants as dates, missing values null.

/** The short form of a recurring payment or payment plan in lists (PS-068). It has no amount. */
export type LiteSchedule = {
  Id: number
  CustomerId: number | null
  CustomerFirstName: string | null
  CustomerLastName: string | null
  /** Null for a schedule that's expired, or suspended without a date. */
  NextScheduleDate: string | null
  /** An unknown status stays as it came. A paused schedule is Suspended with a PauseUntilDate (PS-064). */
  ScheduleStatus: Named<ScheduleStatus>
  ExecutionFrequencyType: Named<Frequency> | null
  /** Weekday (1 is Sunday) or day of the month, depending on the frequency. */
  ExecutionFrequencyParameter: number | null
}
type Schedule = LiteSchedule & {
  CustomerCompany: string | null
  AccountId: number | null
  PaymentAmountCents: number | null
  PaymentSubType: Named<PaymentSubType> | null
  StartDate: string | null
  /** The day of the last re-activation. It stays. */
  PauseUntilDate: string | null
  FirstPaymentAmountCents: number | null
  FirstPaymentDate: string | null
  FirstPaymentDone: boolean
  DateOfLastPaymentMade: string | null
  TotalAmountPaidCents: number | null
  NumberOfPaymentsMade: number | null
  InvoiceNumber: string | null
  OrderId: string | null
  Description: string | null
  LastModified: Date | null
  CreatedOn: Date | null
}
/** Runs until its EndDate or until it's stopped (PS-060). PaymentScheduleType tells the two kinds apart. */
export type RecurringPayment = Schedule & { PaymentScheduleType: 'RecurringPayment'; EndDate: string | null }
/** Collects exactly TotalDueAmountCents in TotalNumberOfPayments payments (PS-061). */
export type PaymentPlan = Schedule & {
  PaymentScheduleType: 'PaymentPlan'
  TotalDueAmountCents: number | null
  TotalNumberOfPayments: number | null
  /** Unreliable before the first payment: the document's samples say 0 there. */
  BalanceRemainingCents: number | null
  NumberOfPaymentsRemaining: number | null
}

/** The abbreviated record of either kind in lists of both (PS-068). */
export type PaymentSchedule = {
  Id: number
  PaymentScheduleType: Named<'RecurringPayment' | 'PaymentPlan'>
  CustomerId: number | null
  CustomerFirstName: string | null
  CustomerLastName: string | null
  ScheduleStatus: Named<ScheduleStatus>
  NextPaymentDate: string | null
  PaymentAmountCents: number | null
  LastModified: Date | null
  CreatedOn: Date | null
}

export function readLiteSchedule(response: unknown): LiteSchedule {
  const wire = asObject(response)
  return {
    Id: readId(wire.Id),
    CustomerId: readReference(wire.CustomerId),
    CustomerFirstName: readText(wire.CustomerFirstName),
    CustomerLastName: readText(wire.CustomerLastName),
    NextScheduleDate: readDay(wire.NextScheduleDate),
    ScheduleStatus: readName(SCHEDULE_STATUSES, wire.ScheduleStatus) ?? '',
    ExecutionFrequencyType: readName(FREQUENCIES, wire.ExecutionFrequencyType),
    ExecutionFrequencyParameter: readReference(wire.ExecutionFrequencyParameter),
  }
}

const readSchedule = (wire: Wire): Schedule => ({
  CustomerCompany: readText(wire.CustomerCompany),
  AccountId: readReference(wire.AccountId),
  PaymentAmountCents: readCents(wire.PaymentAmount),
  PaymentSubType: readName(PAYMENT_SUB_TYPES, wire.PaymentSubType),
  StartDate: readDay(wire.StartDate),
  PauseUntilDate: readDay(wire.PauseUntilDate),
  FirstPaymentAmountCents: readCents(wire.FirstPaymentAmount),
  FirstPaymentDate: readDay(wire.FirstPaymentDate),
  FirstPaymentDone: readFlag(wire.FirstPaymentDone) === true,
  DateOfLastPaymentMade: readDay(wire.DateOfLastPaymentMade),
  TotalAmountPaidCents: readCents(wire.TotalAmountPaid),
  NumberOfPaymentsMade: readNumber(wire.NumberOfPaymentsMade),
  InvoiceNumber: readText(wire.InvoiceNumber),
  OrderId: readText(wire.OrderId),
  Description: readText(wire.Description),
  LastModified: readInstant(wire.LastModified),
  CreatedOn: readInstant(wire.CreatedOn),
  ...readLiteSchedule(wire),
})

export function readRecurringPayment(response: unknown): RecurringPayment {
  const wire = asObject(response)
  return { PaymentScheduleType: 'RecurringPayment', EndDate: readDay(wire.EndDate), ...readSchedule(wire) }
}

export function readPaymentPlan(response: unknown): PaymentPlan {
  const wire = asObject(response)
  return {
    PaymentScheduleType: 'PaymentPlan',
    TotalDueAmountCents: readCents(wire.TotalDueAmount),
    TotalNumberOfPayments: readNumber(wire.TotalNumberOfPayments),
    BalanceRemainingCents: readCents(wire.BalanceRemaining),
    NumberOfPaymentsRemaining: readNumber(wire.NumberOfPaymentsRemaining),
    ...readSchedule(wire),
  }
}

const SCHEDULE_TYPES = { RecurringPayment: 1, PaymentPlan: 2 } as const

export function readPaymentSchedule(response: unknown): PaymentSchedule {
  const wire = asObject(response)
  return {
    Id: readId(wire.Id),
    PaymentScheduleType: readName(SCHEDULE_TYPES, wire.PaymentScheduleType) ?? '',
    CustomerId: readReference(wire.CustomerId),
    CustomerFirstName: readText(wire.CustomerFirstName),
    CustomerLastName: readText(wire.CustomerLastName),
    ScheduleStatus: readName(SCHEDULE_STATUSES, wire.ScheduleStatus) ?? '',
    NextPaymentDate: readDay(wire.NextPaymentDate),
    PaymentAmountCents: readCents(wire.PaymentAmount),
    LastModified: readInstant(wire.LastModified),
    CreatedOn: readInstant(wire.CreatedOn),
  }
}

/** Complete records of both kinds: an object of two lists, plans first (PS-028). */
export function readBothKinds(response: unknown): (RecurringPayment | PaymentPlan)[] {
  const wire = asObject(response)
  return [
    ...asList(wire.PaymentPlans ?? []).map(readPaymentPlan),
    ...asList(wire.RecurringPayments ?? []).map(readRecurringPayment),
  ]
}
