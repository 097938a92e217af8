import { isOvercharged, judge, snapshot } from './judge'
import { findStuck } from './judge-time'
import { END, type Plan } from './plan'
import { startPaymentCheck, startReversalCheck, startSync } from './reconcile'
import { offeredKind, startReversal } from './reverse'
import type { Rules } from './rules'
import { startClick, type Tab } from './take'
import { createWorld, note, say, type World } from './world'

const WORK = { checkPayment: startPaymentCheck, checkReversal: startReversalCheck, sync: startSync }

// What happens in one world and when: the plan is put on its clock, and the judge comes at the end.

const HOUR = 3_600_000

/**
 * One intent from beginning to end, in a world of its own: what was planned happens, time passes, everybody asks once
 * more, a day later again, and the judge speaks. `tell` hears of every step.
 */
export function runIntent(seed: number, intent: number, rules: Rules, tell?: (line: string) => void) {
  const world = createWorld({ seed, intent, rules, work: WORK, tell })
  const { clock, plan, rows, seen } = world
  if (tell) tell(JSON.stringify(plan))
  const wrong = new Set<string>()
  world.onLedger = () => {
    if (isOvercharged(world)) wrong.add('more was charged than is owed')
  }
  prepare(world)
  schedule(world)
  clock.runUntil(END)
  // Before anybody has everything asked about: that would heal what nobody looks at anymore.
  for (const what of findStuck(world)) wrong.add(what)
  world.calm = true
  askAll(world)
  clock.runUntil(END + 2 * HOUR)
  for (const what of judge(world)) wrong.add(what)
  const before = snapshot(world)
  askAll(world)
  clock.runUntil(END + 26 * HOUR)
  for (const what of judge(world)) wrong.add(`${what}, a day later`)
  if (rows.reversals.some(({ id }) => world.isShownIncomplete(id))) note(world, 'incomplete refund')
  if (snapshot(world) !== before) wrong.add('asking again changed something')
  return { violations: [...wrong], seen }
}

const nothing = (plan: Plan) => ({ settlesInMs: plan.settlesInMs })

/** What was there before: our customer perhaps, other payments, another client with its own. */
function prepare({ plan, ledger, rows, client, customerRef, seen }: World): void {
  seen.add(`policy ${plan.policy} ${plan.kind}`)
  const other = ledger.createCustomer(client, 'somebody else')
  const stranger = ledger.createCustomer('theirs', 'a stranger')
  const add = (owner: string, customerId: number, name: string) =>
    ledger.charge(owner, ledger.createAccount(customerId, name, plan.kind), 1_234, `other ${name}`, nothing(plan))
  add('theirs', stranger, 'stranger')
  for (let n = 0; n < plan.olderOthers; n++) add(client, other, `others ${n}`)
  if (!plan.customerKnown) return
  const ours = ledger.createCustomer(client, customerRef)
  rows.customers.push(ours)
  for (let n = 0; n < plan.olderOwn; n++) add(client, ours, `own ${n}`)
}

function schedule(world: World): void {
  const { plan, clock, ledger, client, rows } = world
  plan.tabs.forEach((planned, index) => {
    const tab: Tab = { ...planned, paymentId: `pay-${index}` }
    if (index > 0) note(world, 'race of two tabs')
    for (const after of planned.clicks) clock.at(planned.at + after, () => startClick(world, tab))
    for (const at of plan.asks) clock.at(planned.at + at, () => startPaymentCheck(world, tab.paymentId))
  })
  plan.newer.forEach((at, n) => {
    clock.at(at, () => {
      const customerId = ledger.customers.find(({ ref }) => ref === world.customerRef)?.id
      if (customerId === undefined) return
      const account = ledger.createAccount(customerId, `newer ${n}`, plan.kind)
      ledger.charge(client, account, 4_321, `other newer ${n}`, nothing(plan))
    })
  })
  plan.reversals.forEach(({ at, share }, n) => {
    clock.at(at, () => {
      const payments = [...rows.payments.values()]
      const paid = payments.find((payment) => offeredKind(world, payment) !== null) ?? payments[0]
      const retainedCents = paid && share > 0 ? Math.round(paid.amountCents * share) + n * 100 : 0
      if (paid) startReversal(world, paid.id, retainedCents)
    })
  })
  for (const at of plan.syncs) clock.at(at, () => startSync(world))
  const { pendingEnds, outside } = plan
  if (pendingEnds) clock.at(pendingEnds.inMs, () => endPending(world, pendingEnds.as))
  for (const { at, does } of outside) clock.at(at, () => actOutside(world, does))
}

/** A payment that PaySimple was unsure of is decided there. Those that come later stay Pending. */
function endPending({ ledger, plan, clock }: World, as: 'Authorized' | 'Failed'): void {
  for (const row of ledger.rows) {
    if (row.status !== 'Pending') continue
    ledger.turn(row, as === 'Authorized' && plan.kind === 'ach' ? 'Posted' : as)
    row.sureAt = clock.now()
  }
}

/** What can be done to a payment in which states, and what it becomes. */
const FITS: Record<Plan['outside'][number]['does'], readonly string[]> = {
  void: ['Authorized', 'Posted'],
  reverse: ['Settled'],
  chargeback: ['Settled'],
  return: ['Settled'],
  right: ['Chargeback', 'Returned'],
}
const BECOMES = { chargeback: 'Chargeback', return: 'Returned', right: 'Settled' }

/** In PaySimple, or by a bank: nobody tells us. */
function actOutside(world: World, does: Plan['outside'][number]['does']): void {
  const { ledger, client } = world
  ledger.passTime()
  const row = ledger.rows.findLast(({ orderId, status, isDebit }) => {
    return orderId?.startsWith('pay') && !isDebit && FITS[does].includes(status)
  })
  if (!row || row.visibleAt > world.clock.now()) return
  note(world, `outside ${does}`)
  if (does === 'void') ledger.void(client, row.id)
  else if (does === 'reverse') ledger.reverse(client, row.id)
  else ledger.turn(row, BECOMES[does])
}

/** Every question that the worker knows to ask, about everything. */
function askAll(world: World): void {
  say(world, 'everything is asked about')
  for (const id of world.rows.payments.keys()) startPaymentCheck(world, id)
  for (const { id } of world.rows.reversals) startReversalCheck(world, id)
  startSync(world)
}
