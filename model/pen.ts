import type { Outcome } from '@/lib/payments/rules/outcome'
import { lookLater } from './look'
import type { PaymentRow, ReversalRow } from './store'
import { traceLater } from './undo'
import { note, say, type World } from './world'

// The one pen: the only place of the model where a decided payment's row changes. Each function is one transaction's
// work; the caller holds the row's lock.

/**
 * Writes an outcome over a payment's row, if it outranks what is there, with receipt, look-ups and whatever else
 * follows. `seen`: the state that was read before PaySimple was asked.
 */
export function recordOutcome(world: World, id: string, outcome: Outcome, seen?: PaymentRow['status']): PaymentRow {
  const { rules, store, engine } = world
  const row = store.payments.get(id)
  if (!row) throw new Error('No such row.')
  // What was read beside an earlier state of a decided payment may be older than what has been written since.
  if (rules.comparesSeen && seen !== undefined && seen !== row.status && !rules.isUndecided(row.status)) return row
  const moves = rules.outranks(outcome, row)
  if (!moves && row.status !== outcome.status) return row
  const { status, reason = null, facts } = outcome
  if (moves) {
    row.history.push({ to: status, at: engine.now() })
    say(world, `${id}: ${row.status} → ${status}${reason ? ` (${reason})` : ''}`)
  }
  row.status = status
  row.reason = reason
  if (facts) {
    row.paysimplePaymentId = Number(facts.paysimplePaymentId)
    row.paysimpleAccountId = facts.paysimpleAccountId === null ? null : Number(facts.paysimpleAccountId)
  }
  if (!rules.isUndecided(status)) row.decidedAt ??= engine.now()
  if (rules.isPaid(status) && row.receipts === 0) row.receipts++
  if (moves && rules.isUndecided(status)) lookLater(world, id, rules.nextCheckIn(0))
  if (moves && rules.isConcludedAbsent(row)) lookLater(world, id, rules.CHECK_AFTER_ABSENCE)
  if ((status === 'voided' || status === 'refunded') && rules.closesReversal) closeReversal(world, row)
  return row
}

/** The payment is known to be taken back: so is its reversal done, and what was to be kept is owed to be charged. */
function closeReversal(world: World, payment: PaymentRow): void {
  const { store, rules } = world
  const mine = store.reversals.filter((each) => each.paymentId === payment.id)
  const open = mine.find(({ status }) => rules.isReversalOpen(status))
  if (open) {
    finishReversal(world, payment, open)
    return
  }
  // Concluded not to have happened, and happened after all: too late to charge anything by itself.
  const late = mine.findLast((each) => each.concluded)
  if (!late || !rules.reopensReversal || mine.some(({ status }) => rules.isReversalDone(status))) return
  late.status = 'done'
  note(world, 'reversal found after it was given up')
}

function finishReversal(world: World, payment: PaymentRow, reversal: ReversalRow): void {
  const { store, rules, engine } = world
  reversal.status = 'done'
  reversal.decidedAt ??= engine.now()
  say(world, `${reversal.id} done`)
  if (reversal.retainedCents === 0) return
  const id = `${reversal.id}-rest`
  reversal.restId = id
  note(world, 'partial refund')
  store.payments.set(id, {
    id,
    jobId: payment.jobId,
    orderId: rules.orderIdOf(id, [...store.payments.values()]),
    amountCents: reversal.retainedCents,
    status: 'submitting',
    reason: null,
    createdAt: engine.now(),
    sendBy: null,
    decidedAt: null,
    paysimplePaymentId: null,
    paysimpleAccountId: payment.paysimpleAccountId,
    restOf: reversal.id,
    receipts: 0,
    history: [],
  })
  lookLater(world, id, rules.FIRST_CHECK)
}

/**
 * What was learned about a reversal. Once decided it stays so. `takenBack`: what the payment has become by it;
 * `concluded`: not done only because nothing was seen of it in time.
 */
export function recordReversal(
  world: World,
  reversal: ReversalRow,
  status: 'unknown' | 'done' | 'not_done',
  { takenBack = asOutcome(reversal), concluded = false }: { takenBack?: Outcome; concluded?: boolean } = {},
): void {
  const { rules, engine } = world
  if (!rules.isReversalOpen(reversal.status)) return
  if (status === 'done') {
    const payment = recordOutcome(world, reversal.paymentId, takenBack)
    // Closed with it, unless the payment has gone another way since.
    if (rules.isReversalOpen(reversal.status)) finishReversal(world, payment, reversal)
    return
  }
  if (reversal.status !== status) say(world, `${reversal.id}: ${reversal.status} → ${status}`)
  reversal.status = status
  reversal.concluded = concluded
  if (status === 'not_done') reversal.decidedAt ??= engine.now()
  if (status === 'unknown') traceLater(world, reversal.id, rules.nextCheckIn(0))
}

const asOutcome = ({ kind }: ReversalRow): Outcome => ({ status: kind === 'void' ? 'voided' : 'refunded' })
