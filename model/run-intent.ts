import { isOvercharged, judge, snapshot } from './judge'
import { findStuck } from './judge-time'
import { startLook, sync } from './look'
import { END, type Plan } from './plan'
import type { Rules } from './rules'
import { click, type Tab } from './take'
import { startTrace, undo } from './undo'
import { createWorld, note, run, say, type World } from './world'

const HOUR = 3_600_000

/**
 * One intent from beginning to end, in a world of its own: what was planned happens, time passes, everybody asks once
 * more, a day later again, and the judge speaks. `tell` hears of every step.
 */
export function runIntent(seed: number, intent: number, rules: Rules, tell?: (line: string) => void) {
  const world = createWorld(seed, intent, rules, tell)
  const { engine, plan, seen } = world
  if (tell) tell(JSON.stringify(plan))
  const wrong = new Set<string>()
  world.onLedger = () => {
    if (isOvercharged(world)) wrong.add('more was charged than is owed')
  }
  prepare(world)
  schedule(world)
  engine.runUntil(END)
  // Before anybody has everything asked about: that would heal what nobody looks at any more.
  for (const what of findStuck(world)) wrong.add(what)
  world.calm = true
  askAll(world)
  engine.runUntil(END + 2 * HOUR)
  for (const what of judge(world)) wrong.add(what)
  const before = snapshot(world)
  askAll(world)
  engine.runUntil(END + 26 * HOUR)
  for (const what of judge(world)) wrong.add(`${what}, a day later`)
  if (world.store.reversals.some(({ id }) => world.isShownTorn(id))) note(world, 'half-done pair')
  if (snapshot(world) !== before) wrong.add('a second look changed something')
  return { violations: [...wrong], seen }
}

const nothing = (plan: Plan) => ({ settlesInMs: plan.settlesInMs })

/** What was there before: our customer perhaps, other payments, another client with its own. */
function prepare({ plan, ledger, store, client, customerRef, seen }: World): void {
  seen.add(`policy ${plan.policy} ${plan.kind}`)
  const other = ledger.createCustomer(client, 'somebody else')
  const stranger = ledger.createCustomer('theirs', 'a stranger')
  const add = (owner: string, customerId: number, name: string) =>
    ledger.charge(owner, ledger.createAccount(customerId, name, plan.kind), 1_234, `other ${name}`, nothing(plan))
  add('theirs', stranger, 'stranger')
  for (let n = 0; n < plan.olderOthers; n++) add(client, other, `others ${n}`)
  if (!plan.customerKnown) return
  const ours = ledger.createCustomer(client, customerRef)
  store.customers.push(ours)
  for (let n = 0; n < plan.olderOwn; n++) add(client, ours, `own ${n}`)
}

function schedule(world: World): void {
  const { plan, engine, ledger, client } = world
  plan.tabs.forEach((planned, index) => {
    const tab: Tab = { ...planned, paymentId: `pay-${index}` }
    if (index > 0) note(world, 'race of two tabs')
    for (const after of planned.clicks)
      engine.at(planned.at + after, () => run(world, 'click', tab.paymentId, click(world, tab)))
    for (const at of plan.asks) engine.at(planned.at + at, () => startLook(world, tab.paymentId))
  })
  plan.newer.forEach((at, n) => {
    engine.at(at, () => {
      const customerId = ledger.customers.find(({ ref }) => ref === world.customerRef)?.id
      if (customerId === undefined) return
      const account = ledger.createAccount(customerId, `newer ${n}`, plan.kind)
      ledger.charge(client, account, 4_321, `other newer ${n}`, nothing(plan))
    })
  })
  plan.undos.forEach(({ at, keepShare }, n) => {
    engine.at(at, () => {
      const paid = [...world.store.payments.values()].find(({ status }) => world.rules.waysBack(status) !== null)
      if (paid)
        run(
          world,
          'undo',
          paid.id,
          undo(world, paid.id, Math.round(paid.amountCents * keepShare) + n * 100 * (keepShare && 1)),
        )
    })
  })
  for (const at of plan.syncs) engine.at(at, () => run(world, 'sync', '', sync(world)))
  const { pendingEnds, outside } = plan
  if (pendingEnds) engine.at(pendingEnds.inMs, () => endPending(world, pendingEnds.as))
  if (outside) engine.at(outside.at, () => actOutside(world, outside.does))
}

/** A payment that PaySimple was unsure of is decided there. Those that come later stay Pending. */
function endPending({ ledger, plan, engine }: World, as: 'Authorized' | 'Failed'): void {
  for (const row of ledger.rows) {
    if (row.status !== 'Pending') continue
    row.status = as === 'Authorized' && plan.kind === 'ach' ? 'Posted' : as
    row.sureAt = engine.now()
  }
}

/** In PaySimple's own screens, or by a bank: nobody tells us. */
function actOutside(world: World, does: NonNullable<Plan['outside']>['does']): void {
  const { ledger, client } = world
  ledger.passTime()
  const row = ledger.rows.findLast(({ orderId, status, isDebit }) => {
    const fits = does === 'void' ? ['Authorized', 'Posted'] : ['Settled']
    return orderId?.startsWith('pay') && !isDebit && fits.includes(status)
  })
  if (!row || row.visibleAt > world.engine.now()) return
  note(world, `outside ${does}`)
  if (does === 'void') ledger.void(client, row.id)
  else if (does === 'reverse') ledger.reverse(client, row.id)
  else row.status = does === 'chargeback' ? 'Chargeback' : 'Returned'
}

/** Every question that the worker knows to ask, about everything. */
function askAll(world: World): void {
  say(world, 'everything is asked about')
  for (const id of world.store.payments.keys()) startLook(world, id)
  for (const { id } of world.store.reversals) startTrace(world, id)
  run(world, 'sync', '', sync(world))
}
