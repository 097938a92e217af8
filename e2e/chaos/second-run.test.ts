import { expect, test } from 'vitest'
import type { Evidence } from './evidence'
import { judgeSecondRun, rememberBooks } from './second-run'
import { books, charge, email, event, refund, refunded, row } from './test-books'

const before = refunded()
const judge = (after: Partial<Evidence>, undone: string[] = []) =>
  judgeSecondRun(rememberBooks(before), { ...before, ...after }, undone).map(({ rule, what }) => `${rule}: ${what}`)

test('everything looked up, and every row as it was', () => {
  expect(judge({})).toEqual([])
})

test.each<[string, Partial<Evidence>, RegExp]>([
  ['a status', { payments: [row()] }, /payment p1/],
  ['a reversal', { reversals: [refund({ status: 'settled' })] }, /reversal r1/],
  ['an event more', { events: [...before.events, event('refunded', 'settled')] }, /event p1/],
  ['an email less', { emails: [email()] }, /email/],
  ['an alarm', { alarms: [{ what: 'second record', paysimple_id: '500' }] }, /alarm second record 500/],
  ['a charge', { ledger: [...before.ledger, charge({ id: 509 })] }, /charge 509/],
])('changed by the second run: %s', (_name, after, what) => {
  expect(judge(after).join()).toMatch(/^changed_by_second_run: [^,]+ is no longer what it was$/)
  expect(judge(after).join()).toMatch(what)
})

test('a second run that never took place', () => {
  expect(judgeSecondRun(rememberBooks(books()), books(), ['sync-org']).map(({ rule }) => rule)).toEqual([
    'second_run_undone',
  ])
})
