import { expect, it, test } from 'vitest'
import { type Answers, cancellationOf, refundDay, rightOf, toldRight } from '@/lib/documents/cancellation'
import { refundBy } from '@/lib/states/cancel-by'
import { profileFor } from '@/lib/states/profiles'
import { bannedIn } from '@/tools/testing/banned-words'
import * as words from './words'

const ZONE = 'America/Los_Angeles'
const SIGNED = new Date('2026-11-30T18:00:00Z') // a Monday
const UNASKED: Answers = { isSixtyFive: null, isDisasterRepair: null }

function signedIn(code: string, answers = UNASKED, timeZone = ZONE) {
  const profile = profileFor(code, '2026-11-29')
  if (!profile) throw new Error(`There is no profile of ${code}.`)
  return { signedAt: SIGNED, timeZone, states: [], answers, cancellation: cancellationOf(profile) }
}
const told = (code: string, at: string, answers = UNASKED) => {
  const right = toldRight(signedIn(code, answers))
  if (!right) throw new Error('no right')
  return words.mayCancelSentence(right, ZONE, new Date(at))
}
const NOW = '2026-12-01T18:00:00Z'

test.each([
  ['the federal rule', 'TX', UNASKED, 'You may cancel until midnight of Thursday, December 3 (PST).'],
  [
    ...['California, nobody asked', 'CA', UNASKED],
    'You may cancel until midnight of Thursday, December 3 (PST); if you’re 65 or older, until midnight of Saturday, December 5 (PST); if this repairs what a disaster damaged, until midnight of Tuesday, December 8 (PST).',
  ],
  [
    ...['California, both no', 'CA', { isSixtyFive: false, isDisasterRepair: false }],
    'You may cancel until midnight of Thursday, December 3 (PST).',
  ],
  [
    ...['California, 65 or older', 'CA', { isSixtyFive: true, isDisasterRepair: false }],
    'You may cancel until midnight of Saturday, December 5 (PST).',
  ],
  [
    ...['California, both', 'CA', { isSixtyFive: true, isDisasterRepair: true }],
    'You may cancel until midnight of Tuesday, December 8 (PST).',
  ],
] as [string, string, Answers, string][])('A35: until when, by %s', (_, code, answers, sentence) =>
  expect(told(code, NOW, answers)).toBe(sentence),
)

it('A35: says what is left once the first of several days is over', () =>
  expect(told('CA', '2026-12-04T18:00:00Z')).toBe(
    'You may still cancel if you’re 65 or older, until midnight of Saturday, December 5 (PST); or if this repairs what a disaster damaged, until midnight of Tuesday, December 8 (PST).',
  ))

it('A35: the longest right counts where nobody was asked, and the answers where they were', () => {
  expect(rightOf(signedIn('CA'))?.day).toBe('2026-12-08')
  expect(rightOf(signedIn('CA', { isSixtyFive: true, isDisasterRepair: false }))?.day).toBe('2026-12-05')
  expect(rightOf(signedIn('CA', { isSixtyFive: false, isDisasterRepair: false }))?.day).toBe('2026-12-03')
})

it('A35: the paper says both possibilities before anybody has answered, and each once', () => {
  const statement = cancellationOf(profileFor('CA', '2026-11-29') as never).statement
  expect(statement).toContain('within three business days')
  expect(statement).toContain('If you are 65 years of age or older, you have five business days instead')
  expect(statement).toContain('repairs after a disaster, you have seven business days instead')
  expect(statement).toMatch(/See the attached notice of cancellation form for an explanation of this right\.$/)
  const maryland = cancellationOf(profileFor('MD', '2026-11-29') as never).statement
  expect(maryland.match(/65/g)).toHaveLength(1)
})

test.each([
  ['the day before Thanksgiving', '2026-11-25', '2026-12-08'],
  ['over Christmas on a Friday and New Year', '2026-12-23', '2027-01-06'],
  ['Independence Day on a Sunday: the earlier of both ways', '2027-07-01', '2027-07-13'],
  ['over a change of clocks', '2027-03-12', '2027-03-24'],
])('the refund counts ten business days from the arrival, %s', (_, receivedOn, day) =>
  expect(refundDay(null, receivedOn)).toBe(day),
)

it('counts California’s ten days as days', () =>
  expect(refundBy('2026-12-01', profileFor('CA', '2026-11-29') as never)).toBe('2026-12-11'))

test.each([
  ['2026-12-04T08:00:00Z', null],
  ['2026-12-04T07:30:00Z', 'Less than an hour is left.'],
  ['2026-12-04T06:59:00Z', '1 hour is left.'],
  ['2026-12-02T09:00:00Z', '47 hours are left.'],
  ['2026-12-02T07:00:00Z', '2 days and 1 hour are left.'],
])('the countdown at %s', (at, left) => {
  const right = rightOf(signedIn('TX'))
  expect(right && words.leftWords(right, new Date(at))).toBe(left)
})

it('says nothing that nobody in the trade says', () => {
  const right = toldRight(signedIn('CA'))
  if (!right) throw new Error('no right')
  const progress = { totalCents: 1_000_00, refundedCents: 400_00 }
  const days = { way: 'mail' as const, datedOn: '2026-12-01', receivedOn: '2026-12-04' }
  const all = [
    ...[
      words.NO_RIGHT,
      words.NOT_SIGNED,
      words.NOT_YOURS,
      words.BY_HAND,
      told('CA', NOW),
      words.refundWithin(right.profile),
    ],
    ...[words.tooLateWords(right.by, ZONE), words.noticeWords(days), words.eventWords(days, 'why')],
    ...[words.lateQuestion('2026-12-09', right.by, ZONE), words.lateQuestion('2026-12-09', null, ZONE)],
    ...[
      words.canceledMail(days, 1_000_00, '2026-12-11'),
      words.canceledMail({ ...days, way: 'link' }, 0, '2026-12-11'),
    ],
    ...[0, 400_00, 1_000_00].map((refundedCents) =>
      words.customerRefundWords({ totalCents: 1_000_00, refundedCents }, '2026-12-11'),
    ),
    ...[words.progressWords(progress), words.customerRefundWords({ totalCents: 0, refundedCents: 0 }, '2026-12-11')],
    ...['2026-12-10', '2026-12-11', '2026-12-12'].map((today) => words.refundDueWords('2026-12-11', today, 1)),
  ]
  for (const said of all) {
    expect(bannedIn(said)).toEqual([])
    expect(said).not.toMatch(/undefined|null|NaN| {2}|\.\./)
  }
})
