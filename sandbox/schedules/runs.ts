/** What a schedule does as days pass: pauses end, payments are generated, schedules expire (PS-063, PS-064, PS-067). */
import { newPayment } from '../payments/charges.ts'
import type { Payment, Schedule } from '../store/rows.ts'
import { wakesOn } from '../store/schedule-state.ts'
import type { Change, Store } from '../store/store.ts'
import { addDays, localDay, toSeconds } from '../time/calendar.ts'
import { firstOnOrAfter } from './dates.ts'

/** Sets the next regular payment to the first due day from `from` on; null if the schedule ends before it. */
export function planNext(row: Schedule, from: string) {
  const next = firstOnOrAfter(row, from > row.startOn ? from : row.startOn)
  row.nextOn = row.endOn !== null && next > row.endOn ? null : next
}

/**
 * Does what is due on a day or earlier. Returns the row and the payments it generated, to be committed together; empty
 * if nothing was due. A day is never charged twice, because nextOn is always after lastOn.
 */
export function runSchedule(store: Store, row: Schedule, day: string, nowMs: number): Change[] {
  const due = wakesOn(row)
  if (due === null || due > day) return []
  const changes: Change[] = []
  row.LastModified = toSeconds(nowMs)
  // A pause and the schedule may end together. Then the schedule expires.
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

/** Runs every schedule that is due on a day, each in one commit. */
export function runSchedulesOf(store: Store, day: string, nowMs: number) {
  const waiting = store.wakes.get(day) ?? []
  store.wakes.delete(day)
  for (const row of waiting) {
    const changes = runSchedule(store, row, day, nowMs)
    if (changes.length > 0) store.commit(...changes)
  }
}

/** After a request: charges immediately what it made due today, as for a schedule that starts today (PS-063). */
export function catchUp(store: Store, row: Schedule, nowMs: number): Change[] {
  const changes = runSchedule(store, row, localDay(nowMs), nowMs)
  return changes.length > 0 ? changes : [['schedule', row]]
}

/**
 * The cents of a schedule's payment, by its number from 1. PS-061: every payment of a plan is PaymentAmount and the
 * last one is the rest, so that the plan collects exactly what is due. If rounding up would leave nothing for later
 * payments, each of them gets one cent.
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
