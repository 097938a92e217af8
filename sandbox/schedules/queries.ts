/** Reads schedules: one, its payments, and the lists of a client and of a customer (PS-028, PS-068, PS-069). */
import { customerSortKeys, findCustomer } from '../customers/customers.ts'
import type { Call } from '../http/call.ts'
import { type Answer, invalid, ok } from '../http/envelope.ts'
import { dayFilter, isLite, listAnswer, type SortKey } from '../http/list.ts'
import { listSchedulePayments } from '../payments/queries.ts'
import type { App } from '../store/app.ts'
import { enumName, SCHEDULE_STATUSES } from '../store/enumerations.ts'
import type { Schedule, ScheduleType } from '../store/rows.ts'
import { abbreviatedSchedule, liteSchedule, wireCustomerSchedule, wireSchedule } from './wire.ts'

const WORDS: Record<ScheduleType, string> = { RecurringPayment: 'Recurring payment', PaymentPlan: 'Payment plan' }

export const deletedSchedule = (type: ScheduleType, id: number) => `${WORDS[type]} with ID ${id} has been deleted`

/** PS-009: a plan's id on a recurring payment route is refused like an unknown id. */
export function findSchedule(
  { app, client }: Call,
  type: ScheduleType,
  id = 0,
): { row: Schedule } | { refused: Answer } {
  const row = app.store.schedules.get(id)
  if (row?.client === client && row.PaymentScheduleType === type) return { row }
  return { refused: invalid(`${WORDS[type]} with ID ${id} does not belong to client`) }
}

/** PS-068, and 203 for a deleted one (PS-065). */
export const getSchedule = (type: ScheduleType) => (call: Call) => {
  const found = findSchedule(call, type, call.ids[0])
  if ('refused' in found) return found.refused
  return ok(readSchedule(call.app, found.row), found.row.deleted ? 203 : 200)
}

/** PS-068. */
export const listPaymentsOf = (type: ScheduleType) => (call: Call) => {
  const found = findSchedule(call, type, call.ids[0])
  return 'refused' in found ? found.refused : listSchedulePayments(call, found.row.Id)
}

/** PS-068: every schedule of the client, always abbreviated. */
export function listAllSchedules({ app, client, query }: Call): Answer {
  const view = (row: Schedule) => abbreviatedSchedule(row, customerOf(app, row))
  return scheduleList(app, query, app.store.schedulesOf(client), { full: view, lite: view })
}

/** PS-068: the client's schedules of one kind, complete or lite. */
export const listSchedules =
  (type: ScheduleType) =>
  ({ app, client, query }: Call) => {
    const rows = app.store.schedulesOf(client).filter((row) => row.PaymentScheduleType === type)
    return scheduleList(app, query, rows, {
      full: (row) => readSchedule(app, row),
      lite: (row) => liteSchedule(row, customerOf(app, row)),
    })
  }

/** PS-028: a customer's schedules of one kind. */
export const listCustomerSchedules = (type: ScheduleType) => (call: Call) => {
  const found = findCustomer(call, call.ids[0])
  if ('refused' in found) return found.refused
  const { app, query } = call
  const rows = app.store.schedulesOfCustomer(found.row.Id).filter((row) => row.PaymentScheduleType === type)
  return scheduleList(app, query, rows, {
    full: (row) => wireCustomerSchedule(row, found.row),
    lite: (row) => liteSchedule(row, found.row),
  })
}

/** PS-028: complete records in two groups, plans before recurring payments; lite records in one list, oldest first. */
export function listAllCustomerSchedules(call: Call): Answer {
  const found = findCustomer(call, call.ids[0])
  if ('refused' in found) return found.refused
  const { app, query } = call
  const rows = [...app.store.schedulesOfCustomer(found.row.Id)]
  if (!isLite(query)) rows.sort((a, b) => compareText(a.PaymentScheduleType, b.PaymentScheduleType) || a.Id - b.Id)
  const ofType = (page: readonly Schedule[], type: ScheduleType) =>
    page.filter((row) => row.PaymentScheduleType === type).map((row) => wireCustomerSchedule(row, found.row))
  return scheduleList(app, query, rows, {
    full: (row) => wireCustomerSchedule(row, found.row),
    lite: (row) => abbreviatedSchedule(row, found.row),
    wrap: (page) => ({
      PaymentPlans: ofType(page, 'PaymentPlan'),
      RecurringPayments: ofType(page, 'RecurringPayment'),
    }),
  })
}

export function readSchedule(app: App, row: Schedule) {
  return wireSchedule(row, customerOf(app, row))
}

type Views = {
  full: (row: Schedule) => unknown
  lite: (row: Schedule) => unknown
  wrap?: (page: readonly Schedule[]) => unknown
}

/** PS-069: oldest first, filtered by status and by StartDate; ignores dates that cannot be read. */
function scheduleList(app: App, query: Call['query'], all: readonly Schedule[], views: Views): Answer {
  const from = dayFilter(query.get('startdate'))
  const to = dayFilter(query.get('enddate'))
  const asked = (query.get('status') ?? '').split(',').filter((status) => status.trim() !== '')
  const statuses = new Set<string | undefined>(asked.map((status) => enumName(SCHEDULE_STATUSES, status)))
  if (statuses.has(undefined)) return invalid('status is not a schedule status.', 'status')
  // A schedule that the enumeration calls PauseUntil shows as Suspended (PS-064).
  if (statuses.has('PauseUntil')) statuses.add('Suspended')
  const matches = (row: Schedule): boolean =>
    (statuses.size === 0 || statuses.has(row.ScheduleStatus)) &&
    (from === undefined || row.startOn >= from) &&
    (to === undefined || row.startOn <= to)
  return listAnswer(query, { rows: all.filter(matches), newestFirst: false, sortKeys: sortKeys(app), ...views })
}

function customerOf(app: App, row: Schedule) {
  return app.store.customers.get(row.CustomerId)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sortKeys(app: App): Record<string, SortKey<Schedule>> {
  return {
    startdate: (row) => row.startOn,
    enddate: (row) => row.endOn,
    nextpaymentdate: (row) => row.nextOn,
    nextscheduledate: (row) => row.nextOn,
    paymentamount: (row) => row.paymentCents,
    schedulestatus: (row) => row.ScheduleStatus,
    id: (row) => row.Id,
    executionfrequencytype: (row) => row.ExecutionFrequencyType,
    paymentscheduletype: (row) => row.PaymentScheduleType,
    amount: (row) => row.paymentCents,
    status: (row) => row.ScheduleStatus,
    date: (row) => row.startOn,
    ...customerSortKeys((row) => customerOf(app, row)),
  }
}
