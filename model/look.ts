import type { Outcome } from '@/lib/payments/rules/outcome'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { call } from './calls'
import type { Process } from './engine'
import { recordOutcome } from './pen'
import { DatabaseDown, type PaymentRow } from './store'
import { chargeRest } from './take'
import { enqueue, run, step, transact, type World } from './world'

// The worker's reading part: the look-up of a payment in doubt (reconcile-payment.ts), and the status sync (sync-org.ts).

/** After this, the sweep finds what a dead worker left lying. */
const SWEEP = 90_000

/** Once looks are rare they may as well be rarer: later is never riskier, and a Pending that stays costs less to run. */
const patient = (world: World, inMs: number) => (inMs === 900_000 ? inMs * world.random.between(1, 12) : inMs)

export function lookLater(world: World, id: string, inMs: number): void {
  enqueue(world, `look ${id}`, patient(world, inMs), () => startLook(world, id))
}

export function startLook(world: World, id: string): void {
  const row = world.store.payments.get(id)
  if (row?.status === 'submitting' && row.sendBy === null) startRest(world, id, 'worker')
  else run(world, 'look', id, look(world, id), () => lookLater(world, id, SWEEP))
}

/** Claims and charges the rest of a partial refund; what a dead process leaves is looked at again. */
export function startRest(world: World, id: string, by: 'click' | 'worker'): void {
  run(world, 'rest', id, chargeRest(world, id, by), () => lookLater(world, id, SWEEP))
}

function* look(world: World, id: string): Process {
  const { store, rules } = world
  const found = store.payments.get(id)
  if (!found || !(rules.isUndecided(found.status) || rules.isConcludedAbsent(found))) return
  // As it is now: what others write meanwhile is not seen before recordOutcome.
  const payment = { ...found }
  const again = () => {
    if (rules.looksAgain(payment)) lookLater(world, id, rules.nextCheckIn(world.engine.now() - payment.createdAt))
  }
  try {
    transact(world, () => undefined)
    yield step(world, 'look begun')
    const outcome = yield* lookUp(world, payment)
    const after = transact(world, () => (outcome ? recordOutcome(world, id, outcome) : payment))
    if (rules.isUndecided(after.status)) again()
    else if (rules.isConcludedAbsent(after)) sweepAbsent(world, after)
  } catch (error) {
    if (error instanceof PaySimpleError) return again()
    if (!(error instanceof DatabaseDown)) throw error
    lookLater(world, id, 30_000)
  }
}

/** A slow look may have moved the last one forward, and so used it up: then the sweep has it made when it is due. */
function sweepAbsent(world: World, { id, decidedAt }: PaymentRow): void {
  const { rules, engine, jobs } = world
  const inMs = (decidedAt ?? 0) + rules.CHECK_AFTER_ABSENCE - engine.now()
  if (inMs > 0 && !jobs.has(`look ${id}`)) lookLater(world, id, inMs)
}

function* lookUp(world: World, payment: PaymentRow): Generator<number, Outcome | null, void> {
  const { rules, engine, ledger, store, client } = world
  const asked = { orderId: payment.orderId, amountCents: payment.amountCents }
  const begunAt = engine.now()
  const known = payment.paysimplePaymentId
  if (known !== null)
    return rules.outcomeOfRecord(yield* call(world, 'look get sent', () => ledger.get(client, known)), asked)
  for (const customerId of [...store.customers].reverse()) {
    let match: PaySimplePayment | null = null
    const walk = rules.walkPages<PaySimplePayment>()
    const query = rules.lookUpQuery(payment.orderId)
    for (let page = 1, last = false; !last; page++) {
      const answer = yield* call(world, 'look list sent', () => ledger.list(client, customerId, { ...query, page }))
      const walked = walk(answer)
      for (const record of walked.fresh) if (rules.isChargeOf(record, payment.orderId)) match = record
      last = walked.last
    }
    if (match) return rules.outcomeOfRecord(match, asked)
  }
  const at = rules.dates === 'before' ? begunAt : engine.now()
  return rules.outcomeOfAbsence({ ...payment, sendBy: new Date(payment.sendBy ?? at) }, new Date(at))
}

/** Compares everything that counts as paid with PaySimple's list of all payments. */
export function* sync(world: World): Process {
  const { store, rules, ledger, client } = world
  const open = new Map<number, PaymentRow>()
  for (const row of store.payments.values())
    if (rules.isPaid(row.status) && row.paysimplePaymentId !== null) open.set(row.paysimplePaymentId, { ...row })
  const walk = rules.walkPages<PaySimplePayment>()
  try {
    for (let page = 1, last = false; !last && open.size > 0; page++) {
      const walked = walk(yield* call(world, 'sync list sent', () => ledger.list(client, null, { page })))
      for (const record of walked.fresh) {
        const payment = open.get(record.Id)
        open.delete(record.Id)
        const outcome =
          payment && rules.outcomeOfRecord(record, { orderId: payment.orderId, amountCents: payment.amountCents })
        if (payment && outcome && outcome.status !== 'unknown')
          transact(world, () => recordOutcome(world, payment.id, outcome, payment.status))
      }
      last = walked.last
    }
  } catch (error) {
    if (!(error instanceof PaySimpleError) && !(error instanceof DatabaseDown)) throw error
  }
}
