import { type CallPoint, FAULT_KINDS, type FaultKind } from './faults'
import { DUPLICATE_POLICIES, type DuplicatePolicy, type Kind } from './ledger'
import type { Random } from './random'

// What is going to happen in one world: who does what when, and what goes wrong. Drawn before it starts.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The steps at which a process may die, stand still, or lose its database. */
export const STEPS = [
  'click begun',
  'click customer sent',
  'click customer answered',
  'click account sent',
  'click account answered',
  'click checked',
  'click payment sent',
  'click payment answered',
  'undo begun',
  'undo checked',
  'undo void sent',
  'undo void answered',
  'undo reverse sent',
  'undo reverse answered',
  'undo get sent',
  'undo get answered',
  'undo done',
  'rest begun',
  'rest checked',
  'rest payment sent',
  'rest payment answered',
  'look begun',
  'look list sent',
  'look list answered',
  'look get sent',
  'look get answered',
  'trace get sent',
  'trace get answered',
  'sync list sent',
  'sync list answered',
] as const
export type Step = (typeof STEPS)[number]
export const ACCIDENTS = ['kill', 'pause', 'database'] as const

export type Plan = {
  policy: DuplicatePolicy
  kind: Kind
  /** PaySimple may finish a charge later than lib/payments/rules/timing.ts allows for: what cannot be promised. */
  beyond: boolean
  customerKnown: boolean
  /** Payments that are there already, of this customer and of others; and when more of this customer's come. */
  olderOwn: number
  olderOthers: number
  newer: number[]
  totalCents: number
  settlesInMs: number
  /** One use of the dialog each. `clicks`: how long after its opening the button was pressed. */
  tabs: { at: number; amountCents: number; number: string; clicks: number[]; declined: boolean }[]
  /** A person who sees that nothing was taken opens the dialog again, this long after. */
  againAfter: number | null
  undos: { at: number; keepShare: number }[]
  /** Somebody has PaySimple asked at once. */
  asks: number[]
  syncs: number[]
  faults: { point: CallPoint; kind: FaultKind; skip: number; times: number; ms: number }[]
  accident: { step: Step; does: (typeof ACCIDENTS)[number]; skip: number; ms: number } | null
  /** How far behind the worker is. */
  lag: number
  pendingEnds: { as: 'Authorized' | 'Failed'; inMs: number } | null
  /** Done in PaySimple's own screens, or by a bank. */
  outside: { at: number; does: 'void' | 'reverse' | 'chargeback' | 'return' } | null
}

export const OUTSIDE = ['void', 'reverse', 'chargeback', 'return'] as const
/** When all that was planned has long happened, settlements of settlements included. */
export const END = 220 * HOUR

/** What an intent is about, so that what goes wrong goes wrong where something happens. */
type Theme = { undoes: boolean; points: readonly CallPoint[]; steps: readonly Step[] }

const of = (...who: string[]) => STEPS.filter((step) => who.some((each) => step.startsWith(`${each} `)))
const TAKING: Theme = {
  undoes: false,
  points: ['payment', 'payment', 'payment', 'customer', 'account', 'list', 'get'],
  steps: of('click', 'look', 'sync'),
}
const UNDOING: Theme = {
  undoes: true,
  points: ['payment', 'payment', 'void', 'void', 'reverse', 'reverse', 'get', 'list'],
  steps: of('undo', 'rest', 'trace', 'sync', 'look'),
}

export function drawPlan(random: Random): Plan {
  const { between, chance, pick } = random
  const theme = chance(0.5) ? TAKING : UNDOING
  const kind: Kind = chance(0.5) ? 'card' : 'ach'
  const settlesInMs = (kind === 'card' ? 20 : 44) * HOUR
  const beyond = chance(0.04)
  const totalCents = pick([10_000, 10_000, 25_000])
  const accident = chance(0.4) ? drawAccident(random, theme) : null
  const undos = theme.undoes ? drawUndos(random, settlesInMs) : []
  const undoneAt = undos[0]?.at
  return {
    policy: pick(DUPLICATE_POLICIES),
    kind,
    beyond,
    customerKnown: chance(0.7),
    olderOwn: between(0, 4),
    olderOthers: between(0, 2),
    newer: Array.from({ length: chance(0.4) ? between(1, 4) : 0 }, () => between(0, 8 * MINUTE)),
    totalCents,
    settlesInMs,
    tabs: drawTabs(random, totalCents, undoneAt),
    againAfter: chance(0.3) ? pick([SECOND, 30 * SECOND, 6 * MINUTE]) : null,
    undos,
    asks: chance(0.2) ? [between(0, 90 * SECOND), between(0, 10 * MINUTE)] : [],
    syncs: drawSyncs(random, settlesInMs, undoneAt),
    faults: drawFaults(random, theme, beyond),
    accident,
    lag: pick([0, 5 * SECOND, 20 * SECOND, 60 * SECOND]),
    pendingEnds: chance(0.6) ? { as: pick(['Authorized', 'Failed']), inMs: between(1, 90) * MINUTE } : null,
    outside: chance(accident?.step.startsWith('sync') ? 0.7 : 0.1)
      ? { at: pick([between(0, 5 * MINUTE), settlesInMs + between(1, 20) * HOUR]), does: pick(OUTSIDE) }
      : null,
  }
}

const drawAccident = ({ between, chance, pick }: Random, { steps }: Theme): Plan['accident'] => ({
  step: pick(steps),
  does: pick(ACCIDENTS),
  skip: chance(0.7) ? 0 : between(1, 3),
  ms: pick([3 * SECOND, 20 * SECOND, 70 * SECOND, 8 * MINUTE, 8 * MINUTE, 2 * HOUR, 30 * HOUR]),
})

/** A second tab comes beside the first one, or while money is going back. */
function drawTabs({ between, chance, pick }: Random, totalCents: number, undoneAt: number | undefined): Plan['tabs'] {
  const beside = () => pick([0, between(0, 300), between(0, 40 * SECOND), between(1, 12) * MINUTE])
  const second = () => (undoneAt !== undefined && chance(0.5) ? undoneAt + between(0, 2 * MINUTE) : beside())
  return Array.from({ length: chance(0.35) ? 2 : 1 }, (_, index) => ({
    at: index === 0 ? 0 : second(),
    amountCents: pick([totalCents, totalCents, totalCents * 0.6, totalCents * 0.5]),
    number: pick(['first', 'first', 'second']),
    clicks: chance(0.2) ? [0, pick([0, between(0, 400), between(0, 40 * SECOND), 9 * MINUTE])] : [0],
    declined: chance(0.1),
  }))
}

function drawUndos({ between, chance, pick }: Random, settlesInMs: number): Plan['undos'] {
  const at = pick([
    between(0, 2 * MINUTE),
    between(5, 40) * MINUTE,
    settlesInMs + between(-500, 500),
    settlesInMs + between(2, 6) * HOUR,
    settlesInMs + between(2, 6) * HOUR,
  ])
  const undo = (later: number) => ({ at: at + later, keepShare: pick([0, 0, 0.4, 0.6]) })
  return [undo(0), ...(chance(0.4) ? [undo(pick([0, between(0, 400), between(1, 20) * MINUTE, 7 * HOUR]))] : [])]
}

/** While money goes back, around settlement, a day after it, and then now and again: later is never riskier. */
const drawSyncs = (
  { between, chance, pick }: Random,
  settlesInMs: number,
  undoneAt: number | undefined,
): Plan['syncs'] => [
  ...(undoneAt !== undefined && chance(0.5) ? [undoneAt + pick([between(-400, 400), between(0, 45 * SECOND)])] : []),
  settlesInMs + between(0, HOUR),
  ...(chance(0.3) ? [settlesInMs + between(0, HOUR)] : []),
  settlesInMs + between(21, 25) * HOUR,
  150 * HOUR,
]

function drawFaults({ between, chance, pick }: Random, { points }: Theme, beyond: boolean): Plan['faults'] {
  const late = [SECOND, 10 * SECOND, 40 * SECOND, 3 * MINUTE, 5 * MINUTE]
  // What PaySimple does late is where conclusions go wrong.
  const kinds = [...FAULT_KINDS, 'late-commit', 'late-commit', 'delay', 'late-visible'] as const
  const draw = () => {
    const point = pick(points)
    const reads = point === 'list' || point === 'get'
    return {
      point,
      kind: beyond && !reads ? pick(['late-commit', 'delay', 'late-visible'] as const) : pick(kinds),
      skip: chance(0.7) ? 0 : between(1, 2),
      times: chance(0.8) ? 1 : reads ? between(2, 20) : 2,
      ms: beyond && !reads ? between(8, 35) * MINUTE : pick(late),
    }
  }
  return Array.from({ length: pick([0, 1, 1, 2, 3]) }, draw)
}
