// What can go wrong, each with what it takes to get there.
import type { SeededRandom } from '@/tools/testing/seeded-random'
import type { Aim, CallPoint, CommitPoint, Fault, Victim } from './aims'

/** Voiding a payment that was taken, or refunding it once it has settled. */
export type Undo = {
  kind: 'void' | 'refund'
  /** Of a refund, the share of the payment that is kept: above 0 it is a partial refund. */
  keeps: number
  race: UndoRace
  aims: Aim[]
}
export type UndoRace =
  | 'alone'
  /** The same reversal id to both app processes at once. */
  | 'same_twice'
  /** Two ids at once: refund against refund, void against void. */
  | 'two_ids'
  /** PaySimple settles the payment while it is being voided. */
  | 'against_settlement'

export type Source = 'card' | 'bank' | 'saved'

/** What an intent is given to suffer. */
export type Mishap = {
  aims: Aim[]
  source?: Source
  warmUp?: boolean
  /** False where a person who presses again would be there before the worker whom it is aimed at. */
  clickAgain?: false
  undo?: Undo
}

/** Every way in which the sandbox can go wrong, with the waits that make sense beside a deadline of one second. */
export const FAULTS: Readonly<Record<string, readonly [number | undefined, ...number[]]>> = {
  '401': [undefined],
  refuse: [undefined],
  'no-answer-before': [undefined],
  'no-answer-after': [undefined],
  'reset-before': [undefined],
  'reset-after': [undefined],
  cut: [undefined],
  '500-before': [undefined],
  '500-after': [undefined],
  '502-html': [undefined],
  '503-html': [undefined],
  slow: [1, 5],
  delay: [300, 3_000],
  'late-commit': [1_500, 8_000],
  'late-visible': [2_000, 6_000],
  'duplicate-after': [undefined],
  pending: [undefined],
  '204-body': [undefined],
  'exit-after': [undefined],
}

/** Where a fault can strike; a charge counts once by card and once by bank account. */
export const FAULT_POINTS = [
  'customer',
  'card',
  'bank',
  'payment by card',
  'payment by bank',
  'list',
  'get',
  'get of a void',
  'get of a refund',
  'void',
  'reverse',
  'sync',
] as const
export type FaultPoint = (typeof FAULT_POINTS)[number]

/** A charge whose answer never comes: what brings a look-up about. */
const lost = (random: SeededRandom): Aim => ({
  on: 'payment',
  by: 'app',
  fault: { kind: random.pick(['no-answer-after', 'reset-after', 'cut', '500-after', 'duplicate-after'] as const) },
})
/** The same of a void or a refund: its payment is read back. */
const lostUndo = (random: SeededRandom, kind: Undo['kind']): Aim => ({
  on: kind === 'void' ? 'void' : 'reverse',
  by: 'app',
  fault: { kind: random.pick(['no-answer-after', 'reset-after', 'cut', '500-after'] as const) },
})
const pending: Aim = { on: 'payment', by: 'app', fault: { kind: 'pending' } }

const undoOf = (random: SeededRandom, kind: Undo['kind'], aims: Aim[], race: UndoRace = 'alone'): Undo => ({
  kind,
  keeps: kind === 'refund' && random.chance(0.4) ? 0.2 + 0.6 * random.next() : 0,
  race,
  aims,
})

const readBack = (fault: Fault, times: number): Aim => ({ on: 'get', by: 'worker', fault, times })

/** One fault at one point. */
export function faultAt(random: SeededRandom, point: FaultPoint, kind: string): Mishap {
  const ms = random.pick(FAULTS[kind] ?? [undefined])
  const fault = { kind, ...(ms !== undefined && { ms }) }
  // The client repeats a read three times by itself.
  const times = random.pick([1, 1, 3] as const)
  const at = (on: CallPoint): Aim[] => [{ on, by: 'any', fault }]
  switch (point) {
    case 'customer':
      return { aims: at('customer'), warmUp: random.chance(0.3) }
    case 'card':
      return { aims: at('card'), source: 'card' }
    case 'bank':
      return { aims: at('bank'), source: 'bank' }
    case 'payment by card':
      return { aims: at('payment'), source: 'card' }
    case 'payment by bank':
      return { aims: at('payment'), source: 'bank' }
    case 'list':
      return { aims: [lost(random), { on: 'list', by: 'worker', fault, times }] }
    case 'get':
      return { aims: [pending, { on: 'get', by: 'worker', fault, times }] }
    case 'get of a void':
      return { aims: [], undo: undoOf(random, 'void', [lostUndo(random, 'void'), readBack(fault, times)]) }
    case 'get of a refund':
      return { aims: [], undo: undoOf(random, 'refund', [lostUndo(random, 'refund'), readBack(fault, times)]) }
    case 'sync':
      return { aims: [{ on: 'sync', by: 'worker', fault, times }] }
    case 'void':
      return { aims: [], undo: undoOf(random, 'void', at('void')) }
    case 'reverse':
      return { aims: [], undo: undoOf(random, 'refund', at('reverse')) }
  }
}

const moments = ['before', 'during', 'after'] as const
const sides = ['before', 'after'] as const
const call = (on: CallPoint, when: (typeof moments)[number], by: 'app' | 'worker' = 'app'): Aim => ({
  ...{ on, by, when },
  kill: 'caller',
})
const commit = (of: CommitPoint, when: (typeof sides)[number], by: 'app' | 'worker' = 'app', kill: Victim = 'caller') =>
  ({ commit: of, by, kill, when }) satisfies Aim

/** Every step at which a process can die. */
export function killsOf(random: SeededRandom): Mishap[] {
  const dies = (...aims: Aim[]): Mishap => ({ aims, warmUp: false })
  const undoing = (kind: Undo['kind'], ...aims: Aim[]): Mishap => ({ aims: [], undo: undoOf(random, kind, aims) })
  return [
    ...moments.map((when) => dies(call('customer', when))),
    ...(['card', 'bank'] as const).flatMap((source) =>
      [source, 'payment' as const].flatMap((on) =>
        moments.map((when): Mishap => ({ ...dies(call(on, when)), source })),
      ),
    ),
    ...(['row', 'customer', 'outcome'] as const).flatMap((of) => sides.map((when) => dies(commit(of, when)))),
    ...moments.map((when) => dies(lost(random), call('list', when, 'worker'))),
    ...moments.map((when) => dies(pending, call('get', when, 'worker'))),
    ...moments.map((when) => dies(call('sync', when, 'worker'))),
    ...sides.map((when) => dies(lost(random), commit('outcome', when, 'worker'))),
    ...sides.map((when) => dies({ mail: true, kill: 'worker', when })),
    // Charged, not to be seen for a while, and nobody left who heard the answer.
    dies({ on: 'payment', by: 'app', fault: { kind: 'late-visible', ms: 3_000 } }, call('payment', 'during')),
    ...moments.map((when) => undoing('void', call('void', when))),
    ...moments.map((when) => undoing('refund', call('reverse', when))),
    ...sides.map((when) => undoing('refund', commit('reversal', when))),
    ...sides.map((when) => undoing('refund', commit('outcome', when))),
    ...sides.map((when) => undoing('void', commit('outcome', when))),
    // The second half of a partial refund, known by the account that was made for the first.
    ...moments.map(
      (when): Mishap => ({
        aims: [],
        source: 'card',
        undo: { kind: 'refund', keeps: 0.5, race: 'alone', aims: [call('payment', when)] },
      }),
    ),
    // The same at the worker, to whom it falls when the app dies between the halves.
    ...moments.map(
      (when): Mishap => ({
        aims: [],
        source: 'card',
        clickAgain: false,
        undo: {
          ...{ kind: 'refund', keeps: 0.5, race: 'alone' },
          aims: [commit('outcome', 'after'), call('payment', when, 'worker')],
        },
      }),
    ),
  ]
}

const calling = ['before', 'during'] as const

/** Database and sandbox die as a whole, and everybody's work with them. */
export function outagesOf(random: SeededRandom): Mishap[] {
  const at = (on: CallPoint, when: 'before' | 'during', kill: Victim = 'database'): Aim => ({
    on,
    by: 'any',
    kill,
    when,
  })
  return [
    ...(['row', 'customer', 'outcome'] as const).flatMap((of) =>
      sides.map((when): Mishap => ({ aims: [commit(of, when, 'app', 'database')], warmUp: false })),
    ),
    ...(['before', 'during'] as const).flatMap((when) => [
      { aims: [at('payment', when)] },
      { aims: [at('payment', when, 'sandbox')] },
    ]),
    { aims: [at('customer', random.pick(calling))], warmUp: false },
    ...(['card', 'bank'] as const).map((source): Mishap => ({ aims: [at(source, random.pick(calling))], source })),
    { aims: [lost(random), at('list', random.pick(calling))] },
    { aims: [], undo: undoOf(random, 'void', [at('void', random.pick(calling))]) },
    { aims: [], undo: undoOf(random, 'refund', [at('reverse', random.pick(calling))]) },
    { aims: [], undo: undoOf(random, 'refund', [commit('reversal', 'before', 'app', 'database')]) },
    { aims: [lost(random), commit('outcome', 'after', 'worker', 'database')] },
    { aims: [], undo: undoOf(random, 'refund', [commit('outcome', 'after', 'app', 'database')]) },
    { aims: [], undo: undoOf(random, 'refund', [commit('reversal', 'after', 'app', 'database')]) },
  ]
}

/** People who undo payments, with nothing going wrong but each other. */
export function undoingsOf(random: SeededRandom): Mishap[] {
  const undo = (kind: Undo['kind'], race: UndoRace, aims: Aim[] = []): Mishap => ({
    aims: [],
    undo: undoOf(random, kind, aims, race),
  })
  return [
    undo('void', 'alone'),
    undo('refund', 'alone'),
    undo('refund', 'alone'),
    undo('void', 'same_twice'),
    undo('refund', 'same_twice'),
    undo('void', 'two_ids'),
    undo('refund', 'two_ids'),
    undo('refund', 'two_ids'),
    undo('void', 'against_settlement'),
    undo('void', 'against_settlement', [{ on: 'void', by: 'app', fault: { kind: 'delay', ms: 300 } }]),
    undo('void', 'against_settlement', [{ on: 'void', by: 'app', fault: { kind: 'reset-after' } }]),
  ]
}
