/** Suspends, pauses, resumes and deletes schedules (PS-064, PS-065): 204 with no body, and no body is read. */
import { deletedAccount } from '../accounts/accounts.ts'
import { goneCustomer } from '../customers/customers.ts'
import type { Call } from '../http/call.ts'
import { type Answer, invalid, noContent, notFound } from '../http/envelope.ts'
import type { Schedule, ScheduleType } from '../store/rows.ts'
import { addDays, localDay, parseDay, toTicks } from '../time/calendar.ts'
import { deletedSchedule, findSchedule } from './queries.ts'
import { catchUp, planNext } from './runs.ts'

const HAS_PAYMENTS =
  'Payments have been made on this schedule. Payment schedules that have started cannot be deleted, only suspended.'
const HAS_STARTED = 'Payment schedules that have started cannot be deleted, only suspended'

/** Suspends an active or a paused schedule until it is resumed. Suspending twice is not an error. */
export const suspendSchedule = (type: ScheduleType) => (call: Call) => {
  const found = findLive(call, type)
  if ('refused' in found) return found.refused
  const { row } = found
  if (row.ScheduleStatus === 'Expired') return invalid('Payment schedules that have expired cannot be suspended.')
  Object.assign(row, { ScheduleStatus: 'Suspended', nextOn: null, pauseUntilOn: null })
  return saved(call, row)
}

/** The schedule shows as Suspended, with the day of its next charge: the first due day from `enddate` on. */
export const pauseSchedule = (type: ScheduleType) => (call: Call) => {
  const found = findLive(call, type)
  if ('refused' in found) return found.refused
  const { row } = found
  const until = parseDay(call.query.get('enddate') ?? '')
  if (until === null) return invalid('enddate must be a date in the format YYYY-MM-DD.', 'enddate')
  if (until <= localDay(call.app.clock.now())) return invalid('enddate must be in the future.', 'enddate')
  if (row.ScheduleStatus !== 'Active') return invalid('Only active payment schedules can be paused.')
  Object.assign(row, { ScheduleStatus: 'Suspended', pauseUntilOn: until })
  planNext(row, until)
  return saved(call, row)
}

/** Ends a pause today. What is due today, and was not charged yet, is charged immediately. */
export const resumeSchedule = (type: ScheduleType) => (call: Call) => {
  const found = findLive(call, type)
  if ('refused' in found) return found.refused
  const { row } = found
  const { store, clock } = call.app
  if (row.ScheduleStatus !== 'Suspended') return invalid('Only suspended payment schedules can be resumed.')
  if (store.accounts.get(row.AccountId)?.deleted) return invalid(deletedAccount(row.AccountId))
  if (store.customers.get(row.CustomerId)?.deleted) return notFound(goneCustomer(row.CustomerId))
  const today = localDay(clock.now())
  row.ScheduleStatus = 'Active'
  if (row.pauseUntilOn !== null) row.pauseUntilOn = today
  planNext(row, row.lastOn !== null && row.lastOn >= today ? addDays(row.lastOn, 1) : today)
  return saved(call, row)
}

/** PS-065: a soft delete, before any payment and before the start is past. Deleting twice is not an error. */
export const deleteSchedule = (type: ScheduleType) => (call: Call) => {
  const found = findSchedule(call, type, call.ids[0])
  if ('refused' in found) return found.refused
  const { row } = found
  if (row.deleted) return noContent
  if (row.firstDone || row.NumberOfPaymentsMade > 0) return invalid(HAS_PAYMENTS)
  if (row.startOn < localDay(call.app.clock.now())) return invalid(HAS_STARTED)
  row.deleted = true
  row.LastModified = toTicks(call.app.clock.now())
  call.app.store.commit(['schedule', row])
  return noContent
}

function findLive(call: Call, type: ScheduleType) {
  const found = findSchedule(call, type, call.ids[0])
  return 'row' in found && found.row.deleted ? { refused: invalid(deletedSchedule(type, found.row.Id)) } : found
}

function saved({ app }: Call, row: Schedule): Answer {
  const nowMs = app.clock.now()
  row.LastModified = toTicks(nowMs)
  app.store.commit(...catchUp(app.store, row, nowMs))
  return noContent
}
