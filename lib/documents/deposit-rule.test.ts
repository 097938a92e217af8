import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { depositCap } from '@/lib/states/deposit'
import type { StateProfile } from '@/lib/states/profile'
import { PROFILES, profileFor } from '@/lib/states/profiles'
import { contentSchema, type DocumentContent } from './content'
import { askedOf, askedWith, excessFor, depositExcess as excessOf } from './deposit-rule'

const depositExcess = (profile: StateProfile, content: DocumentContent, day: string) =>
  excessOf(profile, askedOf(content), day)
const TODAY = '2026-11-29'

function profileOf(code: string): StateProfile {
  const profile = profileFor(code, TODAY)
  if (!profile) throw new Error(`There is no profile of ${code}.`)
  return profile
}

/** A document that comes to `totalCents`, of which so much is due at signing. */
const asking = (totalCents: number, depositCents: number): DocumentContent =>
  contentSchema.parse({
    sections: [{ id: 's', lines: [{ id: 'a', quantityHundredths: 100, unitPriceCents: totalCents }] }],
    schedule: [
      { id: 'd', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: depositCents },
      { id: 'r', label: 'Final', due: { on: 'completion' }, kind: 'rest' },
    ],
  })

test.each([
  ['CA', 12_345_67, 1_000_00],
  ['CA', 5_000_00, 500_00],
  ['MD', 10_000_00, 3_333_33],
])('A36: %s, a document over %i cents may ask for %i and not a cent more', (code, total, cap) => {
  const profile = profileOf(code)
  expect(depositExcess(profile, asking(total, cap), TODAY)).toBeNull()
  expect(depositExcess(profile, asking(total, cap + 1), TODAY)).toMatchObject({ capCents: cap, askedCents: cap + 1 })
})

test('what is counted is what the parts come to, with taxes and discounts', () => {
  const content = contentSchema.parse({
    ...asking(10_000_00, 1),
    taxRates: [{ id: 't', name: 'Tax', rateThousandths: 10_000 }],
    sections: [
      { id: 's', lines: [{ id: 'a', quantityHundredths: 100, unitPriceCents: 10_000_00, taxRateIds: ['t'] }] },
    ],
    discounts: [{ id: 'x', kind: 'amount', amountCents: 1_000_00 }],
    schedule: [
      { id: 'd', due: { on: 'signing' }, kind: 'percent', percentThousandths: 33_334 },
      { id: 'r', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
  // $9,900.00 in all, of which 33.334% is a few cents more than a third.
  expect(depositExcess(profileOf('MD'), content, TODAY)).toMatchObject({ capCents: 3_300_00, askedCents: 3_300_07 })
})

test('a document without a schedule, or one that can’t be priced, asks for nothing', () => {
  const profile = profileOf('MD')
  expect(depositExcess(profile, { ...asking(10_000_00, 1), schedule: [] }, TODAY)).toBeNull()
  expect(depositExcess(profile, asking(1_00, 2_00), TODAY)).toBeNull()
})

it('refuses exactly what is above the cap, in every state', () => {
  const cents = fc.integer({ min: 1, max: 9_999_999_99 })
  fc.assert(
    fc.property(fc.constantFrom(...PROFILES), cents, cents, (profile, totalCents, asked) => {
      const depositCents = Math.min(asked, totalCents)
      const cap = depositCap(profile, { totalCents, specialOrderCents: 0 })
      const found = depositExcess(profile, asking(totalCents, depositCents), TODAY)
      expect(found !== null).toBe(cap !== null && depositCents > cap)
    }),
  )
})

describe('what is said', () => {
  const excess = (code: string) => {
    const found = depositExcess(profileOf(code), asking(10_000_00, 5_000_00), TODAY)
    if (!found) throw new Error('It is within the limit.')
    return found
  }

  it('is what to do, by who reads it', () => {
    const md = profileOf('MD')
    expect(excessFor(md, excess('MD'), true)).toEqual({
      sentence:
        'Maryland allows at most $3,333.33 at signing: one third of the price (Bus. Reg. §8-617). This schedule asks for $5,000.00.',
      advice: 'It wasn’t sent. Lower the payments that are due at signing, or send it anyway, with a reason.',
      mayOverride: true,
    })
    expect(excessFor(md, excess('MD'), false)).toMatchObject({
      advice:
        'It wasn’t sent. Lower the payments that are due at signing. Or ask an owner, who can send it anyway, with a reason.',
      mayOverride: false,
    })
    expect(excessFor(profileOf('CA'), excess('CA'), true).advice).toContain('due before work starts')
  })

  it('offers an override to nobody where the profile has none', () => {
    const strict = { ...excess('MD'), mayOverride: false }
    expect(excessFor(profileOf('MD'), strict, true)).toMatchObject({
      advice: 'It wasn’t sent. Lower the payments that are due at signing.',
      mayOverride: false,
    })
  })
})

test('a change order is held against the limit where it raises what is asked ahead of the work', () => {
  const md = profileOf('MD')
  const part = (on: 'signing' | 'completion', beforeCents: number | null, afterCents: number) => ({
    ...{ id: `${on} ${afterCents}`, label: on, due: { on }, beforeCents, afterCents, creditedCents: 0 },
  })
  const change = (...parts: ReturnType<typeof part>[]) => ({
    ...{ ordinal: 1, agreementNumber: 1, landing: 'own' as const, parts, toRefundCents: 0 },
    ...{ totalBeforeCents: 10_000_00, totalAfterCents: 12_000_00 },
  })
  const [deposit, rest] = [part('signing', 3_333_33, 3_333_33), part('completion', 6_666_67, 6_666_67)]
  expect(askedWith(change(deposit, part('completion', 6_666_67, 8_666_67)))).toBeNull()
  const own = askedWith(change(deposit, part('signing', null, 2_000_00), rest))
  expect(excessOf(md, own, TODAY)).toMatchObject({ capCents: 4_000_00, askedCents: 5_333_33 })
})
