/** What a schedule does as days pass: pauses end, payments are generated, schedules expire (PS-063, PS-064, PS-067). */
import { newPayment } from '../payments/charges.ts'
import type { Payment, Schedule } from '../store/rows.ts'
import { wakesOn } from '../store/schedule-state.ts'
import type { Change, Store } from '../store/store.ts'
import { addDays, localDay, toSeconds } from '../time/calendar.ts'
import { firstOnOrAfter } from './dates.ts'

/** Sets NextScheduleDate to the first day of the rhythm from that day on, unless the schedule ends before it. */
export function planNext(row: Schedule, from: string) {
  const next = firstOnOrAfter(row, from > row.startOn ? from : row.startOn)
  row.nextOn = row.endOn !== null && next > row.endOn ? null : next
}

/**
 * Does what is due on that day, and whatever was due before and not done. Answers the row and what it generated, to be
 * committed together; nothing when nothing was due. A day is never charged twice: nextOn is always ahead of lastOn.
 */
export function runSchedule(store: Store, row: Schedule, day: string, nowMs: number): Change[] {
  const due = wakesOn(row)
  if (due === null || due > day) return []
  const changes: Change[] = []
  row.LastModified = toSeconds(nowMs)
  // On its last day a pause may end and the schedule with it; the end has the last word.
  if (row.endOn !== null && day > row.endOn) {
    expire(row)
    return [['schedule', row]]
  }
  if (row.ScheduleStatus === 'Suspended') row.ScheduleStatus = 'Active'
  if (row.firstOn !== null && !row.firstDone && row.firstOn <= day) {
    row.firstDone = true
    changes.push(['payment', generate(store, row, row.firstCents, nowMs)])
  }
  if (row.nextOn !== null && row.nextOn <= day) {
    row.NumberOfPaymentsMade++
    row.lastOn = day
    changes.push(['payment', generate(store, row, amountOf(row, row.NumberOfPaymentsMade), nowMs)])
    if (row.PaymentScheduleType === 'PaymentPlan' && row.NumberOfPaymentsMade >= row.TotalNumberOfPayments) expire(row)
    else planNext(row, addDays(day, 1))
  }
  return [...changes, ['schedule', row]]
}

/** Everything that schedules have to do on that day, each schedule in one commit. */
export function runSchedulesOf(store: Store, day: string, nowMs: number) {
  const waiting = store.wakes.get(day) ?? []
  store.wakes.delete(day)
  for (const row of waiting) {
    const changes = runSchedule(store, row, day, nowMs)
    if (changes.length > 0) store.commit(...changes)
  }
}

/** After a request: what it made due today is charged at once, as a schedule that starts today is (PS-063). */
export function catchUp(store: Store, row: Schedule, nowMs: number): Change[] {
  const changes = runSchedule(store, row, localDay(nowMs), nowMs)
  return changes.length > 0 ? changes : [['schedule', row]]
}

/**
 * PS-061: every payment of a plan is PaymentAmount, and the last one whatever is left, so that the plan collects
 * exactly what is due. Where rounding up would use the money up early, each payment to come keeps a cent.
 */
export function amountOf(row: Schedule, number: number): number {
  if (row.PaymentScheduleType === 'RecurringPayment') return row.paymentCents
  let left = row.totalDueCents - row.firstCents
  for (let n = 1; n < number; n++) left -= Math.min(row.paymentCents, left - (row.TotalNumberOfPayments - n))
  const toCome = row.TotalNumberOfPayments - number
  return toCome === 0 ? left : Math.min(row.paymentCents, left - toCome)
}

function expire(row: Schedule) {
  row.ScheduleStatus = 'Expired'
  row.nextOn = null
}

function generate(store: Store, row: Schedule, amountCents: number, nowMs: number): Payment {
  const account = store.accounts.get(row.AccountId)
  if (!account) throw new Error('A schedule without an account.')
  const { PaymentSubType, InvoiceNumber, OrderId, Description } = row
  const details = { RecurringScheduleId: row.Id, InvoiceNumber, OrderId, Description }
  const payment = newPayment(store, { account, amountCents, nowMs, PaymentSubType, details })
  if (payment.Status !== 'Failed') row.paidCents += amountCents
  return payment
}
