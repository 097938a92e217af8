import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type DocumentInput, type Due, priceDocument, type SchedulePart } from '@/lib/documents/sums'
import { checkDeposit, depositCap } from './deposit'
import type { StateProfile } from './profile'
import { PROFILES, profileFor } from './profiles'

function profileOf(code: string): StateProfile {
  const profile = profileFor(code, '2026-11-29')
  if (!profile) throw new Error(`There is no profile of ${code}.`)
  return profile
}

const cap = (code: string, totalCents: number, specialOrderCents = 0) =>
  depositCap(profileOf(code), { totalCents, specialOrderCents })

describe('A36: the most that a deposit can be, rounded down', () => {
  test.each([
    ['California, $12,345.67', 'CA', 12_345_67, 0, 1_000_00],
    ['California, $5,000.00', 'CA', 5_000_00, 0, 500_00],
    ['California, $10,000.00', 'CA', 10_000_00, 0, 1_000_00],
    ['California, $9,999.99', 'CA', 9_999_99, 0, 999_99],
    ['California, whatever materials cost', 'CA', 5_000_00, 4_000_00, 500_00],
    ['Maryland, $10,000.00', 'MD', 10_000_00, 0, 3_333_33],
    ['Maryland, $0.02', 'MD', 2, 0, 0],
    ['Maryland, nothing', 'MD', 0, 0, 0],
    ['Massachusetts, cheap materials', 'MA', 10_000_00, 3_333_33, 3_333_33],
    ['Massachusetts, dear materials', 'MA', 10_000_00, 4_500_00, 4_500_00],
    ['Massachusetts, materials dearer than the price', 'MA', 10_000_00, 10_000_01, 10_000_00],
    ['Pennsylvania, $5,000.00: no limit', 'PA', 5_000_00, 0, null],
    ['Pennsylvania, a cent more', 'PA', 5_000_01, 0, 1_666_67],
    ['Pennsylvania, with materials', 'PA', 9_000_00, 1_200_00, 4_200_00],
    ['Pennsylvania, nearly all materials', 'PA', 9_000_00, 8_000_00, 9_000_00],
    ['New York: no limit', 'NY', 9_000_00, 0, null],
    ['Texas: no limit', 'TX', 9_000_00, 0, null],
  ])('%s', (_, code, total, special, expected) => expect(cap(code, total, special)).toBe(expected))

  it('is whole cents, at most the price, and a cent more is too much', () => {
    const totals = fc.integer({ min: 0, max: 10_000_000_000 })
    fc.assert(
      fc.property(fc.constantFrom(...PROFILES), totals, totals, (profile, totalCents, specialOrderCents) => {
        const cents = depositCap(profile, { totalCents, specialOrderCents })
        if (cents === null) return
        expect(Number.isSafeInteger(cents) && cents >= 0 && cents <= totalCents).toBe(true)
        const rule = profile.deposit.cap
        if (rule.kind !== 'share' && rule.kind !== 'lesser') return
        const [numerator, denominator] = rule.share
        const isWithin = (each: number) =>
          BigInt(each) * BigInt(denominator) <= BigInt(totalCents) * BigInt(numerator) &&
          (rule.kind === 'share' || each <= rule.fixedCents)
        expect([isWithin(cents), isWithin(cents + 1)]).toEqual([true, false])
      }),
    )
  })
})

const SIGNS_ON = '2026-11-30'
type Typed = { due: Due; cents: number | null }

/** Checks the schedule of a document that comes to `totalCents`; `cents: null` is the rest. */
function check(code: string, totalCents: number, typed: readonly Typed[], startsOn: string | null = null) {
  const schedule = typed.map(({ due, cents }, nth): SchedulePart => {
    const part = { id: `part-${nth}`, due }
    return cents === null ? { ...part, kind: 'rest' } : { ...part, kind: 'fixed', amountCents: cents }
  })
  const line = { id: 'line', quantityHundredths: 100, unitPriceCents: totalCents }
  const input: DocumentInput = { sections: [{ id: 'section', lines: [line] }], schedule }
  const priced = priceDocument(input)
  if (!priced.ok || priced.state !== 'decided') throw new Error('The schedule can’t be priced.')
  const { parts } = priced
  const profile = profileOf(code)
  return checkDeposit({ profile, schedule, parts, totalCents, specialOrderCents: 0, signsOn: SIGNS_ON, startsOn })
}

const atSigning = (cents: number | null): Typed => ({ due: { on: 'signing' }, cents })
const onceFinal = (cents: number): Typed => ({ due: { on: 'cancel_by' }, cents })
const onDay = (day: string, cents: number): Typed => ({ due: { on: 'day', day }, cents })
const REST: Typed = { due: { on: 'completion' }, cents: null }

describe('A36: a schedule against the limit', () => {
  it('is fine up to the cent, and a cent more is refused unless an owner overrides', () => {
    expect(check('MD', 10_000_00, [atSigning(3_333_33), REST])).toBeNull()
    expect(check('MD', 10_000_00, [atSigning(3_333_34), REST])).toEqual({
      capCents: 3_333_33,
      askedCents: 3_333_34,
      sentence:
        'Maryland allows at most $3,333.33 at signing: one third of the price (Bus. Reg. §8-617). This schedule asks for $3,333.34.',
      mayOverride: true,
    })
  })

  it('names the rule of the state', () => {
    expect(check('CA', 12_345_67, [atSigning(1_000_01), REST])?.sentence).toBe(
      'California allows at most $1,000.00 before work starts: $1,000 or 10% of the price, whichever is less (Bus. & Prof. Code §7159.5). This schedule asks for $1,000.01.',
    )
    expect(check('PA', 9_000_00, [atSigning(3_000_01), REST])?.sentence).toBe(
      'Pennsylvania allows at most $3,000.00 before work starts: one third of the price plus special-order materials, for prices over $5,000 (73 P.S. §517.9). This schedule asks for $3,000.01.',
    )
    expect(check('MA', 9_000_00, [atSigning(9_000_00 - 1), REST])?.sentence).toContain(
      'one third of the price or the real cost of special-order materials, whichever is more',
    )
  })

  it('adds up all that is due at signing, also when it is the rest', () => {
    expect(check('MD', 9_000_00, [atSigning(2_000_00), atSigning(1_000_00), REST])).toBeNull()
    expect(check('MD', 9_000_00, [atSigning(2_000_00), atSigning(1_000_01), REST])?.askedCents).toBe(3_000_01)
    expect(check('MD', 9_000_00, [atSigning(null)])?.askedCents).toBe(9_000_00)
  })

  it('counts what is due on a day up to signing', () => {
    expect(check('MD', 9_000_00, [onDay(SIGNS_ON, 3_000_01), REST])?.askedCents).toBe(3_000_01)
    expect(check('MD', 9_000_00, [onDay('2026-12-01', 3_000_01), REST])).toBeNull()
  })

  it('counts what is due before work starts where the state does', () => {
    expect(check('CA', 9_000_00, [atSigning(900_00), onceFinal(1), REST])?.askedCents).toBe(900_01)
    expect(check('MD', 9_000_00, [atSigning(3_000_00), onceFinal(1), REST])).toBeNull()
    const early = [atSigning(900_00), onDay('2026-12-09', 1), REST]
    expect(check('CA', 9_000_00, early, '2026-12-10')?.askedCents).toBe(900_01)
    expect(check('CA', 9_000_00, early, '2026-12-09')).toBeNull()
    expect(check('CA', 9_000_00, early)).toBeNull()
  })

  it('is fine where there is no limit', () => {
    expect(check('TX', 9_000_00, [atSigning(null)])).toBeNull()
    expect(check('PA', 5_000_00, [atSigning(null)])).toBeNull()
  })
})
