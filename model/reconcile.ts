import type { Outcome } from '@/lib/payments/rules/outcome'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { call } from './calls'
import type { Process } from './clock'
import { recordOutcome, recordReversal } from './record'
import { DatabaseDown, type PaymentRow } from './rows'
import { giveUpRecharge, recharge } from './take'
import { askAboutPayment, askAboutReversal, enqueue, instant, run, step, transact, type World } from './world'

// The worker's part (lib/payments/reconcile): it asks about an unconfirmed payment, and about a reversal unconfirmed.

/** After this, the sweep has found what a dead worker left lying. */
const SWEEP = 90_000
/** After this, the queue tries a job again that the database has failed. */
const RETRY = 30_000

/** The longest that the sync waits after PaySimple has not answered. */
const SYNC_AGAIN = 3_600_000

/** Asks the outcome of a payment, or charges it where nobody has claimed it yet. */
export function startPaymentCheck(world: World, id: string): void {
  const row = world.rows.payments.get(id)
  if (row?.claimedAt === null) startRecharge(world, id, 'worker')
  else run(world, 'check', id, reconcilePayment(world, id), () => askAboutPayment(world, id, SWEEP))
}

/** Claims and charges what a partial refund retains; what a dead process leaves is asked about again. */
export function startRecharge(world: World, id: string, by: 'click' | 'worker'): void {
  const row = world.rows.payments.get(id)
  if (by === 'worker' && row && world.rules.isRechargeTooLate(row.createdAt, instant(world))) giveUpRecharge(world, row)
  else run(world, 'recharge', id, recharge(world, id, by), () => askAboutPayment(world, id, SWEEP))
}

function* reconcilePayment(world: World, id: string): Process {
  const { rows, rules } = world
  const found = rows.payments.get(id)
  if (!found || !rules.isAskedAbout(found)) return
  // As it is now: what others write in the meantime is not seen before recordOutcome.
  const payment = { ...found }
  try {
    const readAt = transact(world, () => instant(world))
    yield step(world, 'check begun')
    let outcome: Outcome | null
    try {
      outcome = yield* lookUp(world, payment)
    } catch (error) {
      if (!(error instanceof PaySimpleError)) throw error
      askAgain(world, payment, false)
      return
    }
    if (outcome) payment.status = transact(world, () => recordOutcome(world, id, outcome, readAt)).status
    if (rules.isUndecided(payment.status)) askAgain(world, payment, true)
    else sweepAbsent(world, id)
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
    askAboutPayment(world, id, RETRY)
  }
}

function askAgain(world: World, payment: PaymentRow, answered: boolean): void {
  const { rows, rules } = world
  transact(world, () => {
    const row = rows.payments.get(payment.id)
    // Somebody has concluded it in the meantime, and said when to ask again.
    if (row?.status !== payment.status || !rules.asksAgain(payment)) return
    const age = instant(world).getTime() - payment.createdAt.getTime()
    askAboutPayment(world, payment.id, rules.nextCheckOf(payment.status, age, answered))
  })
}

/** A slow check may have moved the last one forward, and so used it up: then the sweep has it made when it is due. */
function sweepAbsent(world: World, id: string): void {
  const { rows, rules, clock, jobs } = world
  const row = rows.payments.get(id)
  if (!row?.decidedAt || !rules.isAskedAbout(row)) return
  const inMs = row.decidedAt.getTime() + rules.CHECK_AFTER_ABSENCE - clock.now()
  if (inMs > 0 && !jobs.has(`payment ${id}`)) askAboutPayment(world, id, inMs)
}

function* lookUp(world: World, payment: PaymentRow): Generator<number, Outcome | null, void> {
  const { rules, ledger, rows, client } = world
  const begunAt = instant(world)
  const known = payment.paysimplePaymentId
  if (known !== null)
    return rules.outcomeOfRecord(yield* call(world, 'check get sent', () => ledger.get(client, Number(known))), payment)
  const customerIds = new Set([...rows.customers].reverse())
  const owner = yield* readOwner(world, payment)
  if (owner !== null) customerIds.add(owner)
  for (const customerId of customerIds) {
    const matches: PaySimplePayment[] = []
    const walk = rules.walkPages<PaySimplePayment>()
    for (let page = 1, last = false; !last; page++) {
      const query = { ...rules.listQuery, page }
      const walked = walk(yield* call(world, 'check list sent', () => ledger.list(client, customerId, query)))
      for (const record of walked.fresh) if (rules.isChargeOf(record, payment.id)) matches.push(record)
      last = walked.last
    }
    const [match] = matches.sort(rules.byWorth)
    if (match) return rules.outcomeOfRecord(match, payment)
  }
  return rules.outcomeOfAbsence(payment, rules.absenceIsOf === 'begin' ? begunAt : instant(world))
}

/** PaySimple's customer of the payment whose partial refund this one charges again. */
function* readOwner(world: World, { reversalId }: PaymentRow): Generator<number, number | null, void> {
  const { rows, ledger, client } = world
  const refunded = rows.reversals.find(({ id }) => id === reversalId)?.paymentId
  const known = rows.payments.get(refunded ?? '')?.paysimplePaymentId ?? null
  if (known === null) return null
  return (yield* call(world, 'check get sent', () => ledger.get(client, Number(known)))).CustomerId
}

/** Asks the outcome of a void or refund. */
export function startReversalCheck(world: World, id: string): void {
  run(world, 'reversal-check', id, reconcileReversal(world, id), () => askAboutReversal(world, id, SWEEP))
}

function* reconcileReversal(world: World, id: string): Process {
  const { rows, rules, ledger, client } = world
  const reversal = rows.reversals.find((each) => each.id === id)
  const payment = rows.payments.get(reversal?.paymentId ?? '')
  if (!reversal || !payment || !rules.isReversalOpen(reversal.status)) return
  const paysimpleId = Number(payment.paysimplePaymentId)
  const seen = payment.status
  const askAgain = (answered: boolean) => {
    const age = instant(world).getTime() - reversal.createdAt.getTime()
    if (rules.asksAboutReversalsAgain) askAboutReversal(world, id, rules.nextCheckIn(age, answered))
  }
  try {
    const readAt = transact(world, () => instant(world))
    try {
      const record = yield* call(world, 'reversal-check get sent', () => ledger.get(client, paysimpleId))
      const outcome = rules.outcomeOfRecord(record, payment)
      transact(world, () => {
        const stands = outcome.status === 'unknown' ? seen : recordOutcome(world, payment.id, outcome, readAt).status
        if (rules.isReversalAbsent(reversal, outcome.status, stands, readAt))
          recordReversal(world, reversal, { status: 'not_done', reason: 'absent' })
      })
    } catch (error) {
      if (!(error instanceof PaySimpleError)) throw error
      askAgain(false)
      return
    }
    if (reversal.rechargeId) startRecharge(world, reversal.rechargeId, 'click')
    if (rules.isReversalOpen(reversal.status)) askAgain(true)
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
    askAboutReversal(world, id, RETRY)
  }
}

/** One round of comparing payments with PaySimple. */
export const startSync = (world: World): void => run(world, 'sync', '', syncOrg(world))

/** Reads the list of all payments, page by page, until it has met all of ours: of its steps in production one stands for all. */
function* syncOrg(world: World): Process {
  const { rules, ledger, client, rows } = world
  const walk = rules.walkPages<PaySimplePayment>()
  const missing = new Set<string>()
  for (const row of rows.payments.values()) missing.add(row.paysimplePaymentId ?? row.id)
  try {
    for (let page = 1, last = false; !last && missing.size > 0; page++) {
      const readAt = transact(world, () => instant(world))
      const walked = walk(yield* call(world, 'sync list sent', () => ledger.list(client, null, { page })))
      transact(world, () => ingestRecords(world, walked.fresh, readAt))
      for (const { Id } of walked.fresh) missing.delete(String(Id))
      last = walked.last
    }
  } catch (error) {
    if (!(error instanceof PaySimpleError) && !(error instanceof DatabaseDown)) throw error
    enqueue(world, 'sync again', SYNC_AGAIN, () => startSync(world))
  }
}

/** Each record of ours, by PaySimple's id or else by its OrderId. A payment's second record is another file's business. */
function ingestRecords(world: World, records: readonly PaySimplePayment[], readAt: Date): void {
  const { rows, rules } = world
  const known = new Map([...rows.payments.values()].map((row) => [row.paysimplePaymentId, row]))
  for (const record of [...records].sort(rules.byWorth)) {
    if (record.IsDebit) continue
    const own = known.get(String(record.Id))
    const named = rows.payments.get(record.OrderId ?? '')
    if (own) {
      const outcome = rules.outcomeOfRecord(record, own)
      if (rules.tellsNews(own, record, outcome)) recordOutcome(world, own.id, outcome, readAt)
    } else if (named?.paysimplePaymentId === null)
      recordOutcome(world, named.id, rules.outcomeOfRecord(record, named), readAt)
  }
}
