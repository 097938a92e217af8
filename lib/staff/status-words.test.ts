import { expect, test } from 'vitest'
import type { InstallationState } from '@/lib/metrics/state'
import { ageInWords, concernsOf, LATE, withinWords } from './status-words'

const WELL: InstallationState = {
  unconfirmed: { payment: { count: 2, seconds: 90 }, reversal: { count: 0, seconds: 0 } },
  queue: new Map([['sync-org', { count: 3, seconds: 1, givenUp: 0 }]]),
  sync: new Map([['a', { seconds: 3_600, failures: 1 }]]),
  mail: { waiting: 2, waitingSeconds: 30, undelivered: 4, failingSeconds: null },
}

test('what goes its way is no concern', () => expect(concernsOf(WELL)).toEqual([]))

test.each<[string, Partial<InstallationState>, RegExp]>([
  [
    'an old unconfirmed refund',
    { unconfirmed: { ...WELL.unconfirmed, reversal: { count: 1, seconds: LATE.unconfirmed + 1 } } },
    /unconfirmed for 30 min/,
  ],
  ['waiting work', { queue: new Map([['a', { count: 1, seconds: 61, givenUp: 0 }]]) }, /Work waits for 1 min\. Check/],
  [
    'a job that gave up',
    { queue: new Map([['a', { count: 0, seconds: 0, givenUp: 1 }]]) },
    /^1 job failed .* it again/,
  ],
  ['jobs that gave up', { queue: new Map([['a', { count: 0, seconds: 0, givenUp: 2 }]]) }, /^2 jobs .* them again/],
  ['a mail server', { mail: { ...WELL.mail, failingSeconds: 0, waitingSeconds: 9_999 } }, /can’t be used for 0 s/],
  ['waiting mail', { mail: { ...WELL.mail, waitingSeconds: 3_600 } }, /email waits for 1 h/],
  ['a sync that is late', { sync: new Map([['a', { seconds: LATE.sync + 1, failures: 0 }]]) }, /^1 company isn’t/],
  [
    'syncs without an answer',
    { sync: new Map(['a', 'b'].map((org) => [org, { seconds: 0, failures: 3 }])) },
    /^2 companies aren’t/,
  ],
])('%s is one concern, with what to do', (_, changes, words) => {
  const concerns = concernsOf({ ...WELL, ...changes })
  expect(concerns).toHaveLength(1)
  expect(concerns[0]).toMatch(words)
})

test.each([
  [0, '0 s'],
  [-3, '0 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [3_599, '59 min'],
  [3_600, '1 h'],
  [11_100, '3 h 5 min'],
  [47 * 3_600, '47 h'],
  [172_800, '2 days'],
])('%d seconds are %s', (seconds, words) => expect(ageInWords(seconds)).toBe(words))

test.each([
  [0.05, 'within 50 ms'],
  [0.025, 'within 25 ms'],
  [2.5, 'within 2.5 s'],
  [Number.POSITIVE_INFINITY, 'in more than 30 s'],
])('%d seconds are said %s', (seconds, words) => expect(withinWords(seconds)).toBe(words))
