/** Reads payments: one, all, and those of a customer (PS-028, PS-046, PS-052). */
import { customerSortKeys, findCustomer } from '../customers/customers.ts'
import { toDollars } from '../http/amount.ts'
import type { Call } from '../http/call.ts'
import { type Answer, invalid, ok } from '../http/envelope.ts'
import { dayFilter, listAnswer, type Remember, type SortKey } from '../http/list.ts'
import type { App } from '../store/app.ts'
import { enumName, PAYMENT_STATUSES } from '../store/enumerations.ts'
import type { Customer, Payment } from '../store/rows.ts'
import { toSeconds } from '../time/calendar.ts'

/** PS-052: never lite. */
export function getPayment(call: Call): Answer {
  const found = findPayment(call, call.ids[0])
  return 'refused' in found ? found.refused : ok(readPayment(call.app, found.row))
}

/** PS-009. */
export function findPayment({ app, client }: Call, id = 0): { row: Payment } | { refused: Answer } {
  const row = app.store.payments.get(id)
  if (row?.client === client && !isHidden(app, row)) return { row }
  return { refused: invalid(`Payment with ID ${id} does not belong to client`) }
}

export function listPayments(call: Call): Answer {
  return paymentList(call, call.app.store.paymentsOf(call.client), `payments ${call.client}`)
}

/** PS-028. */
export function listCustomerPayments(call: Call): Answer {
  const found = findCustomer(call, call.ids[0])
  return 'refused' in found
    ? found.refused
    : paymentList(call, call.app.store.paymentsOfCustomer(found.row.Id), `customer ${found.row.Id}`)
}

/** PS-068: oldest first, in the order the schedule generated them, and never lite. */
export function listSchedulePayments(call: Call, scheduleId: number): Answer {
  return paymentList(call, call.app.store.paymentsOfSchedule(scheduleId), `schedule ${scheduleId}`, 'of a schedule')
}

/** PS-052: newest first, filtered by status and dates; ignores unknown filters and dates. */
function paymentList(
  { app, query }: Call,
  all: readonly Payment[],
  name: string,
  ofSchedule?: 'of a schedule',
): Answer {
  const from = dayFilter(query.get('startdate'))
  const to = dayFilter(query.get('enddate'))
  const asked = (query.get('status') ?? '').split(',').filter((status) => status.trim() !== '')
  const statuses = new Set(asked.map((status) => enumName(PAYMENT_STATUSES, status)))
  if (statuses.has(undefined)) return invalid('status is not a payment status.', 'status')

  // Local midnight falls on the same date in UTC, so the text of PaymentDate begins with the merchant's day.
  const end = to && `${to}~`
  const matches = (row: Payment): boolean =>
    (statuses.size === 0 || statuses.has(row.Status)) &&
    (from === undefined || row.PaymentDate >= from) &&
    (end === undefined || row.PaymentDate <= end) &&
    (app.hidden.size === 0 || !isHidden(app, row))
  const filtered = from !== undefined || to !== undefined || statuses.size > 0 || app.hidden.size > 0
  const remember: Remember = (make, ...key) =>
    // A payment that a fault hides appears as real time passes, without a commit that would clear the memo.
    app.hidden.size > 0
      ? make()
      : app.store.remember([name, from, to, [...statuses].sort().join(), ...key].join(' '), make)
  const rows = filtered ? remember(() => all.filter(matches), 'filtered') : all
  return listAnswer(query, {
    rows,
    remember,
    newestFirst: !ofSchedule,
    sortKeys: sortKeys(app),
    full: (row) => readPayment(app, row),
    lite: (row) => (ofSchedule ? readPayment(app, row) : litePayment(app, row)),
  })
}

function isHidden(app: App, row: Payment): boolean {
  const untilMs = app.hidden.get(row.Id)
  if (untilMs === undefined) return false
  if (Date.now() < untilMs) return true
  app.hidden.delete(row.Id)
  return false
}

export function readPayment(app: App, row: Payment) {
  return wirePayment(row, app.store.customers.get(row.CustomerId))
}

/** PS-046: every member, in the order of the samples. */
export function wirePayment(row: Payment, customer: Customer | undefined) {
  return {
    CustomerId: row.CustomerId,
    CustomerFirstName: customer?.FirstName ?? null,
    CustomerLastName: customer?.LastName ?? null,
    CustomerCompany: customer?.Company ?? null,
    ReferenceId: row.ReferenceId,
    Status: row.Status,
    RecurringScheduleId: row.RecurringScheduleId,
    PaymentType: row.PaymentType,
    PaymentSubType: row.PaymentSubType,
    ProviderAuthCode: row.ProviderAuthCode,
    TraceNumber: row.TraceNumber,
    PaymentDate: row.PaymentDate,
    ReturnDate: row.ReturnDate,
    EstimatedSettleDate: row.EstimatedSettleDate,
    ActualSettledDate: row.ActualSettledDate,
    CanVoidUntil: row.CanVoidUntil,
    // Older data directories have an object of nulls for a success.
    FailureData: row.Status === 'Failed' ? row.FailureData : null,
    AccountId: row.AccountId,
    InvoiceId: row.InvoiceId,
    Amount: toDollars(row.amountCents),
    IsDebit: row.IsDebit,
    InvoiceNumber: row.InvoiceNumber,
    PurchaseOrderNumber: row.PurchaseOrderNumber,
    OrderId: row.OrderId,
    Description: row.Description,
    Latitude: row.Latitude,
    Longitude: row.Longitude,
    SuccessReceiptOptions: row.SuccessReceiptOptions,
    FailureReceiptOptions: row.FailureReceiptOptions,
    Id: row.Id,
    LastModified: row.LastModified,
    CreatedOn: toSeconds(row.createdMs),
  }
}

function litePayment(app: App, row: Payment) {
  const customer = app.store.customers.get(row.CustomerId)
  return {
    CustomerFirstName: customer?.FirstName ?? null,
    CustomerLastName: customer?.LastName ?? null,
    Status: row.Status,
    PaymentDate: row.PaymentDate,
    Amount: toDollars(row.amountCents),
    Id: row.Id,
  }
}

const sortKeys = (app: App): Record<string, SortKey<Payment>> => ({
  ...PAYMENT_SORT_KEYS,
  ...customerSortKeys((row) => app.store.customers.get(row.CustomerId)),
})

const PAYMENT_SORT_KEYS: Record<string, SortKey<Payment>> = {
  returndate: (row) => row.ReturnDate,
  estimatedsettledate: (row) => row.EstimatedSettleDate,
  actualsettleddate: (row) => row.ActualSettledDate,
  paymentdate: (row) => row.PaymentDate,
  paymenttype: (row) => row.PaymentType,
  // In the document's groups: ACH-CCD, ACH-PPD, ACH-TEL, ACH-WEB, CC-MOTO, CC-SWIPE.
  paymentsubtype: (row) => `${row.PaymentType}-${row.PaymentSubType}`,
  amount: (row) => row.amountCents,
  status: (row) => row.Status,
  date: (row) => row.PaymentDate,
  id: (row) => row.Id,
}
