import { PaySimpleError } from '@/lib/paysimple/errors'
import { call } from './calls'
import type { Process } from './engine'
import { startRest } from './look'
import { recordOutcome, recordReversal } from './pen'
import { DatabaseDown, type PaymentRow, type ReversalRow } from './store'
import { enqueue, note, run, say, step, transact, type World } from './world'

// Giving money back: the reversal's row, one PUT, and the truth read from the payment itself.

const SWEEP = 90_000

/** Voids or refunds a payment; of a partial refund the rest is charged again. */
export function* undo(world: World, paymentId: string, retainedCents: number): Process {
  const { rules, ledger, client, engine } = world
  try {
    if (!rules.locksRefund) {
      // As a program would that asks first and writes later.
      if (!transact(world, () => mayReverse(world, paymentId))) return
      yield world.random.between(0, 40)
    }
    const begun = transact(world, () =>
      !rules.locksRefund || mayReverse(world, paymentId) ? insert(world, paymentId, retainedCents) : null,
    )
    if (!begun) return
    const { reversal, paysimpleId } = begun
    yield step(world, 'undo begun')
    if (!transact(world, () => rules.mayStillSend(reversal, engine.now()))) {
      transact(world, () => recordReversal(world, reversal, 'not_done'))
      return
    }
    yield step(world, 'undo checked')
    const window = rules.transportKeepsWindow ? reversal.sendBy : undefined
    try {
      if (reversal.kind === 'void') yield* call(world, 'undo void sent', () => lateVoid(world, paysimpleId), window)
      else yield* call(world, 'undo reverse sent', () => ledger.reverse(client, paysimpleId), window)
      transact(world, () => recordReversal(world, reversal, 'done'))
    } catch (error) {
      if (!(error instanceof PaySimpleError)) throw error
      const status = rules.outcomeOfReversalError(error)
      if (status === 'read') yield* read(world, reversal, 'undo get sent', true)
      else transact(world, () => recordReversal(world, reversal, status))
    }
    if (reversal.restId === null) return
    yield step(world, 'undo done')
    startRest(world, reversal.restId, 'click')
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
  }
}

function lateVoid(world: World, id: number) {
  const row = world.ledger.rows.find((each) => each.id === id)
  world.ledger.passTime()
  if (row?.status === 'Settled') note(world, 'race of void and settlement')
  return world.ledger.void(world.client, id)
}

function mayReverse(world: World, paymentId: string): boolean {
  const { store, rules } = world
  const payment = store.payments.get(paymentId)
  if (!payment || rules.waysBack(payment.status) === null) return false
  const taken = store.reversals.some((each) => each.paymentId === paymentId && each.status !== 'not_done')
  if (taken) note(world, 'race of two refunds')
  return !taken
}

function insert(world: World, paymentId: string, retainedCents: number) {
  const { store, rules, engine } = world
  const payment = store.payments.get(paymentId)
  const kind = payment && rules.waysBack(payment.status)
  if (!kind || payment.paysimplePaymentId === null || (kind === 'void' && retainedCents > 0)) return null
  const reversal: ReversalRow = {
    id: `${paymentId}-reversal${store.reversals.length}`,
    paymentId,
    kind,
    status: 'submitting',
    retainedCents,
    sendBy: engine.now() + rules.SEND_WINDOW,
    decidedAt: null,
    concluded: false,
    restId: null,
  }
  store.reversals.push(reversal)
  say(world, `${reversal.id}: ${kind}, keep ${retainedCents}`)
  traceLater(world, reversal.id, rules.FIRST_CHECK)
  return { reversal, paysimpleId: payment.paysimplePaymentId }
}

export function traceLater(world: World, id: string, inMs: number): void {
  if (world.rules.traces) enqueue(world, `trace ${id}`, inMs, () => startTrace(world, id))
}

export function startTrace(world: World, id: string): void {
  run(world, 'trace', id, trace(world, id), () => traceLater(world, id, SWEEP))
}

/** The worker asks what became of a reversal. */
function* trace(world: World, id: string): Process {
  const reversal = world.store.reversals.find((each) => each.id === id)
  if (!reversal || !world.rules.isReversalOpen(reversal.status)) return
  const begunAt = reversal.sendBy - world.rules.SEND_WINDOW
  try {
    transact(world, () => undefined)
    yield* read(world, reversal, 'trace get sent', false)
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
  }
  if (world.rules.isReversalOpen(reversal.status) && world.rules.tracesAgain)
    traceLater(world, id, world.rules.nextCheckIn(world.engine.now() - begunAt))
}

/** Reads the payment and records what it says, of it and of the reversal. `refused`: PaySimple turned the PUT down. */
function* read(
  world: World,
  reversal: ReversalRow,
  sent: 'undo get sent' | 'trace get sent',
  refused: boolean,
): Generator<number, void, void> {
  const { store, rules, ledger, client, engine } = world
  const payment = store.payments.get(reversal.paymentId)
  if (payment?.paysimplePaymentId == null) throw new Error('A reversal of nothing.')
  const id = payment.paysimplePaymentId
  const seen: PaymentRow['status'] = payment.status
  const asked = { orderId: payment.orderId, amountCents: payment.amountCents }
  const at = engine.now()
  try {
    const record = yield* call(world, sent, () => ledger.get(client, id))
    const outcome = rules.outcomeOfRecord(record, asked)
    const says = rules.outcomeOfReversalRead(outcome.status, reversal.sendBy, at)
    transact(world, () => {
      if (says === 'done') recordReversal(world, reversal, 'done', { takenBack: outcome })
      else if (outcome.status !== 'unknown') recordOutcome(world, payment.id, outcome, seen)
      if (says === 'not_done') recordReversal(world, reversal, 'not_done', { concluded: !refused })
      if (says === null) recordReversal(world, reversal, refused ? 'not_done' : 'unknown')
    })
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    transact(world, () => recordReversal(world, reversal, 'unknown'))
  }
}
