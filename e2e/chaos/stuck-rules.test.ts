import { expect, test } from 'vitest'
import type { Incident } from './aims'
import type { Evidence } from './evidence'
import { findViolations } from './rules'
import { books, charge, NOON, refund, row } from './test-books'

// Unconfirmed for 40 s, and PaySimple has shown it all the while: stuck, but for what was in the way.

const at = (evidence: Partial<Evidence>) =>
  findViolations(
    books({ payments: [row({ status: 'unknown' })], nowMs: NOON + 40_000, visibleForMs: 30_000, ...evidence }),
  ).flatMap(({ rule, what }) => (rule === 'stuck_in_doubt' ? [what] : []))
const incident = (seconds: number, changes: Partial<Incident>): Incident => ({
  ...{ at: NOON + seconds * 1000, what: 'down', step: '', ...changes },
})

test('unconfirmed with everything up', () => {
  expect(at({})).toEqual(['"unknown", and PaySimple says Authorized for 40 s, with everything up'])
})

test('unconfirmed with one worker dead and the other there', () => {
  expect(at({ incidents: [incident(10, { victim: 'worker-1', what: 'kill' })] })).toHaveLength(1)
})

test('a void unconfirmed with everything up', () => {
  const reversals = [refund({ kind: 'void', status: 'unknown' })]
  expect(at({ payments: [row()], ledger: [charge({ status: 'Voided' })], reversals })).toHaveLength(1)
})

test.each<[string, Partial<Evidence>]>([
  ['as long as PaySimple calls it Pending', { ledger: [charge({ status: 'Pending' })] }],
  ['where PaySimple has nothing', { ledger: [] }],
  ['a few seconds after it was made', { nowMs: NOON + 20_000 }],
  ['a few seconds after the world has decided it', { ledger: [charge({ lastModified: '2026-11-21T12:00:20Z' })] }],
  [
    'while the database was away',
    { incidents: [incident(1, { victim: 'database' }), incident(9, { victim: 'database', what: 'up' })] },
  ],
  ['while the sandbox is away', { incidents: [incident(10, { victim: 'sandbox' })] }],
  [
    'while no worker was there',
    { incidents: ['worker-1', 'worker-2'].map((victim) => incident(10, { victim, what: 'kill' })) },
  ],
])('not stuck: %s', (_name, evidence) => {
  expect(at(evidence)).toEqual([])
})
