import { FREQUENCIES, type Frequency, PAYMENT_SUB_TYPES, type PaymentSubType, writeName } from './enumerations'
import { type DateOptions, type List, listOf, listWithLite, type PageOptions, type SortOptions } from './lists'
import { type Payment, readPayments } from './payment-record'
import {
  type LiteSchedule,
  type PaymentPlan,
  type PaymentSchedule,
  type RecurringPayment,
  readLiteSchedule,
  readPaymentPlan,
  readPaymentSchedule,
  readRecurringPayment,
} from './schedule-record'
import type { Transport } from './transport'
import { asList, path, writeDollars } from './wire'

// What recurring payments and payment plans share: lists, a schedule's payments, and the ways to hold it.

/** Days are YYYY-MM-DD, money is cents. */
export type NewSchedule = {
  AccountId: number
  /** The day of the first regular payment, today or later. Today's is charged at once (PS-063). */
  StartDate: string
  ExecutionFrequencyType: Frequency
  /** Weekly and BiWeekly: 1 (Sunday) to 7. SpecificDayofMonth: 1 to 31. Otherwise nothing (PS-060, PS-062). */
  ExecutionFrequencyParameter?: number
  /** A separate payment before the schedule starts, on a day before StartDate. */
  FirstPaymentAmountCents?: number
  FirstPaymentDate?: string
  PaymentSubType?: PaymentSubType | null
  InvoiceNumber?: string
  OrderId?: string
  Description?: string
}
/** PaySimple sorts by NextPaymentDate, even where the record calls it NextScheduleDate (PS-069). */
export type ScheduleSortField =
  | 'StartDate'
  | 'EndDate'
  | 'NextPaymentDate'
  | 'PaymentAmount'
  | 'ScheduleStatus'
  | 'Id'
  | 'ExecutionFrequencyType'
  | 'CustomerLastName'
  | 'CustomerFirstName'
/** Suspended also finds paused schedules. */
type ScheduleFilter = PageOptions & DateOptions & { status?: readonly ('Active' | 'Suspended' | 'Expired')[] }
export type ScheduleListOptions = ScheduleFilter & SortOptions<ScheduleSortField>
export type PaymentScheduleListOptions = ScheduleFilter & SortOptions<ScheduleSortField | 'PaymentScheduleType'>

/** Lists schedules of both kinds, abbreviated: all that aren't deleted, oldest first (PS-068, PS-069). */
export const paymentSchedules = (send: Transport): List<PaymentSchedule, PaymentScheduleListOptions> =>
  listOf(send, '/v4/paymentschedule', readPaymentSchedules)

export const readPaymentSchedules = (response: unknown) => asList(response).map(readPaymentSchedule)
const readLiteSchedules = (response: unknown) => asList(response).map(readLiteSchedule)

/** Makes the list of recurring payments behind a path: all of them, or a customer's (PS-028). */
export const recurringPaymentsAt = (send: Transport, path: string) =>
  listWithLite<RecurringPayment, LiteSchedule, ScheduleListOptions>(
    send,
    path,
    (response) => asList(response).map(readRecurringPayment),
    readLiteSchedules,
  )

/** Makes the list of payment plans behind a path: all of them, or a customer's (PS-028). */
export const paymentPlansAt = (send: Transport, path: string) =>
  listWithLite<PaymentPlan, LiteSchedule, ScheduleListOptions>(
    send,
    path,
    (response) => asList(response).map(readPaymentPlan),
    readLiteSchedules,
  )

/** What can be done with a schedule of either kind, by its id. */
export function scheduleMethods(send: Transport, kind: 'recurringpayment' | 'paymentplan') {
  const pathOf = (id: number) => `/v4/${kind}${path`/${id}`}`
  const done = () => undefined
  return {
    /** Lists the payments that a schedule made: complete records with its RecurringScheduleId (PS-068). */
    payments: (id: number): List<Payment, PageOptions> => listOf(send, `${pathOf(id)}/payments`, readPayments),

    /** Stops an active schedule until it's resumed (PS-064). */
    suspend: async (id: number): Promise<void> => send({ method: 'PUT', path: `${pathOf(id)}/suspend` }, done),

    /** Stops an active schedule until a day, YYYY-MM-DD, on which it becomes active on its own (PS-064). */
    pause: async (id: number, until: string): Promise<void> =>
      send({ method: 'PUT', path: `${pathOf(id)}/pause`, query: { enddate: until } }, done),

    /** Resumes a suspended or paused schedule at once (PS-064). */
    resume: async (id: number): Promise<void> => send({ method: 'PUT', path: `${pathOf(id)}/resume` }, done),

    /**
     * Deletes a schedule that hasn't started (PS-065).
     * @throws PaySimpleError `refused` once it has started; suspend it instead
     */
    delete: async (id: number): Promise<void> => send({ method: 'DELETE', path: pathOf(id) }, done),
  }
}

/** A new schedule's common part → its body. */
export function writeSchedule(schedule: NewSchedule) {
  const { ExecutionFrequencyType, PaymentSubType, FirstPaymentAmountCents, ...rest } = schedule
  return {
    ...rest,
    ExecutionFrequencyType: FREQUENCIES[ExecutionFrequencyType],
    PaymentSubType: writeName(PAYMENT_SUB_TYPES, PaymentSubType),
    ...(FirstPaymentAmountCents !== undefined && { FirstPaymentAmount: writeDollars(FirstPaymentAmountCents) }),
  }
}
