import { type SeededRandom, seededRandom } from '@/tools/testing/seeded-random'
import { type Clock, createClock, DEAD, type Process } from './clock'
import { createLedger, type Ledger } from './ledger'
import { drawPlan, type Plan, type Step } from './plan'
import { createRows, DatabaseDown, type Rows } from './rows'
import type { Rules } from './rules'

// What every process of one world shares, and what can happen to a process: a step takes time, and may be its last.

/** What the worker does when a job of its queue is due. */
export type Work = {
  checkPayment(world: World, id: string): void
  checkReversal(world: World, id: string): void
  sync(world: World): void
}

/** One intent's world: its plan, clock, database and PaySimple, and what was seen to happen. */
export type World = {
  plan: Plan
  rules: Rules
  work: Work
  random: SeededRandom
  clock: Clock
  rows: Rows
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
  /** No fault and no accident strikes anymore. */
  calm: boolean
  /** How many processes of a kind work on a payment at this moment. */
  alive: Map<string, number>
  /** The one waiting job of each key. */
  jobs: Map<string, number>
  lastJob: number
  /** What the screen says of a partial refund. */
  isShownIncomplete: (reversalId: string) => boolean
  /** Told after each thing that PaySimple did. */
  onLedger: () => void
}

type Given = { seed: number; intent: number; rules: Rules; work: Work; tell?: ((line: string) => void) | undefined }

export function createWorld({ seed, intent, rules, work, tell }: Given): World {
  const random = seededRandom(streamOf(seed, intent))
  const plan = drawPlan(random)
  const clock = createClock()
  const rows = createRows()
  return {
    plan,
    rules,
    work,
    random,
    clock,
    rows,
    ledger: createLedger(plan.policy, clock.now),
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
    isShownIncomplete(id) {
      const reversal = rows.reversals.find((each) => each.id === id)
      const original = rows.payments.get(reversal?.paymentId ?? '')
      if (!reversal || !original) return false
      const charges = [...rows.payments.values()].filter(({ reversalId }) => reversalId === id)
      return rules.incompleteKindOf(reversal, original.status, charges) !== null
    },
    onLedger: () => undefined,
  }
}

/** Each intent of a seed draws from a stream of its own, and so replays alone. */
const streamOf = (seed: number, intent: number) =>
  (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(intent + 1, 0xc2b2ae35)) >>> 0

/** The present instant of this world. */
export const instant = (world: World): Date => new Date(world.clock.now())

/** Notes that something was exercised, and tells it to whoever replays. */
export function note(world: World, what: string): void {
  world.seen.add(what)
  say(world, what)
}

export function say(world: World, line: string): void {
  world.tell?.(`${(world.clock.now() / 1_000).toFixed(3).padStart(11)} s  ${line}`)
}

/** One transaction, at one instant. @throws DatabaseDown */
export function transact<T>(world: World, work: () => T): T {
  if (world.clock.now() < world.databaseDownUntil) throw new DatabaseDown()
  return work()
}

/** What strikes a process at this step, to be yielded unless it is 0: it goes on, perhaps without its database. */
export function strike(world: World, name: Step): number {
  const { accident } = world.plan
  if (accident?.step !== name || world.calm || accident.skip-- !== 0) return 0
  note(world, `${accident.does} at ${name}`)
  if (accident.does === 'kill') return DEAD
  if (accident.does === 'pause') return accident.ms
  world.databaseDownUntil = world.clock.now() + Math.min(accident.ms, 120_000)
  return 0
}

/** A step of a process, to be yielded: takes a moment, and is where the plan's accident may strike. */
export const step = (world: World, name: Step): number => strike(world, name) || world.random.int(0, 40)

/** Runs a process that works on a payment, so that races are seen; one that dies tells `onDeath`. */
export function run(world: World, kind: string, id: string, process: Process, onDeath?: () => void): void {
  const key = `${kind} ${id}`
  const others = world.alive.get(key) ?? 0
  if (others > 0) note(world, `race of two: ${kind}`)
  if (kind === 'check' && world.alive.get(`click ${id}`)) note(world, 'race of click and check')
  if (kind === 'check' && world.alive.get(`recharge ${id}`)) note(world, 'race of recharge and check')
  world.alive.set(key, others + 1)
  world.clock.start(process, (died) => {
    world.alive.set(key, (world.alive.get(key) ?? 1) - 1)
    if (died) onDeath?.()
  })
}

/** Has the worker do something later. One job waits per key: a later order moves it. */
export function enqueue(world: World, key: string, inMs: number, work: () => void): void {
  const { clock, plan, random } = world
  const ticket = ++world.lastJob
  world.jobs.set(key, ticket)
  clock.at(clock.now() + inMs + random.int(0, plan.lag), () => {
    if (world.jobs.get(key) !== ticket) return
    world.jobs.delete(key)
    work()
  })
}

/** Once checks are rare they may as well be rarer: later is never riskier, and a Pending that stays costs less to run. */
const patient = (world: World, inMs: number) => (inMs === 900_000 ? inMs * world.random.int(1, 12) : inMs)

/** Queues the question the outcome of a payment. */
export function askAboutPayment(world: World, id: string, inMs: number): void {
  enqueue(world, `payment ${id}`, patient(world, inMs), () => world.work.checkPayment(world, id))
}

/** Queues the question the outcome of a void or refund. */
export function askAboutReversal(world: World, id: string, inMs: number): void {
  if (world.rules.asksAboutReversals)
    enqueue(world, `reversal ${id}`, patient(world, inMs), () => world.work.checkReversal(world, id))
}

/** Has the sync compare everything at once. */
export const syncSoon = (world: World): void => enqueue(world, 'sync', 0, () => world.work.sync(world))

/** Has the sync come as it does, for as long as a reversal that was given up is taken for ours when it turns up. */
export function syncForADay(world: World): void {
  for (const hours of [1, 3, 12]) enqueue(world, `sync ${hours}`, hours * 3_600_000, () => world.work.sync(world))
}
