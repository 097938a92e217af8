/** Creates schedules: recurring payments and payment plans (PS-060 to PS-063, PS-070). */
import { goneCustomer } from '../customers/customers.ts'
import type { Call } from '../http/call.ts'
import { type Answer, fail, notFound, ok } from '../http/envelope.ts'
import { type Fields, fieldsOf } from '../http/fields.ts'
import { defaultSubType } from '../payments/charges.ts'
import { readAccount, readAmount, readSubType } from '../payments/create.ts'
import { FREQUENCIES, type FrequencyName } from '../store/enumerations.ts'
import type { Schedule, ScheduleType } from '../store/rows.ts'
import { localDay, toTicks } from '../time/calendar.ts'
import { catchUp, planNext } from './runs.ts'
import { wireSchedule } from './wire.ts'

const MAX_PAYMENTS = 99
const MAX_TOTAL_CENTS = MAX_PAYMENTS * 200_000_000

/** PS-060. */
export const createRecurring = (call: Call) => createSchedule(call, 'RecurringPayment')
/** PS-061. */
export const createPlan = (call: Call) => createSchedule(call, 'PaymentPlan')

function createSchedule({ app, client, body }: Call, type: ScheduleType): Answer {
  const fields = fieldsOf(body)
  fields.refuseId()
  const nowMs = app.clock.now()
  const today = localDay(nowMs)
  const account = readAccount(app, client, fields)
  const customer = account && app.store.customers.get(account.CustomerId)
  const subType = account && customer && readSubType(fields, account, customer)
  const frequency = readFrequency(fields)
  const startOn = readStart(fields, today)
  const first = readFirst(fields, startOn, today)
  const amounts =
    type === 'PaymentPlan'
      ? readPlan(fields, first.firstCents)
      : readRecurring(fields, startOn, readPaymentAmount(fields))
  const texts = readTexts(fields)
  if (fields.errors.length > 0 || !account || !customer || !frequency) return fail(400, 'InvalidInput', fields.errors)
  if (customer.deleted) return notFound(goneCustomer(customer.Id))

  const now = toTicks(nowMs)
  const row: Schedule = {
    client,
    deleted: false,
    PaymentScheduleType: type,
    CustomerId: account.CustomerId,
    AccountId: account.Id,
    PaymentSubType: subType ?? defaultSubType(account),
    ...texts,
    ScheduleStatus: 'Active',
    ...frequency,
    ...amounts,
    startOn,
    ...first,
    firstDone: false,
    anchorOn: startOn,
    nextOn: null,
    pauseUntilOn: null,
    lastOn: null,
    paidCents: 0,
    NumberOfPaymentsMade: 0,
    Id: app.store.takeId('schedule'),
    LastModified: now,
    CreatedOn: now,
  }
  planNext(row, startOn)
  const changes = catchUp(app.store, row, nowMs)
  row.LastModified = now
  app.store.commit(...changes)
  return ok(wireSchedule(row, customer, now, now), 201)
}

/** PS-062. Without a parameter of its own, FirstofMonth shows 1 and any other frequency 0. Null after an error. */
export function readFrequency(fields: Fields) {
  const value = fields.member('ExecutionFrequencyType')
  // The document has this spelling in every table.
  const known = typeof value === 'string' && /^biweekley$/i.test(value.trim()) ? 'BiWeekly' : value
  const before = fields.errors.length
  const ExecutionFrequencyType = fields.oneOf('ExecutionFrequencyType', FREQUENCIES, known)
  if (!ExecutionFrequencyType) {
    fields.errors.length = before
    fields.error('ExecutionFrequencyType', 'Invalid Billing Frequency')
    return null
  }
  return { ExecutionFrequencyType, ExecutionFrequencyParameter: readParameter(fields, ExecutionFrequencyType) }
}

function readParameter(fields: Fields, type: FrequencyName): number {
  const weekly = type === 'Weekly' || type === 'BiWeekly'
  if (!weekly && type !== 'SpecificDayofMonth') return type === 'FirstofMonth' ? 1 : 0
  const parameter = fields.int('ExecutionFrequencyParameter')
  const max = weekly ? 7 : 31
  const words = weekly ? type : 'Specific Day of Month'
  if (parameter < 1 || parameter > max) {
    fields.error('', `${words} schedules must have Billing Frequency Parameter set between 1 and ${max}.`)
  }
  return parameter
}

/** The day of StartDate, which is required and not in the past. Today after an error. */
export function readStart(fields: Fields, today: string): string {
  const before = fields.errors.length
  const startOn = fields.day('StartDate')
  if (startOn === null && fields.errors.length === before) {
    fields.error('StartDate', 'The StartDate field is required.')
  }
  if (startOn !== null && startOn < today) fields.error('StartDate', 'StartDate cannot be in the past.')
  return startOn ?? today
}

const isZero = (value: unknown) => (typeof value === 'number' || typeof value === 'string') && Number(value) === 0

/** The custom first payment: an amount and a day before the schedule's start, or neither. */
export function readFirst(fields: Fields, startOn: string, today: string) {
  const firstOn = fields.day('FirstPaymentDate')
  const given = fields.member('FirstPaymentAmount')
  const none = given === undefined || given === null || given === '' || isZero(given)
  const firstCents = none ? 0 : readAmount(fields, 'FirstPaymentAmount')
  if (none !== (firstOn === null)) {
    fields.error('', 'FirstPaymentAmount and FirstPaymentDate must be entered together.')
  } else if (firstOn !== null && firstOn < today) {
    fields.error('FirstPaymentDate', 'FirstPaymentDate cannot be in the past.')
  } else if (firstOn !== null && firstOn >= startOn) {
    fields.error('FirstPaymentDate', 'FirstPaymentDate must be prior to StartDate.')
  }
  return { firstCents, firstOn: none ? null : firstOn }
}

export function readTexts(fields: Fields) {
  return {
    InvoiceNumber: fields.text('InvoiceNumber', { max: 50 }),
    OrderId: fields.text('OrderId', { max: 50 }),
    Description: fields.text('Description', { max: 2048 }),
  }
}

/** In cents. The document's simple samples call it Amount. */
export function readPaymentAmount(fields: Fields): number {
  const unnamed = fields.member('PaymentAmount') ?? null
  return readAmount(fields, unnamed === null && fields.member('Amount') !== undefined ? 'Amount' : 'PaymentAmount')
}

function readRecurring(fields: Fields, startOn: string, paymentCents: number) {
  const endOn = fields.day('EndDate')
  if (endOn !== null && endOn < startOn) fields.error('EndDate', 'EndDate cannot be before StartDate.')
  return { paymentCents, endOn, totalDueCents: 0, TotalNumberOfPayments: 0 }
}

/** PS-061: PaymentAmount is rounded to the nearest cent; the last payment takes the rest (see amountOf). */
function readPlan(fields: Fields, firstCents: number) {
  const totalDueCents = readAmount(fields, 'TotalDueAmount', MAX_TOTAL_CENTS)
  const TotalNumberOfPayments = fields.int('TotalNumberOfPayments')
  if (TotalNumberOfPayments < 1 || TotalNumberOfPayments > MAX_PAYMENTS) {
    fields.error('TotalNumberOfPayments', `TotalNumberOfPayments must be between 1 and ${MAX_PAYMENTS}.`)
  }
  const left = totalDueCents - firstCents
  if (totalDueCents > 0 && left < TotalNumberOfPayments) {
    fields.error('TotalDueAmount', 'TotalDueAmount must leave at least one cent for every payment.')
  }
  const paymentCents = Math.round(left / Math.max(TotalNumberOfPayments, 1))
  if (paymentCents > 200_000_000) fields.error('', 'Payment amount cannot exceed $2,000,000.00')
  return { paymentCents, endOn: null, totalDueCents, TotalNumberOfPayments }
}
