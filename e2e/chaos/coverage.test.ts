import { expect, test } from 'vitest'
import type { Incident } from './aims'
import { coverageOf, missingOf } from './coverage'
import type { Evidence } from './evidence'
import { drawPlan, type Intent } from './plan'
import { findViolations } from './rules'
import { books, click } from './test-books'

const [drawn] = drawPlan({ payments: 1, seed: 1 }).intents
if (!drawn) throw new Error('nothing was drawn')
const intent: Intent = {
  ...{ ...drawn, n: 1, phase: 0, flow: 'two_tabs', source: 'bank' },
  aims: [
    { on: 'payment', by: 'app', fault: { kind: 'cut' } },
    { commit: 'row', by: 'app', kill: 'database', when: 'before' },
  ],
  undo: {
    kind: 'refund',
    keeps: 0.5,
    race: 'two_ids',
    aims: [{ on: 'sync', by: 'worker', kill: 'caller', when: 'after' }],
  },
}
const undone = (reversalId: string) => ({
  ...({
    what: 'undone',
    at: 0,
    paymentId: 'p1',
    reversalId,
    kind: 'refund',
    retainedCents: 1,
    answer: 'asked',
  } as const),
})
const incident = (changes: Partial<Incident>): Incident => ({ at: 0, intent: 1, what: 'kill', step: '', ...changes })
const whole: Evidence = books({
  planned: [intent],
  entries: [click(), click({ paymentId: 'p2' }), undone('r1'), undone('r2')],
  incidents: [
    incident({ what: 'fault', step: 'payment', fault: 'cut' }),
    incident({ step: 'before commit of row', victim: 'database' }),
    incident({ step: 'after sync', victim: 'worker-2' }),
  ],
})

test('all that was dealt has struck', () => {
  expect(missingOf(whole)).toEqual([])
  expect(coverageOf(whole).map(({ label }) => label)).toEqual([
    'cut at payment by bank',
    'database killed before commit of row',
    'refund of a part, two_ids',
    'two_tabs under ach',
    'worker killed after sync of a refund',
  ])
})

test('nothing of it has', () => {
  const nothing = {
    ...whole,
    entries: [],
    incidents: [incident({ intent: 2, step: 'after sync', victim: 'worker-2' })],
  }
  expect(missingOf(nothing)).toHaveLength(5)
})

test('it is a violation where the whole plan was played, and it was dealt often', () => {
  const many = (times: number) => ({
    ...whole,
    planned: [
      ...Array<Intent>(times).fill(intent),
      ...Array<Intent>(2_000 - times).fill({ ...intent, aims: [], undo: undefined }),
    ],
    incidents: [],
  })
  const struck = (evidence: Evidence) => findViolations(evidence).filter(({ rule }) => rule === 'never_struck')
  expect(struck(many(9))).toEqual([])
  expect(struck(many(10))).toHaveLength(3)
  expect(struck({ ...many(10), planned: many(10).planned.slice(1) })).toEqual([])
})
