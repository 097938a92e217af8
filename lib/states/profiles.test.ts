import { describe, expect, it, test } from 'vitest'
import { isDay } from '@/lib/dates'
import { US_STATES } from '@/lib/regions'
import { bannedIn } from '@/tools/testing/banned-words'
import type { StateProfile } from './profile'
import { PROFILES, profileFor, profileOf as profileOfJob } from './profiles'
import { remindersFor } from './reminders'
import { cancelStatement, moneyBeforeSigning, profileSentence } from './words'

const TODAY = '2026-11-29'
const NOBODY = { isSixtyFive: false, isDisasterRepair: false }

function profileOf(code: string): StateProfile {
  const profile = profileFor(code, TODAY)
  if (!profile) throw new Error(`There is no profile of ${code}.`)
  return profile
}
const EVERY = US_STATES.map(({ code }) => profileOf(code))

describe('the profiles', () => {
  it('are one for each state and day', () => {
    expect(new Set(PROFILES.map(({ code, from }) => `${code} ${from}`)).size).toBe(PROFILES.length)
    expect(PROFILES.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['AZ', 'CA', 'IN', 'MA', 'MD', 'ME', 'NV', 'NY', 'OH', 'OR', 'PA', 'TN']),
    )
  })

  test.each(EVERY.map((profile) => [profile.name, profile] as const))('%s is sound', (name, profile) => {
    expect(name).toMatch(/^[A-Z]\D+$/)
    expect([profile.from, profile.asOf].every(isDay)).toBe(true)
    expect(profile.source).not.toBe('')
    expect(profile.cancel.days).toBeGreaterThanOrEqual(3) // the federal rule's
    expect(profile.deposit.law === null).toBe(profile.deposit.cap.kind === 'none')
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile)
    const sentences = [
      ...[profileSentence(profile), moneyBeforeSigning(profile).sentence, cancelStatement(profile, NOBODY)],
      ...[...profile.alsoAsks, ...remindersFor(profile, new Date(), 'UTC').map(({ sentence }) => sentence)],
    ]
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*\.$/s)
      expect(sentence).not.toMatch(/undefined|null|NaN|[{}]| {2}|\.\./)
      expect(bannedIn(sentence)).toEqual([])
    }
  })

  it('are the federal rule elsewhere in the United States, and nothing abroad', () => {
    expect(profileOf('TX')).toMatchObject({ name: 'Texas', isOwn: false, cancel: { days: 3, law: '16 CFR 429' } })
    expect(profileOf('TX').cancel.fromCents).toEqual({ atHome: 25_00, elsewhere: 130_00 })
    expect(profileOf('PR').name).toBe('Puerto Rico')
    for (const code of ['ON', 'ca', 'XX', '']) expect(profileFor(code, TODAY)).toBeNull()
  })

  it('change on the day from which a later one holds', () => {
    const california = profileOf('CA')
    const later = { ...california, from: '2027-01-01', cancel: { ...california.cancel, days: 5 } }
    const days = (day: string) => profileFor('CA', day, [later, california])?.cancel.days
    expect(['2020-01-01', '2026-12-31', '2027-01-01'].map(days)).toEqual([3, 3, 5])
  })
})

describe('the profile of a job', () => {
  test.each(['CA', 'ca', ' Ca ', 'California', 'CALIFORNIA'])('is California’s for "%s"', (state) =>
    expect(profileOfJob(state, TODAY)).toEqual(profileOf('CA')),
  )

  test.each([null, '', ' ', 'XX', 'Calif.', 'null'])('is the federal rule for %j, unconfirmed', (state) => {
    const profile = profileOfJob(state, TODAY)
    expect(profile).toEqual({ ...profileOf('TX'), code: '', name: 'No state', isConfirmed: false })
    const words = profile && profileSentence(profile)
    expect(words).toMatch(
      /^The job has no state, so this is the federal rule\. .* Not confirmed yet: ask your lawyer\.$/,
    )
    expect(bannedIn(words ?? '')).toEqual([])
  })

  it('is the federal rule under the name of a state without rules, and none in Canada', () => {
    expect(profileOfJob('tx', TODAY)).toEqual(profileOf('TX'))
    for (const state of ['ON', 'on', 'Quebec']) expect(profileOfJob(state, TODAY)).toBeNull()
  })

  it('takes other profiles than ours', () => {
    const own = { ...profileOf('TX'), cancel: { ...profileOf('TX').cancel, days: 9 } }
    expect(profileOfJob('Texas', TODAY, [own])?.cancel.days).toBe(9)
  })
})

describe('the words', () => {
  test.each([
    [
      'CA',
      'California. Deposits before work starts: at most $1,000 or 10% of the price, whichever is less. Customers can cancel within 3 business days after they have a signed copy, 5 if they’re 65 or older, 7 for repairs after a disaster, from $25 on at home and $130 elsewhere. Contracts over $500 must be in writing. Each payment must be in dollars and cents. As of Nov 29, 2026. Not confirmed yet: ask your lawyer.',
    ],
    [
      'TX',
      'Texas, by the federal rule: Plumbline has no rules of the state’s own. No limit on deposits that we know of. Customers can cancel within 3 business days, from $25 on at home and $130 elsewhere. As of Nov 29, 2026.',
    ],
    [
      'ME',
      'Maine. Deposits up to signing: at most one third of the price. Customers can cancel within 3 business days, from $25 on at home and $130 elsewhere. Contracts over $3,000 must be in writing. As of Nov 29, 2026.',
    ],
  ])('of %s', (code, sentence) => expect(profileSentence(profileOf(code))).toBe(sentence))

  it('A35: name the business days in the statement beside the signature', () => {
    expect(cancelStatement(profileOf('TX'), NOBODY)).toBe(
      'You, the buyer, may cancel this transaction at any time prior to midnight of the third business day after the date of this transaction. See the attached notice of cancellation form for an explanation of this right.',
    )
    const california = profileOf('CA')
    expect(cancelStatement(california, NOBODY)).toMatch(/within three business days.*the third business day/)
    expect(cancelStatement(california, { ...NOBODY, isSixtyFive: true })).toMatch(/within five .*the fifth /)
    expect(cancelStatement(california, { ...NOBODY, isDisasterRepair: true })).toMatch(/within seven .*the seventh /)
    expect(cancelStatement(profileOf('MD'), NOBODY)).toMatch(/fifth business day or seventh business day if/)
  })

  it('take a company’s own texts', () => {
    const texts = { cancelStatement: 'Cancel by the {nth} day, {days} in all.', whereForms: 'See page 2.' }
    expect(cancelStatement({ ...profileOf('TX'), texts }, NOBODY)).toBe(
      'Cancel by the third day, three in all. See page 2.',
    )
  })

  it('refuse money before signing where the state does, and warn elsewhere', () => {
    expect(moneyBeforeSigning(profileOf('MD'))).toEqual({
      isRefused: true,
      sentence: 'Maryland doesn’t allow money before the contract is signed (Bus. Reg. §8-617).',
    })
    expect(moneyBeforeSigning(profileOf('TX')).isRefused).toBe(false)
  })
})

describe('New York’s reminders', () => {
  const newYork = (receivedAt: string) =>
    remindersFor(profileOf('NY'), new Date(receivedAt), 'America/New_York').map(({ kind, day }) => [kind, day])

  it('are two dates, from the day the money came in where the job is', () => {
    expect(remindersFor(profileOf('NY'), new Date('2026-12-01T04:59:00Z'), 'America/New_York')).toEqual([
      {
        kind: 'escrow_deposit',
        day: '2026-12-05',
        sentence: 'Put this money into a trust account by Dec 5, 2026 (Lien Law §71-a).',
      },
      {
        kind: 'escrow_notice',
        day: '2026-12-11',
        sentence:
          'Tell the customer in writing by Dec 11, 2026 which bank has it, unless the contract says so (Lien Law §71-a).',
      },
    ])
  })

  it('are the earlier of both ways to count holidays', () =>
    expect(newYork('2027-07-01T16:00:00Z')).toEqual([
      ['escrow_deposit', '2027-07-07'],
      ['escrow_notice', '2027-07-13'],
    ]))

  it('are nothing elsewhere', () => expect(remindersFor(profileOf('NJ'), new Date(), 'UTC')).toEqual([]))
})
