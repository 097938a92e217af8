import type { Discount, DocumentInput, Line, Option, SchedulePart, Section } from '@/lib/documents/sums'
import { type SeededRandom, seededRandom } from './seeded-random'

/** A document that is sound field by field, the same for the same seed. Its amounts may still not go together. */
export function randomDocument(seed: number): DocumentInput {
  const random = seededRandom(seed)
  const isChangeOrder = random.chance(0.15)
  const taxRates = list(random, 0, 3, (n) => ({
    id: `tax${n}`,
    rateThousandths: random.int(0, random.chance(0.1) ? 100_000 : 12_000),
  }))
  let lineCount = 0
  const line = (): Line => {
    const isCredit = random.chance(isChangeOrder ? 0.4 : 0.05)
    const price = random.int(0, random.pick([9, 999, 99_999, 9_999_999, random.chance(0.05) ? 100_000_000 : 1_000]))
    return {
      id: `line${lineCount++}`,
      quantityHundredths: random.pick([100, 200, 1_600, random.int(1, 999), random.int(1, 20_000)]),
      unitPriceCents: isCredit ? -price : price,
      taxRateIds: taxRates.filter(() => random.chance(0.6)).map(({ id }) => id),
      discount: random.chance(0.25) ? discount(random, isCredit ? 0 : Math.floor(price / 100)) : null,
      optional: random.chance(0.15) ? { taken: random.chance(0.5) } : null,
    }
  }
  const section = (id: string, most: number): Section => ({ id, lines: list(random, 0, most, line) })
  const sections = list(random, 1, 3, (n) => section(`section${n}`, 5))
  const optionGroups = list(random, 0, random.pick([0, 0, 2]), (g) => {
    const options = list(random, 1, 3, (o): Option => {
      const own = random.chance(0.3) ? [section(`section${g}-${o}`, 2)] : []
      return { id: `option${o}`, lines: list(random, 0, 2, line), sections: own }
    })
    const sectionId = random.chance(0.5) ? random.pick(sections).id : null
    return { id: `group${g}`, sectionId, options, defaultOptionId: random.pick(options).id }
  })
  const sectionIds = [
    ...sections,
    ...optionGroups.flatMap(({ options }) => options.flatMap((option) => option.sections ?? [])),
  ]
  const lines = [
    ...sections.flatMap((each) => each.lines),
    ...optionGroups.flatMap(({ options }) =>
      options.flatMap((option) => [...(option.lines ?? []), ...(option.sections ?? []).flatMap((each) => each.lines)]),
    ),
  ]
  return {
    sections,
    optionGroups,
    taxRates,
    isChangeOrder,
    discounts: list(random, 0, random.pick([0, 1, 3]), (n) => ({
      ...discount(random, random.pick([9, 500, 50_000])),
      id: `discount${n}`,
      sectionId: random.chance(0.3) ? random.pick(sectionIds).id : null,
    })),
    choices: {
      options: optionGroups
        .filter(() => random.chance(0.6))
        .map(({ id, options }) => ({ groupId: id, optionId: random.pick(options).id })),
      lines: lines
        .filter(({ optional }) => optional && random.chance(0.5))
        .map(({ id }) => ({ lineId: id, taken: random.chance(0.5) })),
    },
    schedule: isChangeOrder || random.chance(0.2) ? [] : randomSchedule(random),
  }
}

function discount(random: SeededRandom, mostCents: number): Discount {
  if (random.chance(0.5)) return { kind: 'amount', amountCents: random.int(0, mostCents) }
  return { kind: 'percent', percentThousandths: random.pick([0, 5_000, 33_333, 100_000, random.int(0, 100_000)]) }
}

function randomSchedule(random: SeededRandom): SchedulePart[] {
  const rest: SchedulePart = { id: 'rest', kind: 'rest', due: { on: 'completion' } }
  const of = random.chance(0.2) ? random.int(2, 12) : 0
  if (of > 0)
    return [
      ...list(random, 1, of, (n): SchedulePart => ({ id: `part${n}`, kind: 'equal', of, due: { on: 'signing' } })),
      rest,
    ]
  let left = 100_000
  const parts = list(random, 0, 4, (n): SchedulePart => {
    const common = { id: `part${n}`, due: { on: 'signing' } } as const
    if (random.chance(0.2)) return { ...common, kind: 'fixed', amountCents: random.int(1, 50_000) }
    const percentThousandths = Math.max(1, Math.min(left, random.pick([33_333, 33_334, 50_000, random.int(1, 60_000)])))
    left -= percentThousandths
    return { ...common, kind: 'percent', percentThousandths }
  })
  return [...parts, rest]
}

const list = <T>(random: SeededRandom, least: number, most: number, make: (n: number) => T): T[] =>
  Array.from({ length: random.int(least, most) }, (_, n) => make(n))
