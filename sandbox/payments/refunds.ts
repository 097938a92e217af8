/** Voids before settlement, refunds after it, and a shortcut to settlement (PS-049, PS-050). */
import type { Call } from '../http/call.ts'
import { type Answer, invalid, ok } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { IN_FLIGHT, type PaymentStatus } from '../store/enumerations.ts'
import type { Payment } from '../store/rows.ts'
import type { Change } from '../store/store.ts'
import { toSeconds } from '../time/calendar.ts'
import { newCredit } from './charges.ts'
import { findPayment, readPayment, wirePayment } from './queries.ts'

/** PS-049: voids the whole payment, and returns it. */
export function voidPayment(call: Call): Answer {
  const { app } = call
  const found = findPayment(call, call.ids[0])
  if ('refused' in found) return found.refused
  const { row } = found
  const nowMs = app.clock.now()
  // A card payment that is Posted has already been sent to the processor.
  if (!IN_FLIGHT.has(row.Status) || (row.Status === 'Posted' && row.PaymentType === 'CC')) {
    return invalid(`Payment with ID ${row.Id} cannot be voided because its status is ${row.Status}.`)
  }
  if (row.CanVoidUntil === null || nowMs > Date.parse(row.CanVoidUntil)) {
    return invalid(`Payment with ID ${row.Id} can no longer be voided.`)
  }
  const changes = [change(row, 'Voided', nowMs)]
  const original = row.IsDebit ? app.store.payments.get(row.ReferenceId) : undefined
  // Voiding a refund restores the original payment, which can then be refunded again.
  if (original) changes.push(change(Object.assign(original, { ReferenceId: 0 }), 'Settled', nowMs))
  app.store.commit(...changes)
  return ok(readPayment(app, row))
}

/** PS-050: returns the new credit; the original becomes Reversed. Each refers to the other. */
export function reversePayment(call: Call): Answer {
  const { app } = call
  const found = findPayment(call, call.ids[0])
  if ('refused' in found) return found.refused
  const { row } = found
  if (row.Status !== 'Settled' || row.IsDebit) {
    return invalid(`Payment with ID ${row.Id} cannot be reversed because its status is ${row.Status}.`)
  }
  const nowMs = app.clock.now()
  const { hideMs } = call.forced
  const credit = newCredit(app.store, row, nowMs)
  row.ReferenceId = credit.Id
  app.store.commit(['payment', credit], change(row, 'Reversed', nowMs))
  if (hideMs !== undefined) app.hidden.set(credit.Id, Date.now() + hideMs)
  return ok(wirePayment(credit, app.store.customers.get(credit.CustomerId)))
}

/** PUT /v4/MarkPaymentStatus: settles a payment immediately. */
export function markSettled(call: Call): Answer {
  const { app } = call
  const fields = fieldsOf(call.body)
  const found = findPayment(call, fields.int('PaymentId'))
  if ('refused' in found) return found.refused
  const { row } = found
  if (!settle(row, toSeconds(app.clock.now()))) {
    return invalid(`Payment with ID ${row.Id} cannot be settled because its status is ${row.Status}.`)
  }
  app.store.commit(['payment', row])
  return ok(readPayment(app, row))
}

/** PS-051: false if the payment can no longer settle (it was voided, or its status was set through the control). */
export function settle(row: Payment, settledAt: string): boolean {
  if (!IN_FLIGHT.has(row.Status)) return false
  Object.assign(row, { Status: row.IsDebit ? 'RefundSettled' : 'Settled', ActualSettledDate: settledAt })
  row.LastModified = settledAt
  return true
}

function change(row: Payment, Status: PaymentStatus, nowMs: number): Change {
  return ['payment', Object.assign(row, { Status, LastModified: toSeconds(nowMs) })]
}
