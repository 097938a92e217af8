import type { Outcome } from '@/lib/payments/rules/outcome'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { call } from './calls'
import type { Process } from './clock'
import { recordOutcome } from './record'
import { DatabaseDown, newPayment, type PaymentRow } from './rows'
import { askAboutPayment, instant, note, run, say, step, transact, type World } from './world'

// A person charges a card or bank account (lib/payments/take): the row, the calls, the outcome. And the recharge of a
// partial refund, which whoever claims it charges (lib/payments/reverse/recharge.ts).

/** One use of the dialog: its id was minted when it opened. */
export type Tab = { paymentId: string; amountCents: number; number: string; declined: boolean }

/** Presses the button. */
export function startClick(world: World, tab: Tab): void {
  run(world, 'click', tab.paymentId, takePayment(world, tab))
}

function* takePayment(world: World, tab: Tab): Process {
  const { clock, rules, plan, rows } = world
  const sendBefore = clock.now() + rules.SEND_WINDOW
  try {
    const row = transact(world, () => begin(world, tab))
    if (!row) return
    yield step(world, 'click begun')
    const outcome = yield* send(world, row, tab, sendBefore)
    transact(world, () => {
      if (!rows.payments.has(row.id)) rows.payments.set(row.id, row)
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
  const { rows, rules, plan } = world
  if (rows.payments.has(tab.paymentId)) {
    note(world, 'race of two clicks')
    return null
  }
  const earlier = [...rows.payments.values()]
  if (tab.amountCents > rules.computeBalance(plan.totalCents, earlier).owedCents) {
    note(world, 'more than is owed')
    return null
  }
  const at = instant(world)
  const row = newPayment(
    {
      id: tab.paymentId,
      jobId: 'job',
      orderId: rules.orderIdOf(tab.paymentId, earlier),
      amountCents: tab.amountCents,
      claimedAt: at,
      sendBy: new Date(at.getTime() + rules.SEND_WINDOW),
    },
    at,
  )
  if (rules.rowComesFirst) rows.payments.set(row.id, row)
  say(world, `${row.id}: submitting ${row.amountCents}`)
  askAboutPayment(world, row.id, rules.FIRST_CHECK)
  return row
}

function* send(world: World, row: PaymentRow, tab: Tab, sendBefore: number): Generator<number, Outcome, void> {
  const ahead = askAhead(world, row)
  let accountId: number
  try {
    accountId = yield* registerAccount(world, tab)
  } catch (error) {
    if (error instanceof PaySimpleError) return world.rules.outcomeOfPreparationError(error)
    if (error instanceof DatabaseDown) return { status: 'not_taken', reason: 'unreachable' }
    throw error
  }
  return yield* charge(world, 'click', row, accountId, sendBefore, tab.declined, ahead)
}

/** The customer and the card or bank account at PaySimple, made and noted at first need. */
function* registerAccount(world: World, tab: Tab): Generator<number, number, void> {
  const { rows, ledger, plan, client, customerRef } = world
  let customerId = transact(world, () => rows.customers[0])
  if (customerId === undefined) {
    const made = yield* call(world, 'click customer sent', () => ledger.createCustomer(client, customerRef))
    customerId = transact(world, () => {
      rows.customers.push(made)
      return rows.customers[0] ?? made
    })
  }
  const owner = customerId
  const saved = rows.accounts.find((each) => each.customerId === owner && each.number === tab.number)
  if (saved) return saved.id
  const id = yield* call(world, 'click account sent', () => ledger.createAccount(owner, tab.number, plan.kind))
  transact(world, () => rows.accounts.push({ customerId: owner, number: tab.number, id }))
  return id
}

type Ahead = { at: number; may: boolean }

/** The check, asked while the account is made ready. */
function askAhead(world: World, row: PaymentRow): Ahead {
  const at = world.clock.now()
  return { at, may: at >= world.databaseDownUntil && world.rules.mayStillSend(row, instant(world)) }
}

/** The check, once more where it is too long ago, and then the one POST (send-charge.ts). Never throws. */
function* charge(
  world: World,
  who: 'click' | 'recharge',
  row: PaymentRow,
  accountId: number,
  sendBefore: number,
  declined: boolean,
  ahead: Ahead,
): Generator<number, Outcome, void> {
  const { rules, ledger, plan, clock, client } = world
  try {
    const holds = ahead.may && clock.now() - ahead.at < rules.CHECK_HOLDS
    if (holds) note(world, 'checked ahead')
    if (!holds && !transact(world, () => rules.mayStillSend(row, instant(world)))) {
      note(world, 'too late to send')
      return { status: 'not_taken', reason: 'unreachable' }
    }
    yield step(world, `${who} checked`)
    for (let again = false; ; again = true) {
      try {
        const record = yield* call(
          world,
          `${who} payment sent`,
          (forced) => {
            const verdict = { declined, ...forced, settlesInMs: plan.settlesInMs }
            return ledger.charge(client, accountId, row.amountCents, row.orderId ?? '', verdict)
          },
          rules.transportKeepsWindow ? sendBefore : undefined,
        )
        return rules.outcomeOfRecord(record, row)
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
  world.clock.at(world.clock.now() + inMs, () => {
    note(world, 'tried again')
    startClick(world, { ...tab, paymentId, declined: false })
  })
}

/** Charges what a partial refund retains: whoever claims it sends the one POST. */
export function* recharge(world: World, id: string, by: 'click' | 'worker'): Process {
  const { rules, clock, random } = world
  const sendBefore = clock.now() + rules.SEND_WINDOW
  try {
    if (!rules.claimsRecharge) yield random.int(0, 40)
    const row = transact(world, () => claim(world, id))
    if (!row) return note(world, 'race of two: recharge')
    row.sendBy = new Date(clock.now() + rules.SEND_WINDOW)
    askAboutPayment(world, id, rules.FIRST_CHECK)
    yield step(world, 'recharge begun')
    const ahead = askAhead(world, row)
    const accountId = Number(row.paysimpleAccountId)
    const outcome = yield* charge(world, 'recharge', row, accountId, sendBefore, random.chance(0.1), ahead)
    transact(world, () => recordOutcome(world, id, outcome))
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error
    // A job that failed is tried again; a click is not.
    if (by === 'worker') askAboutPayment(world, id, 30_000)
  }
}

/** The compare-and-set: the row of whoever comes first, null for all others. */
function claim({ rows, rules, clock }: World, id: string): PaymentRow | null {
  const row = rows.payments.get(id)
  if (row?.status !== 'submitting' || (row.claimedAt !== null && rules.claimsRecharge)) return null
  row.claimedAt = new Date(clock.now())
  return row
}

/** A recharge that nobody claimed in time is not charged without being asked again. */
export function giveUpRecharge(world: World, row: PaymentRow): void {
  if (claim(world, row.id)) recordOutcome(world, row.id, { status: 'not_taken', reason: 'unreachable' })
}
