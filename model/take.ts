import type { Outcome } from '@/lib/payments/rules/outcome'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { call } from './calls'
import type { Process } from './engine'
import { lookLater } from './look'
import { recordOutcome } from './pen'
import { DatabaseDown, type PaymentRow } from './store'
import { note, run, say, step, transact, type World } from './world'

/** One use of the dialog: its id was minted when it opened. */
export type Tab = { paymentId: string; amountCents: number; number: string; declined: boolean }

/** take-payment.ts: the row, the calls, the outcome. */
export function* click(world: World, tab: Tab): Process {
  const { engine, rules, plan } = world
  const sendBefore = engine.now() + rules.SEND_WINDOW
  try {
    const row = transact(world, () => begin(world, tab))
    if (!row) return
    yield step(world, 'click begun')
    const outcome = yield* chargeNew(world, row, tab, sendBefore)
    transact(world, () => {
      if (!world.store.payments.has(row.id)) world.store.payments.set(row.id, row)
      recordOutcome(world, row.id, outcome)
    })
    if (plan.againAfter !== null && (outcome.status === 'declined' || outcome.status === 'not_taken'))
      tryAgain(world, tab, plan.againAfter)
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
  }
}

/** Transaction A. Null for whoever may not charge: the id was used, or it is more than what is owed. */
function begin(world: World, tab: Tab): PaymentRow | null {
  const { store, rules, engine, plan } = world
  if (store.payments.has(tab.paymentId)) {
    note(world, 'race of two clicks')
    return null
  }
  const earlier = [...store.payments.values()]
  if (tab.amountCents > rules.computeBalance(plan.totalCents, earlier).owedCents) {
    note(world, 'more than is owed')
    return null
  }
  const at = engine.now()
  const row: PaymentRow = {
    id: tab.paymentId,
    jobId: 'job',
    orderId: rules.orderIdOf(tab.paymentId, earlier),
    amountCents: tab.amountCents,
    status: 'submitting',
    reason: null,
    createdAt: at,
    sendBy: at + rules.SEND_WINDOW,
    decidedAt: null,
    paysimplePaymentId: null,
    paysimpleAccountId: null,
    restOf: null,
    receipts: 0,
    history: [],
  }
  if (rules.rowComesFirst) store.payments.set(row.id, row)
  say(world, `${row.id}: submitting ${row.amountCents}`)
  lookLater(world, row.id, rules.FIRST_CHECK)
  return row
}

function* chargeNew(world: World, row: PaymentRow, tab: Tab, sendBefore: number): Generator<number, Outcome, void> {
  const ahead = askAhead(world, row)
  let accountId: number
  try {
    accountId = yield* attach(world, tab)
  } catch (error) {
    if (error instanceof PaySimpleError) return world.rules.outcomeOfPreparationError(error)
    if (error instanceof DatabaseDown) return { status: 'not_taken', reason: 'unreachable' }
    throw error
  }
  return yield* charge(world, 'click', row, accountId, sendBefore, tab.declined, ahead)
}

/** The customer and the card or bank account at PaySimple, made and noted at first need. */
function* attach(world: World, tab: Tab): Generator<number, number, void> {
  const { store, ledger, plan } = world
  let customerId = transact(world, () => store.customers[0])
  if (customerId === undefined) {
    const made = yield* call(world, 'click customer sent', () => ledger.createCustomer(world.client, world.customerRef))
    customerId = transact(world, () => {
      store.customers.push(made)
      return store.customers[0] ?? made
    })
  }
  const owner = customerId
  const saved = store.accounts.find((each) => each.customerId === owner && each.number === tab.number)
  if (saved) return saved.id
  const id = yield* call(world, 'click account sent', () => ledger.createAccount(owner, tab.number, plan.kind))
  transact(world, () => store.accounts.push({ customerId: owner, number: tab.number, id }))
  return id
}

type Ahead = { at: number; may: boolean }

/** The check, asked while the account is made ready. */
function askAhead({ rules, engine, databaseDownUntil }: World, row: PaymentRow): Ahead {
  const at = engine.now()
  return { at, may: at >= databaseDownUntil && rules.mayStillSend(row, at) }
}

/** The check, once more where it is too long ago, and then the one POST. Never throws. */
export function* charge(
  world: World,
  who: 'click' | 'rest',
  row: PaymentRow,
  accountId: number,
  sendBefore: number,
  declined: boolean,
  ahead: Ahead,
): Generator<number, Outcome, void> {
  const { rules, ledger, plan, engine } = world
  const asked = { orderId: row.orderId, amountCents: row.amountCents }
  try {
    const holds = ahead.may && engine.now() - ahead.at < rules.CHECK_HOLDS
    if (holds) note(world, 'checked ahead')
    if (!holds && !transact(world, () => rules.mayStillSend(row, engine.now()))) {
      note(world, 'too late to send')
      return { status: 'not_taken', reason: 'unreachable' }
    }
    yield step(world, `${who} checked`)
    for (let again = false; ; again = true) {
      try {
        const record = yield* call(
          world,
          `${who} payment sent`,
          ({ pending, hiddenMs }) => {
            const { settlesInMs } = plan
            const verdict = { declined, pending, hiddenMs, settlesInMs }
            return ledger.charge(world.client, accountId, row.amountCents, row.orderId, verdict)
          },
          rules.transportKeepsWindow ? sendBefore : undefined,
        )
        return rules.outcomeOfRecord(record, asked)
      } catch (error) {
        if (!(error instanceof PaySimpleError) || again || !rules.resends(error)) throw error
      }
    }
  } catch (error) {
    if (error instanceof PaySimpleError) return rules.outcomeOfChargeError(error)
    if (error instanceof DatabaseDown) return { status: 'unknown', reason: 'no_answer' }
    throw error
  }
}

/** The person sees that nothing was taken and opens the dialog again: another id. */
function tryAgain(world: World, tab: Tab, inMs: number): void {
  const paymentId = `${tab.paymentId}+`
  if (paymentId.endsWith('+++')) return
  world.engine.at(world.engine.now() + inMs, () => {
    note(world, 'tried again')
    run(world, 'click', paymentId, click(world, { ...tab, paymentId, declined: false }))
  })
}

/** The rest of a partial refund: whoever claims it sends the one POST. */
export function* chargeRest(world: World, id: string, by: 'click' | 'worker'): Process {
  const { store, rules, engine } = world
  try {
    if (!rules.claimsRest) yield world.random.between(0, 40)
    const claimed = transact(world, () => {
      const row = store.payments.get(id)
      if (row?.status !== 'submitting' || (row.sendBy !== null && rules.claimsRest)) return null
      row.sendBy = engine.now() + rules.SEND_WINDOW
      return { row, sendBefore: row.sendBy }
    })
    if (!claimed) return note(world, 'race of two: rest')
    lookLater(world, id, rules.FIRST_CHECK)
    yield step(world, 'rest begun')
    const { row, sendBefore } = claimed
    const declined = world.random.chance(0.1)
    const outcome: Outcome =
      row.paysimpleAccountId === null
        ? { status: 'not_taken', reason: 'refused' }
        : yield* charge(world, 'rest', row, row.paysimpleAccountId, sendBefore, declined, askAhead(world, row))
    transact(world, () => recordOutcome(world, id, outcome))
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
    // A job that failed is tried again; a click is not.
    if (by === 'worker') lookLater(world, id, 30_000)
  }
}
