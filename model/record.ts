import type { Outcome } from '@/lib/payments/rules/outcome'
import type { ReversalResult } from '@/lib/payments/rules/reversal-outcome'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { newPayment, type PaymentRow, type ReversalRow } from './rows'
import { askAboutPayment, askAboutReversal, instant, note, say, syncForADay, syncSoon, type World } from './world'

// The only writer (lib/payments/record): no other file of the model changes the state of a row. Each function is one
// transaction's work under the row's lock: the engine's function decides, and what it decides is written.

/** Writes what was learned of a payment. `readAt`: an instant before PaySimple was asked. */
export function recordOutcome(world: World, id: string, outcome: Outcome, readAt?: Date): PaymentRow {
  const { rules, rows } = world
  const row = rows.payments.get(id)
  if (!row) throw new Error('No such row.')
  const { status, reason, facts } = outcome
  const transition = rules.decideTransition(row, outcome, readAt)
  if (transition === 'keep') {
    noteGuard(world, row, outcome, readAt)
    return row
  }
  if (transition === 'note') {
    note(world, 'a word that does not fit')
    row.paysimpleStatus = facts?.paysimpleStatus ?? null
    return row
  }
  const moves = transition === 'move'
  const before = row.status
  const at = instant(world)
  if (status !== before) row.statusAt = at
  row.status = status
  row.reason = reason ?? null
  const known = row.paysimplePaymentId
  if (facts) {
    row.paysimplePaymentId = facts.paysimplePaymentId
    row.paysimpleAccountId = facts.paysimpleAccountId
    row.paysimpleStatus = facts.paysimpleStatus
    row.canVoidUntil = facts.canVoidUntil
  }
  if (!rules.isUndecided(status)) row.decidedAt ??= at
  if (moves || row.paysimplePaymentId !== known)
    row.history.push({ to: status, at: at.getTime(), record: row.paysimplePaymentId })
  if (moves) {
    say(world, `${id}: ${before} → ${status}${reason ? ` (${reason})` : ''}`)
    followReversal(world, row, outcome, before)
  }
  const email = rules.emailAbout(before, status)
  if (email && !row.emails.includes(email)) row.emails.push(email)
  const checkIn = moves ? rules.firstCheckIn(row) : null
  if (checkIn !== null) askAboutPayment(world, id, checkIn)
  return row
}

/** Which of the guards has kept an outcome out, so that a run can say that each was needed. */
function noteGuard(world: World, row: PaymentRow, { facts, status }: Outcome, readAt: Date | undefined): void {
  if (facts && row.paysimplePaymentId !== null && facts.paysimplePaymentId !== row.paysimplePaymentId)
    note(world, 'another record kept out')
  else if (
    readAt &&
    readAt <= row.statusAt &&
    world.rules.decideTransition(row, { status, ...(facts && { facts }) }) === 'move'
  )
    note(world, 'a stale reading kept out')
}

/** The reversal that asked for it turns with the payment; of a partial refund the recharge begins in the same transaction. */
function followReversal(world: World, payment: PaymentRow, outcome: Outcome, before: PaymentStatus): void {
  const { rows, rules } = world
  const reversals = rows.reversals.filter(({ paymentId }) => paymentId === payment.id)
  const turning = rules.decideReversalTurn(reversals, outcome, before, instant(world))
  if (!turning) return
  if (turning.reversal.status === 'not_done') note(world, 'reversal found after it was given up')
  turn(world, turning.reversal, turning.to, null)
  if (turning.recharges) beginRecharge(world, payment, turning.reversal)
}

function beginRecharge(world: World, payment: PaymentRow, reversal: ReversalRow): void {
  const { rows, rules } = world
  const id = `${reversal.id}-recharge`
  const at = instant(world)
  reversal.rechargeId = id
  note(world, 'partial refund')
  const begun = {
    id,
    jobId: payment.jobId,
    orderId: rules.orderIdOf(id, [...rows.payments.values()]),
    amountCents: reversal.retainedCents,
    claimedAt: null,
    sendBy: new Date(at.getTime() + rules.SEND_WINDOW),
  }
  const { paysimpleAccountId } = payment
  rows.payments.set(id, newPayment(begun, at, { reversalId: reversal.id, paysimpleAccountId }))
  askAboutPayment(world, id, 0)
}

type NotDone = { status: 'unknown' | 'not_done'; reason: string }

/** Writes that a reversal is unconfirmed, or was not done. */
export function recordReversal(world: World, reversal: ReversalRow, { status, reason }: NotDone): void {
  const { rules } = world
  if (!rules.canReversalBecome(reversal.status, status)) return
  turn(world, reversal, status, reason)
  if (status === 'unknown') askAboutReversal(world, reversal.id, rules.nextCheckIn(0))
  if (reason === 'refused') syncSoon(world)
  // Should it be done all the same, the sync sees that: it comes every hour in production, where a day has a few rounds here.
  if (reason === 'absent') syncForADay(world)
}

/** Writes what the answer to a reversal's PUT means. */
export function recordResult(world: World, reversal: ReversalRow, result: ReversalResult): void {
  if (result.outcome) recordOutcome(world, reversal.paymentId, result.outcome)
  else recordReversal(world, reversal, result)
}

function turn(world: World, reversal: ReversalRow, status: ReversalRow['status'], reason: string | null): void {
  say(world, `${reversal.id}: ${reversal.status} → ${status}${reason ? ` (${reason})` : ''}`)
  reversal.status = status
  reversal.reason = reason
  if (!world.rules.isReversalOpen(status)) reversal.decidedAt ??= instant(world)
}
