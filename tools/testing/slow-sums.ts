import type { Discount, DocumentInput, Line, SchedulePart } from '@/lib/documents/sums'

// A second arithmetic of documents, to hold the product's to: exact fractions of bigints, rounded where the rules say so,
// and cents given out one at a time. It shares no code with lib/documents/sums.ts, and is too slow for anything else.

type Fraction = { over: bigint; under: bigint }
const fraction = (over: bigint, under = 1n): Fraction => ({ over, under })
const times = (a: Fraction, b: Fraction) => fraction(a.over * b.over, a.under * b.under)
const minus = (a: Fraction, b: Fraction) => fraction(a.over * b.under - b.over * a.under, a.under * b.under)
const isMore = (a: Fraction, b: Fraction) => minus(a, b).over > 0n
const percent = (thousandths: number) => fraction(BigInt(thousandths), 100_000n)

/** The nearest integer, found by doubling: of two equally near the one farther from zero. */
function rounded({ over, under }: Fraction): bigint {
  const size = (over < 0n ? -over : over) * 2n + under
  return (over < 0n ? -1n : 1n) * (size / (2n * under))
}
const floor = ({ over, under }: Fraction) => over / under - (over % under < 0n ? 1n : 0n)
const total = (amounts: readonly bigint[]) => amounts.reduce((sum, each) => sum + each, 0n)

/** Gives everybody the floor and then, a cent at a time, to whoever is farthest below the exact value. */
function givenOut(amount: bigint, exact: readonly Fraction[]): bigint[] {
  const given = exact.map(floor)
  while (total(given) < amount) {
    let most = 0
    exact.forEach((value, index) => {
      const lacks = minus(value, fraction(given[index] ?? 0n))
      if (isMore(lacks, minus(exact[most] ?? value, fraction(given[most] ?? 0n)))) most = index
    })
    given[most] = (given[most] ?? 0n) + 1n
  }
  return given
}

type Flat = { line: Line; section: string | null; group: string | null; option: string | null }

/** All lines in the document's order. */
function flat(document: DocumentInput): Flat[] {
  const groups = document.optionGroups ?? []
  const ofOptions = (groupsHere: typeof groups, section: string | null) =>
    groupsHere.flatMap((group) =>
      group.options.flatMap((option) =>
        (option.lines ?? []).map((line) => ({ line, section, group: group.id, option: option.id })),
      ),
    )
  return [
    ...document.sections.flatMap(({ id, lines }) => [
      ...lines.map((line) => ({ line, section: id, group: null, option: null })),
      ...ofOptions(
        groups.filter(({ sectionId }) => sectionId === id),
        id,
      ),
    ]),
    ...groups.flatMap((group) =>
      group.options.flatMap((option) => [
        ...(group.sectionId ? [] : (option.lines ?? [])).map((line) => ({
          line,
          section: null,
          group: group.id,
          option: option.id,
        })),
        ...(option.sections ?? []).flatMap(({ id, lines }) =>
          lines.map((line) => ({ line, section: id, group: group.id, option: option.id })),
        ),
      ]),
    ),
  ]
}

const off = (discount: Discount, base: bigint) =>
  discount.kind === 'amount'
    ? BigInt(discount.amountCents)
    : rounded(times(fraction(base), percent(discount.percentThousandths)))

export type SlowSums = {
  total: bigint
  taxes: bigint[]
  bases: bigint[]
  discounts: bigint[]
  nets: Map<string, bigint>
  parts: bigint[]
}

/**
 * What a document comes to that is sound field by field; null where its amounts don't go together.
 * @param options the option of each group, by the group's id
 */
export function slowSums(document: DocumentInput, options: ReadonlyMap<string, string>): SlowSums | null {
  const isOrder = document.isChangeOrder ?? false
  const left = new Map(document.choices?.lines?.map(({ lineId, taken }) => [lineId, taken]))
  const all = flat(document)
  const taken = all.filter(
    ({ line, group, option }) =>
      (group === null || options.get(group) === option) &&
      (!line.optional || (left.get(line.id) ?? line.optional.taken)),
  )
  const nets = taken.map(({ line }) => {
    const amount = rounded(fraction(BigInt(line.quantityHundredths) * BigInt(line.unitPriceCents), 100n))
    return amount - (line.discount ? off(line.discount, amount) : 0n)
  })
  const before = total(nets)
  const discounts: bigint[] = []
  for (const discount of document.discounts ?? []) {
    const isHere = ({ section }: Flat) => !discount.sectionId || section === discount.sectionId
    const base = total(nets.filter((_, index) => isHere(taken[index] as Flat)))
    const amount = off(discount, base)
    if (!taken.some(isHere) && all.some(isHere)) {
      discounts.push(0n)
      continue
    }
    if (discount.kind === 'amount' ? amount > (base > 0n ? base : 0n) : amount < 0n && !isOrder) return null
    discounts.push(amount)
    if (base === 0n) continue
    const sign = base < 0n ? -1n : 1n
    const exact = nets.map((net, index) =>
      isHere(taken[index] as Flat) ? fraction(amount * net, base * sign) : fraction(0n),
    )
    givenOut(amount * sign, exact).forEach((share, index) => {
      nets[index] = (nets[index] ?? 0n) - share * sign
    })
  }
  const rates = document.taxRates ?? []
  const bases = rates.map(({ id }) => total(nets.filter((_, index) => taken[index]?.line.taxRateIds?.includes(id))))
  if (!isOrder && (total(nets) < 0n || bases.some((base) => base < 0n))) return null
  const taxes = rates.map(({ rateThousandths }, index) =>
    rounded(times(fraction(bases[index] ?? 0n), percent(rateThousandths))),
  )
  const sum = total(nets) + total(taxes)
  const lines = all.map(({ line }) => fraction(BigInt(line.quantityHundredths) * BigInt(line.unitPriceCents), 100n))
  const isTooMuch = (cents: bigint) => cents > 10_000_000_000n || cents < -10_000_000_000n
  if ([...lines.map(rounded), sum, before].some(isTooMuch)) return null
  const parts = slowParts(document.schedule ?? [], sum)
  if (!parts) return null
  return {
    total: sum,
    taxes,
    bases,
    discounts,
    parts,
    nets: new Map(nets.map((net, index) => [taken[index]?.line.id ?? '', net])),
  }
}

function slowParts(schedule: readonly SchedulePart[], sum: bigint): bigint[] | null {
  const percents = schedule.map((part) => (part.kind === 'percent' ? part.percentThousandths : 0))
  const all = percents.reduce((a, b) => a + b, 0)
  if (all > 100_000) return null
  const given = givenOut(
    rounded(times(fraction(sum), percent(all))),
    percents.map((each) => times(fraction(sum), percent(each))),
  )
  const parts = schedule.map((part, index) => {
    if (part.kind === 'equal') return slowEqual(schedule.slice(0, index), part.of, sum)
    return part.kind === 'fixed' ? BigInt(part.amountCents) : (given[index] ?? 0n)
  })
  if (parts.length === 0) return parts
  const rest = sum - total(parts)
  return rest < 0n ? null : [...parts.slice(0, -1), rest]
}

/** One of so many equal parts: a cent more for each of the first ones that there is a cent left for. */
function slowEqual(before: readonly SchedulePart[], of: number, sum: bigint): bigint {
  const nth = before.filter((part) => part.kind === 'equal' && part.of === of).length % of
  return sum / BigInt(of) + (BigInt(nth) < sum % BigInt(of) ? 1n : 0n)
}

/** Every way to choose one option per group, those that are chosen kept. */
export function allSelections({ optionGroups = [], choices }: DocumentInput): Map<string, string>[] {
  return optionGroups.reduce<Map<string, string>[]>(
    (selections, { id, options }) => {
      const chosen = choices?.options?.find(({ groupId }) => groupId === id)?.optionId
      const ids = chosen ? [chosen] : options.map((option) => option.id)
      return selections.flatMap((selection) => ids.map((option) => new Map([...selection, [id, option]])))
    },
    [new Map()],
  )
}

/** The options that stand: what is chosen, and the defaults. */
export const standingSelection = ({ optionGroups = [], choices }: DocumentInput): Map<string, string> =>
  new Map(
    optionGroups.map(({ id, defaultOptionId }) => [
      id,
      choices?.options?.find(({ groupId }) => groupId === id)?.optionId ?? defaultOptionId,
    ]),
  )
