// What happens in a run, drawn from its seed before anything is started.
import { type SeededRandom, seededRandom } from '@/tools/testing/seeded-random'
import type { Aim } from './aims'
import {
  FAULT_POINTS,
  FAULTS,
  faultAt,
  killsOf,
  type Mishap,
  outagesOf,
  type Source,
  type Undo,
  undoingsOf,
} from './mishaps'

export const POLICIES = ['ach', 'document', 'processor', 'off'] as const
const ORGS = 4

/** How the people behave who take this payment. */
export type Flow =
  | 'one_click'
  /** The same payment id to both app processes at once. */
  | 'double_click'
  /** Two ids for one job, of which only one fits what is owed. */
  | 'two_tabs'
  /** Look-ups of two workers while the click is under way. */
  | 'click_and_reconciler'

export type Intent = {
  n: number
  phase: number
  org: number
  flow: Flow
  source: Source
  amountCents: number
  /** The first intent of its customer: itself, or an earlier one. */
  customerOf: number
  card: keyof typeof CARDS
  warmUp: boolean
  /** The customer agrees that the account is saved. */
  save: boolean
  /** After an answer that was lost, the person presses again. */
  clickAgain: boolean
  /** Asked whether this is really a second payment, the person says yes. */
  meansIt: boolean
  receipt: boolean
  /** Which app process is asked first. */
  app: 0 | 1
  aims: Aim[]
  undo?: Undo
  /** What the world does with a payment that PaySimple left Pending. */
  pendingBecomes: 'Authorized' | 'Failed' | 'stays'
}

export type Plan = { seed: number; orgs: number; intents: Intent[] }

export const CARDS = {
  visa: { number: '4111111111111111', securityCode: '996' },
  mastercard: { number: '5454545454545454', securityCode: '996' },
  discover: { number: '6011000993026909', securityCode: '996' },
  'american-express': { number: '371449635392376', securityCode: '9997' },
} as const
const BRANDS = ['visa', 'mastercard', 'discover', 'american-express'] as const

/** Amounts that the processor refuses, by card and by bank account (PS-045). */
const DECLINED_CENTS = [999_901, 999_902, 999_904, 999_905] as const

/** The shares of the payments to which something happens; to the others nothing does, but what happens to everybody. */
const SHARES: readonly (readonly [share: number, what: 'fault' | 'undoing' | 'kill' | 'outage'])[] = [
  [0.25, 'fault'],
  [0.06, 'undoing'],
  [0.034, 'kill'],
  [0.01, 'outage'],
]
/** In one of so many rounds of all faults the sandbox itself dies at a point: it takes everybody's calls with it. */
const EXITS = 2

/** Whether the processor is to refuse it. */
export const isDeclined = ({ amountCents }: Intent): boolean =>
  (DECLINED_CENTS as readonly number[]).includes(amountCents)

/** Nothing is to happen to it, and nothing else is needed for it: a new customer's one click, which is to be taken at once. */
export const isCalm = (intent: Intent): boolean =>
  intent.aims.length === 0 &&
  !intent.undo &&
  intent.flow === 'one_click' &&
  intent.customerOf === intent.n &&
  !isDeclined(intent)

/** Deals everything in a random order, then everything again: nothing comes twice before all came once. */
function dealer<T>(random: SeededRandom, fresh: () => readonly T[]): () => T {
  let deck: T[] = []
  return () => {
    if (deck.length === 0) deck = [...fresh()]
    const [dealt] = deck.splice(random.int(0, deck.length - 1), 1)
    return dealt as T
  }
}

function mishapDealer(random: SeededRandom): () => Mishap {
  let round = random.int(0, EXITS - 1)
  const fault = dealer(random, () => {
    round++
    return FAULT_POINTS.flatMap((point, at) =>
      Object.keys(FAULTS)
        .filter((kind) => kind !== 'exit-after' || (!point.startsWith('get of') && (at + round) % EXITS === 0))
        .map((kind) => ({ point, kind })),
    )
  })
  const others = {
    undoing: dealer(random, () => undoingsOf(random)),
    kill: dealer(random, () => killsOf(random)),
    outage: dealer(random, () => outagesOf(random)),
  }
  return () => {
    let drawn = random.next()
    for (const [share, what] of SHARES) {
      drawn -= share
      if (drawn >= 0) continue
      if (what !== 'fault') return others[what]()
      const { point, kind } = fault()
      return faultAt(random, point, kind)
    }
    return { aims: [] }
  }
}

/** Draws a run: the same numbers give the same plan. */
export function drawPlan({ payments, seed }: { payments: number; seed: number }): Plan {
  const random = seededRandom(seed)
  const nextMishap = mishapDealer(random)
  const nextFlow = dealer<Flow>(random, () => [
    ...Array<Flow>(7).fill('one_click'),
    'double_click',
    'two_tabs',
    'click_and_reconciler',
  ])
  const intents: Intent[] = []
  for (let n = 0; n < payments; n++) {
    const mishap = nextMishap()
    // A customer who is at PaySimple already is not made there again.
    const needsNew = mishap.aims.some((aim) => ('on' in aim ? aim.on : 'commit' in aim && aim.commit) === 'customer')
    const earlier = !needsNew && n > 20 && random.chance(0.3) ? intents[n - 1 - random.int(0, 14)] : undefined
    // What is to be undone has to be taken first: it is no repeat, and nothing that is declined.
    const again = earlier !== undefined && !mishap.undo && random.chance(0.4)
    intents.push({
      n,
      phase: Math.min(POLICIES.length - 1, Math.floor((n * POLICIES.length) / payments)),
      org: earlier?.org ?? random.int(0, ORGS - 1),
      flow: mishap.undo ? 'one_click' : nextFlow(),
      source: mishap.source ?? (earlier && random.chance(0.6) ? 'saved' : random.chance(0.3) ? 'bank' : 'card'),
      amountCents: again
        ? earlier.amountCents
        : !mishap.undo && random.chance(0.05)
          ? random.pick(DECLINED_CENTS)
          : random.int(1_00, 5_000_99),
      customerOf: earlier?.customerOf ?? n,
      card: earlier?.card ?? random.pick(BRANDS),
      warmUp: mishap.warmUp ?? random.chance(0.5),
      save: random.chance(0.6),
      clickAgain: random.chance(0.5) && mishap.clickAgain !== false,
      meansIt: random.chance(0.6) || mishap.undo !== undefined,
      receipt: random.chance(0.9),
      app: random.chance(0.5) ? 0 : 1,
      aims: mishap.aims,
      ...(mishap.undo && { undo: mishap.undo }),
      pendingBecomes: random.pick(['Authorized', 'Authorized', 'Failed', 'stays'] as const),
    })
  }
  return { seed, orgs: ORGS, intents }
}
