import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cancelBy } from '@/lib/states/cancel-by'
import type { StateProfile } from '@/lib/states/profile'
import { PROFILES, profileFor } from '@/lib/states/profiles'
import { cancellationOf, cancelSentences as sentences, UNASKED } from './cancellation'
import { canonicalJson } from './canonical'

const ZONE = 'America/New_York'
const SIGNED = new Date('2026-11-30T18:00:00Z') // a Monday

function profileOf(code: string): StateProfile {
  const profile = profileFor(code, '2026-11-29')
  if (!profile) throw new Error(`There is no profile of ${code}.`)
  return profile
}

type Signed = Omit<Parameters<typeof sentences>[0], 'answers'>
const cancelSentences = (signed: Signed, at: Parameters<typeof sentences>[1], answers = UNASKED) =>
  sentences({ ...signed, answers }, at)

/** What the page of an agreement says that was sent under a state's profile, at an instant. */
const said = (code: string, at: string, timeZone = ZONE) =>
  cancelSentences(
    { signedAt: SIGNED, states: ['TX'], sent: { snapshot: { cancellation: cancellationOf(profileOf(code)) } } },
    { timeZone, at: new Date(at) },
  )

describe('A35: until when the customer may cancel', () => {
  test('up to midnight in the company’s zone, and since when no longer', () => {
    const may = 'The customer may cancel until the end of Thursday, December 3 (16 CFR 429).'
    expect(said('CO', '2026-11-30T18:00:00Z')).toBe(may)
    expect(said('CO', '2026-12-04T04:59:59.999Z')).toBe(may)
    expect(said('CO', '2026-12-04T05:00:00Z')).toBe('The right to cancel ended on Dec 3, 2026 (16 CFR 429).')
    expect(said('CO', '2026-12-04T05:00:00Z', 'America/Denver')).toBe(may)
  })

  test('with the days of those who have more', () => {
    expect(said('MD', '2026-12-01T12:00:00Z')).toBe(
      'The customer may cancel until the end of Saturday, December 5 (Com. Law §14-302.1). If they’re 65 or older, they may until the end of Tuesday, December 8.',
    )
    expect(said('MD', '2026-12-07T12:00:00Z')).toBe(
      'The right to cancel ended on Dec 5, 2026 (Com. Law §14-302.1). If they’re 65 or older, they may until the end of Tuesday, December 8.',
    )
    expect(said('MD', '2027-01-07T12:00:00Z')).toMatch(/If they’re 65 or older, it ended on Dec 8, 2026\.$/)
    expect(said('CA', '2026-12-01T12:00:00Z')).toContain(
      'For repairs after a disaster, they may until the end of Tuesday, December 8. All counted from the signature',
    )
  })

  test('nothing of what isn’t signed, nor where the law isn’t known', () => {
    const context = { timeZone: ZONE, at: SIGNED }
    expect(cancelSentences({ signedAt: null, states: ['MD'], sent: null }, context)).toBeNull()
    expect(cancelSentences({ signedAt: SIGNED, states: [null, 'ON', 'MD'], sent: null }, context)).toBeNull()
  })

  test('by the job’s state as it is where nothing was frozen', () => {
    const at = { timeZone: ZONE, at: SIGNED }
    expect(cancelSentences({ signedAt: SIGNED, states: ['', 'MD', 'CA'], sent: { snapshot: {} } }, at)).toContain(
      '14-302.1',
    )
    expect(cancelSentences({ signedAt: SIGNED, states: [null, null, null], sent: null }, at)).toContain('16 CFR 429')
  })

  it('is the same after what was frozen has been written down and read', () => {
    const instants = fc.date({ min: new Date('2022-01-01'), max: new Date('2032-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...PROFILES), instants, instants, (profile, signedAt, at) => {
        const cancellation = JSON.parse(canonicalJson(cancellationOf(profile)))
        const words = cancelSentences(
          { signedAt, states: [], sent: { snapshot: { cancellation } } },
          { timeZone: ZONE, at },
        )
        const { endsAt } = cancelBy({ signedAt, timeZone: ZONE, profile, isSixtyFive: false, isDisasterRepair: false })
        expect(words?.startsWith('The customer may cancel')).toBe(at < endsAt)
      }),
    )
  })
})

test('the statement is the profile’s, with its days in words', () => {
  expect(cancellationOf(profileOf('CO')).statement).toBe(
    'You, the buyer, may cancel this transaction at any time prior to midnight of the third business day after the date of this transaction. See the attached notice of cancellation form for an explanation of this right.',
  )
  for (const profile of PROFILES) expect(cancellationOf(profile).statement).not.toMatch(/[{}]/)
})
