import { expect, test } from 'vitest'
import type { Evidence } from './evidence'
import { drawPlan } from './plan'
import { findViolations } from './rules'
import { books, charge, click, event, NOON, row, told } from './test-books'

// Books that are empty or late are in order row by row; here it is seen that the run as a whole is not.

const PAYMENTS = 600
const { intents } = drawPlan({ payments: PAYMENTS, seed: 7 })
const wordsOf = (evidence: Evidence, rule: string) =>
  findViolations(evidence).flatMap((violation) => (violation.rule === rule ? [violation.what] : []))

/** As many payments as were planned, each of them taken. */
const whole = (changes: Partial<Evidence> = {}): Evidence =>
  books({
    planned: intents,
    entries: intents.flatMap(({ n }) => [click({ n, paymentId: `p${n}` }), told('authorized', `p${n}`)]),
    payments: intents.map(({ n }) => row({ id: `p${n}` })),
    ...changes,
  })

test('a run in which every payment was only taken lacks everything else', () => {
  expect(wordsOf(whole(), 'hollow_run').map((words) => words.replace(/^\d+ /, ''))).toEqual(
    ['voids', 'refunds', 'partial refunds', 'declines'].map((what) => `${what} were planned, and none came to its end`),
  )
})

test('a run in which nobody pressed', () => {
  const empty = whole({ entries: [], payments: [], ledger: [], events: [], emails: [], mails: [] })
  expect(wordsOf(empty, 'hollow_run')).toContain(`${PAYMENTS} of ${PAYMENTS} payments were never pressed`)
})

test('a run in which every click failed', () => {
  const failed = whole({
    entries: intents.flatMap(({ n }) => [click({ n, paymentId: `p${n}` }), told('failed', `p${n}`)]),
    payments: [],
  })
  expect(wordsOf(failed, 'hollow_run').join()).toMatch(/only 0 of \d+ payments have a row/)
  expect(wordsOf(failed, 'hollow_run').join()).toMatch(/only 0 of \d+ payments that nothing was aimed at were taken/)
  expect(wordsOf(failed, 'failed_alone')).toHaveLength(PAYMENTS)
})

test('a click that was never answered', () => {
  expect(wordsOf(books({ entries: [click()] }), 'hollow_run')).toEqual(['pressed, and never answered'])
})

test.each([
  ['while the database was down', NOON + 500, true],
  ['right behind it', NOON - 2_000, true],
  ['long after', NOON - 60_000, false],
])('an error %s', (_name, upAt, excused) => {
  const incidents = [
    { at: upAt - 1_000, what: 'down', victim: 'database', step: '' } as const,
    { at: upAt, what: 'up', victim: 'database', step: '' } as const,
  ]
  const evidence = books({ entries: [click(), told('failed')], incidents })
  expect(wordsOf(evidence, 'failed_alone')).toHaveLength(excused ? 0 : 1)
})

/** So many lost answers, each made good after so many seconds; null is still unconfirmed at the end. */
const lost = (seconds: readonly (number | null)[], answer: 'checking' | 'killed' = 'checking'): Evidence =>
  books({
    endedMs: NOON + 60_000,
    entries: seconds.flatMap((_, n) => [click({ n, paymentId: `p${n}` }), told(answer, `p${n}`)]),
    payments: seconds.map((wait, n) =>
      row({ id: `p${n}`, status: wait === null ? 'unknown' : 'authorized', decided_at: wait && NOON + wait * 1000 }),
    ),
    ledger: seconds.map((_, n) => charge({ id: n, orderId: `p${n}` })),
    events: seconds.map(() => event('submitting', 'authorized')),
  })

test('answers made good in time, but for one of twenty', () => {
  expect(wordsOf(lost([...Array<number>(19).fill(14), 59]), 'promise_broken')).toEqual([])
})

test.each([
  ['late', [20, 20, ...Array<number>(18).fill(2)], 'checking'],
  ['not at all while the storm lasted', [null, null, ...Array<number>(18).fill(2)], 'checking'],
  ['late after a kill', [12, 13, ...Array<number>(18).fill(2)], 'killed'],
] as const)('answers made good %s', (_name, seconds, answer) => {
  expect(wordsOf(lost(seconds, answer), 'promise_broken').join()).toMatch(/^2 of 20 later than/)
})

test('answers that nobody could have asked for while the workers were starting again', () => {
  const incidents = ['worker-1', 'worker-2'].flatMap((victim) => [
    { at: NOON + 1_000, what: 'kill', victim, step: 'before list' } as const,
    { at: NOON + 12_000, what: 'up', victim, step: '' } as const,
  ])
  const late = lost([20, 20, ...Array<number>(18).fill(2)])
  expect(wordsOf({ ...late, incidents }, 'promise_broken')).toEqual([])
  expect(wordsOf({ ...late, incidents: incidents.slice(0, 2) }, 'promise_broken')).toHaveLength(1)
})

test('a promise that nothing was measured for', () => {
  expect(wordsOf(whole(), 'promise_broken').join()).toMatch(
    /nothing measured: lost answers.*nothing measured: payments/,
  )
})
