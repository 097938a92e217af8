import type { SeededRandom } from '@/tools/testing/seeded-random'
import { type CallPoint, FAULT_KINDS, type FaultKind } from './faults'
import { DUPLICATE_POLICIES, type DuplicatePolicy, type Kind } from './ledger'

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
  'reversal begun',
  'reversal checked',
  'reversal void sent',
  'reversal void answered',
  'reversal reverse sent',
  'reversal reverse answered',
  'reversal done',
  'recharge begun',
  'recharge checked',
  'recharge payment sent',
  'recharge payment answered',
  'check begun',
  'check list sent',
  'check list answered',
  'check get sent',
  'check get answered',
  'reversal-check get sent',
  'reversal-check get answered',
  'sync list sent',
  'sync list answered',
] as const
export type Step = (typeof STEPS)[number]
/** `right`: what a bank took back is settled again, a dispute won. */
export const OUTSIDE = ['void', 'reverse', 'chargeback', 'return', 'right'] as const
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
  /** `share`: what a partial refund retains. */
  reversals: { at: number; share: number }[]
  /** Somebody has PaySimple asked at once. */
  asks: number[]
  syncs: number[]
  faults: { point: CallPoint; kind: FaultKind; skip: number; times: number; ms: number }[]
  accident: { step: Step; does: (typeof ACCIDENTS)[number]; skip: number; ms: number } | null
  /** How far behind the worker is. */
  lag: number
  pendingEnds: { as: 'Authorized' | 'Failed'; inMs: number } | null
  /** Done in PaySimple, or by a bank. */
  outside: { at: number; does: (typeof OUTSIDE)[number] }[]
}

/** When all that was planned has long happened, settlements of settlements included. */
export const END = 220 * HOUR

/** What an intent is about, so that what goes wrong goes wrong where something happens. */
type Theme = { reverses?: true; disputes?: true; points: readonly CallPoint[]; steps: readonly Step[] }

const of = (...who: string[]) => STEPS.filter((step) => who.some((each) => step.startsWith(`${each} `)))
const TAKING: Theme = {
  points: ['payment', 'payment', 'payment', 'customer', 'account', 'list', 'get'],
  steps: of('click', 'check', 'sync'),
}
const REVERSING: Theme = {
  reverses: true,
  points: ['payment', 'payment', 'void', 'void', 'reverse', 'reverse', 'get', 'list'],
  steps: of('reversal', 'recharge', 'reversal-check', 'sync', 'check'),
}
/** The bank takes a payment back and gives it again while it is being compared. */
const DISPUTED: Theme = { disputes: true, points: ['payment', 'list'], steps: ['sync list answered'] }

export function drawPlan(random: SeededRandom): Plan {
  const { int, chance, pick } = random
  const theme = chance(0.06) ? DISPUTED : chance(0.5) ? TAKING : REVERSING
  const kind: Kind = chance(0.5) ? 'card' : 'ach'
  const settlesInMs = (kind === 'card' ? 20 : 44) * HOUR
  const beyond = chance(0.04)
  const totalCents = pick([10_000, 10_000, 25_000])
  const accident = chance(theme.disputes ? 0.8 : 0.4) ? drawAccident(random, theme) : null
  const reversals = theme.reverses ? drawReversals(random, settlesInMs) : []
  const reversedAt = reversals[0]?.at
  const outside = drawOutside(random, theme, settlesInMs, accident)
  return {
    policy: pick(DUPLICATE_POLICIES),
    kind,
    beyond,
    customerKnown: chance(0.7),
    olderOwn: int(0, 4),
    olderOthers: int(0, 2),
    newer: Array.from({ length: chance(0.4) ? int(1, 4) : 0 }, () => int(0, 8 * MINUTE)),
    totalCents,
    settlesInMs,
    tabs: drawTabs(random, totalCents, reversedAt),
    againAfter: chance(0.3) ? pick([SECOND, 30 * SECOND, 6 * MINUTE]) : null,
    reversals,
    asks: chance(0.2) ? [int(0, 90 * SECOND), int(0, 10 * MINUTE)] : [],
    syncs: theme.disputes ? drawSyncsBeside(random, settlesInMs, outside) : drawSyncs(random, settlesInMs, reversedAt),
    faults: drawFaults(random, theme, beyond),
    accident,
    lag: pick([0, 5 * SECOND, 20 * SECOND, 60 * SECOND]),
    pendingEnds: chance(0.6) ? { as: pick(['Authorized', 'Failed']), inMs: int(1, 90) * MINUTE } : null,
    outside,
  }
}

const drawAccident = ({ int, chance, pick }: SeededRandom, { steps, disputes }: Theme): Plan['accident'] => ({
  step: pick(steps),
  does: disputes ? 'pause' : pick(ACCIDENTS),
  skip: disputes ? int(0, 6) : chance(0.7) ? 0 : int(1, 3),
  ms: pick([3 * SECOND, 20 * SECOND, 70 * SECOND, 8 * MINUTE, 8 * MINUTE, 2 * HOUR, 30 * HOUR]),
})

function drawOutside(
  { int, chance, pick }: SeededRandom,
  { disputes }: Theme,
  settlesInMs: number,
  accident: Plan['accident'],
): Plan['outside'] {
  if (disputes) {
    const at = settlesInMs + int(120, 300) * MINUTE
    return [
      { at, does: pick(['chargeback', 'return'] as const) },
      { at: at + int(1, 20) * MINUTE, does: 'right' },
    ]
  }
  if (!chance(accident?.step.startsWith('sync') ? 0.7 : 0.1)) return []
  const at = pick([int(0, 5 * MINUTE), settlesInMs + int(1, 20) * HOUR])
  return [{ at, does: pick(['void', 'reverse', 'chargeback', 'return'] as const) }]
}

/** A second tab comes beside the first one, or while money is going back. */
function drawTabs(
  { int, chance, pick }: SeededRandom,
  totalCents: number,
  reversedAt: number | undefined,
): Plan['tabs'] {
  const beside = () => pick([0, int(0, 300), int(0, 40 * SECOND), int(1, 12) * MINUTE])
  const second = () => (reversedAt !== undefined && chance(0.5) ? reversedAt + int(0, 2 * MINUTE) : beside())
  return Array.from({ length: chance(0.35) ? 2 : 1 }, (_, index) => ({
    at: index === 0 ? 0 : second(),
    amountCents: pick([totalCents, totalCents, totalCents * 0.6, totalCents * 0.5]),
    number: pick(['first', 'first', 'second']),
    clicks: chance(0.2) ? [0, pick([0, int(0, 400), int(0, 40 * SECOND), 9 * MINUTE])] : [0],
    declined: chance(0.1),
  }))
}

function drawReversals({ int, chance, pick }: SeededRandom, settlesInMs: number): Plan['reversals'] {
  const at = pick([
    int(0, 2 * MINUTE),
    int(5, 40) * MINUTE,
    settlesInMs + int(-500, 500),
    settlesInMs + int(2, 6) * HOUR,
    settlesInMs + int(2, 6) * HOUR,
  ])
  const reversal = (later: number) => ({ at: at + later, share: pick([0, 0, 0.4, 0.6]) })
  return [reversal(0), ...(chance(0.4) ? [reversal(pick([0, int(0, 400), int(1, 20) * MINUTE, 7 * HOUR]))] : [])]
}

/**
 * While money goes back, around settlement, a day after it, and then now and again: later is never riskier. In some
 * worlds it never comes: what is asked about unconfirmed must do without it.
 */
function drawSyncs(
  { int, chance, pick }: SeededRandom,
  settlesInMs: number,
  reversedAt: number | undefined,
): Plan['syncs'] {
  if (reversedAt === undefined && chance(0.2)) return []
  const settled = [settlesInMs + int(0, HOUR), ...(chance(0.3) ? [settlesInMs + int(0, HOUR)] : [])]
  const later = [...settled, settlesInMs + int(21, 25) * HOUR, 150 * HOUR]
  if (reversedAt === undefined) return later
  const beside = chance(0.5) ? [reversedAt + pick([int(-400, 400), int(0, 45 * SECOND)])] : []
  return [...beside, ...later]
}

/** Before, between and after what a bank does and takes back. */
const drawSyncsBeside = ({ int }: SeededRandom, settlesInMs: number, outside: Plan['outside']): Plan['syncs'] => [
  settlesInMs + int(0, HOUR),
  ...outside.flatMap(({ at }) => [at + int(-400, 400), at + int(0, MINUTE)]),
  150 * HOUR,
]

function drawFaults({ int, chance, pick }: SeededRandom, { points }: Theme, beyond: boolean): Plan['faults'] {
  const late = [SECOND, 10 * SECOND, 40 * SECOND, 3 * MINUTE, 5 * MINUTE]
  // What PaySimple does late is where conclusions go wrong.
  const kinds = [...FAULT_KINDS, 'late-commit', 'late-commit', 'delay', 'late-visible'] as const
  const draw = () => {
    const point = pick(points)
    const reads = point === 'list' || point === 'get'
    return {
      point,
      kind: beyond && !reads ? pick(['late-commit', 'delay', 'late-visible'] as const) : pick(kinds),
      skip: chance(0.7) ? 0 : int(1, 2),
      times: chance(0.8) ? 1 : reads ? int(2, 20) : 2,
      ms: beyond && !reads ? int(8, 35) * MINUTE : pick(late),
    }
  }
  return Array.from({ length: pick([0, 1, 1, 2, 3]) }, draw)
}
