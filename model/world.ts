import type { Engine, Process } from './engine'
import { createEngine, DEAD } from './engine'
import { createLedger, type Ledger } from './ledger'
import { drawPlan, type Plan, type Step } from './plan'
import { createRandom, type Random } from './random'
import type { Rules } from './rules'
import { createStore, DatabaseDown, type Store } from './store'

/** One intent's world: its plan, clock, database and PaySimple, and what was seen to happen. */
export type World = {
  plan: Plan
  rules: Rules
  random: Random
  engine: Engine
  store: Store
  ledger: Ledger
  /** Names of our client and customer at PaySimple, for the judge. */
  client: string
  customerRef: string
  /** What was exercised here, each thing once. */
  seen: Set<string>
  /** Told of everything that happens, when somebody replays this intent. */
  tell?: (line: string) => void
  databaseDownUntil: number
  paysimpleDownUntil: number
  /** No fault and no accident strikes any more. */
  calm: boolean
  /** How many processes of a kind work on a payment at this moment. */
  alive: Map<string, number>
  /** The one waiting job of each key. */
  jobs: Map<string, number>
  lastJob: number
  /** What the screen says of a partial refund. */
  isShownTorn: (reversalId: string) => boolean
  /** Told after each thing that PaySimple did. */
  onLedger: () => void
}

export function createWorld(seed: number, intent: number, rules: Rules, tell?: (line: string) => void): World {
  const random = createRandom(seed, intent)
  const plan = drawPlan(random)
  const engine = createEngine()
  const store = createStore()
  return {
    plan,
    rules,
    random,
    engine,
    store,
    ledger: createLedger(plan.policy, engine.now),
    client: 'ours',
    customerRef: 'customer',
    seen: new Set(),
    ...(tell && { tell }),
    databaseDownUntil: 0,
    paysimpleDownUntil: 0,
    calm: false,
    alive: new Map(),
    jobs: new Map(),
    lastJob: 0,
    isShownTorn(id) {
      const reversal = store.reversals.find((each) => each.id === id)
      const original = reversal && store.payments.get(reversal.paymentId)
      const rest = store.payments.get(reversal?.restId ?? '')
      if (!reversal || !original) return false
      return rules.incompleteKindOf({ ...reversal, acceptedAt: null }, original.status, rest ? [rest] : []) !== null
    },
    onLedger: () => undefined,
  }
}

/** Notes that something was exercised, and tells it to whoever replays. */
export function note(world: World, what: string): void {
  world.seen.add(what)
  say(world, what)
}

export function say(world: World, line: string): void {
  world.tell?.(`${(world.engine.now() / 1_000).toFixed(3).padStart(11)} s  ${line}`)
}

/** One transaction, at one instant. @throws DatabaseDown */
export function transact<T>(world: World, work: () => T): T {
  if (world.engine.now() < world.databaseDownUntil) throw new DatabaseDown()
  return work()
}

/** What strikes a process at this step, to be yielded unless it is 0: it goes on, perhaps without its database. */
export function strike(world: World, name: Step): number {
  const { accident } = world.plan
  if (accident?.step !== name || world.calm || accident.skip-- !== 0) return 0
  note(world, `${accident.does} at ${name}`)
  if (accident.does === 'kill') return DEAD
  if (accident.does === 'pause') return accident.ms
  world.databaseDownUntil = world.engine.now() + Math.min(accident.ms, 120_000)
  return 0
}

/** A step of a process, to be yielded: takes a moment, and is where the plan's accident may strike. */
export const step = (world: World, name: Step): number => strike(world, name) || world.random.between(0, 40)

/** Runs a process that works on a payment, so that races are seen; one that dies tells `onDeath`. */
export function run(world: World, kind: string, id: string, process: Process, onDeath?: () => void): void {
  const key = `${kind} ${id}`
  const others = world.alive.get(key) ?? 0
  if (others > 0) note(world, `race of two: ${kind}`)
  if (kind === 'look' && world.alive.get(`click ${id}`)) note(world, 'race of click and look')
  if (kind === 'look' && world.alive.get(`rest ${id}`)) note(world, 'race of rest and look')
  world.alive.set(key, others + 1)
  world.engine.start(process, (died) => {
    world.alive.set(key, (world.alive.get(key) ?? 1) - 1)
    if (died) onDeath?.()
  })
}

/** Has the worker do something later. One job waits per key: a later order moves it. */
export function enqueue(world: World, key: string, inMs: number, work: () => void): void {
  const { engine, plan, random } = world
  const ticket = ++world.lastJob
  world.jobs.set(key, ticket)
  engine.at(engine.now() + inMs + random.between(0, plan.lag), () => {
    if (world.jobs.get(key) !== ticket) return
    world.jobs.delete(key)
    work()
  })
}
