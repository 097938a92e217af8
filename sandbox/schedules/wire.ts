/** Schedules as the API shows them: complete, lite, and abbreviated (PS-063, PS-068). */
import { toDollars } from '../http/amount.ts'
import type { Customer, Schedule } from '../store/rows.ts'
import { cutTicks, dayAsInstant, NO_DATE } from '../time/calendar.ts'

const day = (on: string | null) => (on === null ? null : dayAsInstant(on))
const nextDate = (row: Schedule) => (row.nextOn === null ? NO_DATE : dayAsInstant(row.nextOn))

/** Every member, in the order of the samples. */
export function wireSchedule(
  row: Schedule,
  customer: Customer | undefined,
  LastModified = cutTicks(row.LastModified),
  CreatedOn = cutTicks(row.CreatedOn),
) {
  const isPlan = row.PaymentScheduleType === 'PaymentPlan'
  const made = {
    FirstPaymentDone: row.firstDone || row.NumberOfPaymentsMade > 0,
    DateOfLastPaymentMade: day(row.lastOn),
    TotalAmountPaid: toDollars(row.paidCents),
    NumberOfPaymentsMade: row.NumberOfPaymentsMade,
  }
  return {
    CustomerId: row.CustomerId,
    CustomerFirstName: customer?.FirstName ?? null,
    CustomerLastName: customer?.LastName ?? null,
    CustomerCompany: customer?.Company ?? null,
    NextScheduleDate: nextDate(row),
    ...(isPlan && {
      BalanceRemaining: toDollars(row.totalDueCents - row.paidCents),
      NumberOfPaymentsRemaining: row.TotalNumberOfPayments - row.NumberOfPaymentsMade,
    }),
    PauseUntilDate: day(row.pauseUntilOn),
    ...(isPlan
      ? {
          PaymentAmount: toDollars(row.paymentCents),
          ...made,
          TotalDueAmount: toDollars(row.totalDueCents),
          TotalNumberOfPayments: row.TotalNumberOfPayments,
        }
      : { ...made, EndDate: day(row.endOn), PaymentAmount: toDollars(row.paymentCents) }),
    PaymentSubType: row.PaymentSubType,
    AccountId: row.AccountId,
    InvoiceNumber: row.InvoiceNumber,
    OrderId: row.OrderId,
    FirstPaymentAmount: toDollars(row.firstCents),
    FirstPaymentDate: day(row.firstOn),
    StartDate: dayAsInstant(row.startOn),
    ScheduleStatus: row.ScheduleStatus,
    ExecutionFrequencyType: row.ExecutionFrequencyType,
    ExecutionFrequencyParameter: row.ExecutionFrequencyParameter,
    Description: row.Description,
    Id: row.Id,
    LastModified,
    CreatedOn,
  }
}

/** The lists of one customer show one more member. */
export function wireCustomerSchedule(row: Schedule, customer: Customer | undefined) {
  return { ...wireSchedule(row, customer), SwipeData: null }
}

export function liteSchedule(row: Schedule, customer: Customer | undefined) {
  return {
    CustomerId: row.CustomerId,
    CustomerFirstName: customer?.FirstName ?? null,
    CustomerLastName: customer?.LastName ?? null,
    NextScheduleDate: nextDate(row),
    ScheduleStatus: row.ScheduleStatus,
    ExecutionFrequencyType: row.ExecutionFrequencyType,
    ExecutionFrequencyParameter: row.ExecutionFrequencyParameter,
    Id: row.Id,
  }
}

/** The form for lists of both kinds. */
export function abbreviatedSchedule(row: Schedule, customer: Customer | undefined) {
  return {
    PaymentScheduleType: row.PaymentScheduleType,
    CustomerFirstName: customer?.FirstName ?? null,
    CustomerLastName: customer?.LastName ?? null,
    CustomerId: row.CustomerId,
    ScheduleStatus: row.ScheduleStatus,
    NextPaymentDate: nextDate(row),
    PaymentAmount: toDollars(row.paymentCents),
    Id: row.Id,
    LastModified: cutTicks(row.LastModified),
    CreatedOn: cutTicks(row.CreatedOn),
  }
}
