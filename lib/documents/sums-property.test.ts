import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomDocument } from '@/tools/testing/random-documents'
import { allSelections, type SlowSums, slowSums, standingSelection } from '@/tools/testing/slow-sums'
import { checkClaimedTotal } from './claimed-total'
import { type DocumentInput, type LinePrice, priceDocument } from './sums'
import { largestRemainders, roundedProduct, spread } from './sums/integers'

const SEEDS = Array.from({ length: 10_000 }, (_, seed) => seed)
const priced = SEEDS.map((seed) => {
  const input = randomDocument(seed)
  return { seed, input, result: priceDocument(input) }
})
const decided = priced.flatMap(({ seed, input, result }) =>
  result.ok && result.state === 'decided' ? [{ seed, input, result }] : [],
)
const open = priced.flatMap(({ seed, input, result }) =>
  result.ok && result.state === 'open' ? [{ seed, input, result }] : [],
)
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const counted = (lines: readonly LinePrice[]) =>
  lines.flatMap(({ id, netCents }) => (netCents === null ? [] : [[id, netCents] as const]))

/** The first seeds for which something doesn't hold, which an empty list proves wrong about none. */
const failing = <T extends { seed: number }>(all: readonly T[], holds: (each: T) => boolean) =>
  all
    .filter((each) => !holds(each))
    .slice(0, 3)
    .map(({ seed }) => seed)

const numbers = ({ total, taxes, bases, discounts, parts }: SlowSums) =>
  [total, ...taxes, ...bases, ...discounts, ...parts].join()

describe('P25: on 10,000 random documents', () => {
  test('there are enough of each kind to mean something', () => {
    expect(decided.length).toBeGreaterThan(4_000)
    expect(open.length).toBeGreaterThan(500)
    expect(priced.length - decided.length - open.length).toBeGreaterThan(500)
    expect(decided.filter(({ result }) => result.totalCents < 0).length).toBeGreaterThan(200)
    expect(decided.filter(({ result }) => result.parts.length > 2).length).toBeGreaterThan(1_000)
  })

  test('a slow arithmetic in fractions agrees on every figure, and on what is refused', () => {
    const agrees = ({ input, result }: (typeof priced)[number]) => {
      const slow = slowSums(input, standingSelection(input))
      if (!slow || !result.ok) return !slow && !result.ok
      if (result.state === 'open') return true
      const { totalCents, taxes, discounts, parts, lines } = result
      return (
        numbers(slow) ===
          [
            totalCents,
            ...taxes.map(({ taxCents }) => taxCents),
            ...taxes.map(({ baseCents }) => baseCents),
            ...discounts.map(({ discountCents }) => discountCents),
            ...parts.map(({ amountCents }) => amountCents),
          ].join() && counted(lines).join() === Array.from(slow.nets).join()
      )
    }
    expect(failing(priced, agrees)).toEqual([])
  })

  test('the lowest total of an open document is the lowest of all its selections', () => {
    const isLowest = ({ input, result }: (typeof open)[number]) => {
      const totals = allSelections(input).flatMap((selection) => slowSums(input, selection)?.total ?? [])
      return totals.reduce((low, each) => (each < low ? each : low)) === BigInt(result.fromCents)
    }
    expect(failing(open, isLowest)).toEqual([])
  })

  test('a difference is what choosing changes in the whole total', () => {
    const isTrue = ({ input, result }: (typeof decided)[number]) =>
      result.groups.every((group) =>
        group.options.every(({ id, totalCents }) => {
          const selection = standingSelection(input).set(group.id, id)
          return (slowSums(input, selection)?.total ?? null) === (totalCents === null ? null : BigInt(totalCents))
        }),
      ) &&
      result.optionalLines.every(({ id, isTaken, differenceCents }) => {
        const lines = [
          ...(input.choices?.lines ?? []).filter(({ lineId }) => lineId !== id),
          { lineId: id, taken: !isTaken },
        ]
        const other = priceDocument({ ...input, choices: { ...input.choices, lines } })
        if (differenceCents === null || !other.ok || other.state === 'open')
          return differenceCents === null || !other.ok
        return other.totalCents - result.totalCents === (isTaken ? -differenceCents : differenceCents)
      })
    expect(failing(decided, isTrue)).toEqual([])
  })

  test('everything adds up, is whole, and is never below zero', () => {
    const adds = ({ input, result }: (typeof decided)[number]) => {
      const { lines, sections, discounts, taxes, parts, subtotalCents, discountCents, taxCents, totalCents } = result
      const nets = counted(lines).map(([, net]) => net)
      const own = lines.filter(({ sectionId, netCents }) => sectionId === null && netCents !== null)
      return (
        sum(nets) + taxCents === totalCents &&
        sum(sections.map((section) => section.subtotalCents)) + sum(own.map((line) => line.subtotalCents)) ===
          subtotalCents &&
        sum(discounts.map((discount) => discount.discountCents)) === discountCents &&
        sum(lines.map(({ shareCents }) => shareCents ?? 0)) === discountCents &&
        sum(taxes.map((tax) => tax.taxCents)) === taxCents &&
        subtotalCents - discountCents + taxCents === totalCents &&
        (parts.length === 0 || sum(parts.map(({ amountCents }) => amountCents)) === totalCents) &&
        (parts.length === 0 || sum(parts.map(({ percentThousandths }) => percentThousandths)) === 100_000) &&
        parts.every(({ amountCents, percentThousandths }) => amountCents >= 0 && percentThousandths >= 0) &&
        [...nets, totalCents, ...parts.map(({ amountCents }) => amountCents)].every(
          (cents) => Number.isSafeInteger(cents) && !Object.is(cents, -0),
        ) &&
        (input.isChangeOrder || (totalCents >= 0 && taxes.every((tax) => tax.baseCents >= 0)))
      )
    }
    expect(failing(decided, adds)).toEqual([])
  })

  test('a share never turns a line around, and takes no more than it has', () => {
    const isFair = ({ result }: (typeof decided)[number]) =>
      result.lines.every(({ subtotalCents, netCents }) =>
        netCents === null
          ? true
          : subtotalCents >= 0
            ? netCents >= 0 && netCents <= subtotalCents
            : netCents <= 0 && netCents >= subtotalCents,
      )
    expect(failing(decided, isFair)).toEqual([])
  })

  test('the order of sections, lines and taxes makes no difference to the total without a discount to spread', () => {
    const isSame = ({ input, result }: (typeof decided)[number]) => {
      const turned: DocumentInput = {
        ...input,
        sections: input.sections.map((section) => ({ ...section, lines: section.lines.toReversed() })).toReversed(),
        taxRates: input.taxRates?.toReversed(),
      }
      const other = priceDocument(turned)
      if (!other.ok || other.state === 'open') return false
      // With one, the cents that are left go to the first of equal lines, which may be taxed or not: a cent of base each.
      // Where all lines are taxed alike, that is no matter.
      const taken = new Set(counted(result.lines).map(([id]) => id))
      const taxes = new Set(
        placesOf(input).flatMap(({ holder }) => (taken.has(`${holder.id}`) ? [`${holder.taxRateIds}`] : [])),
      )
      const slack = taxes.size < 2 ? 0 : (input.discounts?.length ?? 0) * taken.size
      return Math.abs(other.totalCents - result.totalCents) <= slack
    }
    expect(failing(decided, isSame)).toEqual([])
  })

  test('a change order of the opposite of each line is the opposite to the cent, percentages included', () => {
    const isOpposite = ({ input }: (typeof decided)[number]) => {
      const percentOnly = <T extends { discount?: unknown; kind?: unknown }>(each: T) => ({
        ...each,
        discount: isPercent(each.discount) ? each.discount : null,
      })
      const isPercent = (value: unknown) => typeof value === 'object' && value !== null && 'percentThousandths' in value
      const sections = input.sections.map((section) => ({ ...section, lines: section.lines.map(percentOnly) }))
      const added = {
        sections,
        taxRates: input.taxRates,
        discounts: input.discounts?.filter(({ kind, sectionId }) => kind === 'percent' && !sectionId),
        isChangeOrder: true,
      }
      const removed = {
        ...added,
        sections: sections.map((section) => ({
          ...section,
          lines: section.lines.map((line) => ({ ...line, unitPriceCents: 0 - line.unitPriceCents })),
        })),
      } as DocumentInput
      const [one, other] = [priceDocument(added as DocumentInput), priceDocument(removed)]
      return (
        one.ok &&
        other.ok &&
        one.state === 'decided' &&
        other.state === 'decided' &&
        one.totalCents + other.totalCents === 0
      )
    }
    expect(failing(decided, isOpposite)).toEqual([])
  })

  test('P27: the total that was shown is compared, and the server keeps its own', () => {
    const isRefused = ({ input, result }: (typeof decided)[number]) => {
      const right = checkClaimedTotal(input, result.totalCents)
      return (
        right.ok && right.sums.totalCents === result.totalCents && !checkClaimedTotal(input, result.totalCents + 1).ok
      )
    }
    expect(failing(decided.slice(0, 2_000), isRefused)).toEqual([])
    expect(failing(open.slice(0, 500), ({ input, result }) => !checkClaimedTotal(input, result.fromCents).ok)).toEqual(
      [],
    )
  })

  test('a document isn’t changed by computing it, and computing it again gives the same', () => {
    const isSame = ({ seed, input, result }: (typeof priced)[number]) =>
      JSON.stringify(input) === JSON.stringify(randomDocument(seed)) &&
      JSON.stringify(priceDocument(JSON.parse(JSON.stringify(input)))) === JSON.stringify(result)
    expect(failing(priced.slice(0, 2_000), isSame)).toEqual([])
  })
})

describe('shares', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { minLength: 1, maxLength: 12 })
  test('add up, and none is off by a cent or more from its exact value', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 10_000_000_000 }), (all, cents) => {
        const whole = sum(all)
        const shares = spread(cents, all)
        expect(sum(shares)).toBe(whole === 0 ? 0 : cents)
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * BigInt(whole) - BigInt(cents) * BigInt(all[index] ?? 0)
          expect((off < 0n ? -off : off) < BigInt(Math.max(1, whole))).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
  test('of percentages likewise, also where they are not 100% together', () => {
    const percents = fc.array(fc.integer({ min: 1, max: 12_500 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(percents, fc.integer({ min: 0, max: 10_000_000_000 }), (all, cents) => {
        const target = roundedProduct(cents, sum(all), 100_000)
        const shares = largestRemainders(target, cents, all, 100_000)
        expect(sum(shares)).toBe(target)
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * 100_000n - BigInt(cents) * BigInt(all[index] ?? 0)
          expect(off > -100_000n && off < 100_000n).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('input that is no document', () => {
  test('is refused in words and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const result = priceDocument(anything as DocumentInput)
        expect(result.ok || result.problems.every(({ message }) => /^[A-Z].*\.$/.test(message))).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is found at its field when one value of a document is replaced', () => {
    const values = fc.oneof(
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e300, '1', null, true),
      fc.anything(),
    )
    fc.assert(
      fc.property(fc.nat(9_999), fc.nat(), values, (seed, at, value) => {
        const document = randomDocument(seed)
        const places = placesOf(document)
        const place = places[at % places.length]
        if (place) place.holder[place.key] = value
        const result = priceDocument(document)
        expect(figuresOf(result).filter((figure) => !Number.isSafeInteger(figure))).toEqual([])
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 1_500 },
    )
  })
})

const figuresOf = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(figuresOf)
      : []

type Holder = Record<string, unknown>
const placesOf = (value: unknown): { holder: Holder; key: string }[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [{ holder: value as Holder, key }, ...placesOf(inner)])
    : []
