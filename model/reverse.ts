import type { ReversalResult } from '@/lib/payments/rules/reversal-outcome'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { call } from './calls'
import type { Process } from './clock'
import { startRecharge } from './reconcile'
import { recordResult } from './record'
import { DatabaseDown, type PaymentRow, type ReversalRow } from './rows'
import { askAboutReversal, instant, note, run, say, step, transact, type World } from './world'

// A person voids or refunds a payment (lib/payments/reverse): the reversal's row, one PUT, what it answered.

/** What can be done about a payment now, as the page offers it; a partial refund is a refund. */
export function offeredKind(world: World, payment: PaymentRow): ReversalRow['kind'] | null {
  const reversals = world.rows.reversals.filter(({ paymentId }) => paymentId === payment.id)
  const kind = world.rules.offerReversal(payment, reversals, 'UTC', instant(world))?.kind
  return kind === 'void' || kind === 'refund' ? kind : null
}

/** Presses the button. `retainedCents`: what a partial refund charges again; 0 refunds all of it. */
export function startReversal(world: World, paymentId: string, retainedCents: number): void {
  run(world, 'reversal', paymentId, reversePayment(world, paymentId, retainedCents))
}

function* reversePayment(world: World, paymentId: string, retainedCents: number): Process {
  const { rules, clock } = world
  const sendBefore = clock.now() + rules.SEND_WINDOW
  try {
    let kind: ReversalRow['kind'] | null = null
    if (!rules.locksReversal) {
      // As a program would that asks first and writes later.
      kind = transact(world, () => mayReverse(world, paymentId))
      yield world.random.int(0, 40)
    }
    const reversal = transact(world, () => begin(world, paymentId, kind, retainedCents))
    if (!reversal) return
    yield step(world, 'reversal begun')
    const result = yield* send(world, reversal, sendBefore)
    transact(world, () => recordResult(world, reversal, result))
    if (reversal.rechargeId === null) return
    yield step(world, 'reversal done')
    startRecharge(world, reversal.rechargeId, 'click')
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
  }
}

function mayReverse(world: World, paymentId: string): ReversalRow['kind'] | null {
  const { rows, rules } = world
  const payment = rows.payments.get(paymentId)
  if (!payment) return null
  const isOpen = (each: ReversalRow) => each.paymentId === paymentId && rules.isReversalOpen(each.status)
  if (rows.reversals.some(isOpen)) note(world, 'race of two reversals')
  return offeredKind(world, payment)
}

/** Transaction A. Null where it is not that payment's turn. `asked`: what an unlocked question was answered before. */
function begin(world: World, paymentId: string, asked: ReversalRow['kind'] | null, retainedCents: number) {
  const { rows, rules } = world
  const kind = rules.locksReversal ? mayReverse(world, paymentId) : asked
  if (kind === null || (kind === 'void' && retainedCents > 0)) return null
  const at = instant(world)
  const reversal: ReversalRow = {
    id: `${paymentId}-reversal${rows.reversals.length}`,
    ...{ paymentId, kind, retainedCents },
    status: 'submitting',
    reason: null,
    createdAt: at,
    sendBy: new Date(at.getTime() + rules.SEND_WINDOW),
    decidedAt: null,
    rechargeId: null,
    acceptedAt: null,
  }
  rows.reversals.unshift(reversal)
  say(world, `${reversal.id}: ${kind}, retain ${retainedCents}`)
  askAboutReversal(world, reversal.id, rules.FIRST_CHECK)
  return reversal
}

/** Exactly one PUT. */
function* send(world: World, reversal: ReversalRow, sendBefore: number): Generator<number, ReversalResult, void> {
  const { rules, ledger, client, rows } = world
  const payment = rows.payments.get(reversal.paymentId)
  if (!payment) throw new Error('A reversal of nothing.')
  if (!transact(world, () => rules.mayStillSend(reversal, instant(world))))
    return { status: 'not_done', reason: 'unreachable' }
  const id = Number(payment.paysimplePaymentId)
  const until = rules.transportKeepsWindow ? sendBefore : undefined
  yield step(world, 'reversal checked')
  try {
    return reversal.kind === 'void'
      ? rules.outcomeOfVoid(yield* call(world, 'reversal void sent', () => voidAt(world, id), until), payment)
      : rules.outcomeOfCredit(
          yield* call(world, 'reversal reverse sent', () => ledger.reverse(client, id), until),
          payment,
        )
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return rules.outcomeOfReversalError(error)
  }
}

function voidAt(world: World, id: number) {
  const { ledger, client } = world
  ledger.passTime()
  if (ledger.rows.find((each) => each.id === id)?.status === 'Settled') note(world, 'race of void and settlement')
  return ledger.void(client, id)
}
