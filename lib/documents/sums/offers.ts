import type { CheckedDocument } from './check'
import { type Computed, computeSelection, isSelected, type Selection } from './compute'
import type { LinePrice, OptionalLinePrice, OptionGroupPrice } from './contract'

// What each choice changes. Differences are differences of whole totals, so that discounts and taxes are in them.

/** Up to so many combinations of the open choices, all are tried to find the lowest total. */
export const TRIED_COMBINATIONS = 1_000

/** The options that hold while nobody has chosen others: the chosen ones, and the defaults of open groups. */
export const standingOptions = ({ groups }: CheckedDocument): number[] =>
  groups.map(({ chosen, defaultOption }) => chosen ?? defaultOption)

/** Whether an optional line is left out, as it stands. */
export const isLeftAsItStands: Selection['isLeft'] = ({ optional }) => optional === false

const totalOf = (computed: Computed): number | null => (computed.problems ? null : computed.sums.totalCents)

const withOption = (options: readonly number[], group: number, option: number) =>
  options.map((standing, index) => (index === group ? option : standing))

/** @param standing what the document comes to as it stands, which is computed already */
export function priceGroups(document: CheckedDocument, standing: Computed): OptionGroupPrice[] {
  const options = standingOptions(document)
  return document.groups.map((group, g) => {
    const computed = group.optionIds.map((_, o) =>
      o === options[g]
        ? standing
        : computeSelection(document, { options: withOption(options, g, o), isLeft: isLeftAsItStands }),
    )
    const base = computed[group.defaultOption]
    const baseCents = base ? totalOf(base) : null
    return {
      id: group.id,
      defaultOptionId: group.optionIds[group.defaultOption] ?? '',
      options: computed.map((each, o) => {
        const totalCents = totalOf(each)
        return {
          id: group.optionIds[o] ?? '',
          isTaken: group.chosen === null ? null : group.chosen === o,
          totalCents,
          differenceCents: totalCents === null || baseCents === null ? null : totalCents - baseCents,
          problems: each.problems ?? [],
        }
      }),
    }
  })
}

/** @param standing what the document comes to as it stands, which is computed already */
export function priceOptionalLines(document: CheckedDocument, standing: Computed): OptionalLinePrice[] {
  const options = standingOptions(document)
  return document.lines.flatMap((line) => {
    if (line.optional === null) return []
    const isTaken = line.optional
    if (!isSelected(line.place, options)) return [{ id: line.id, isTaken, differenceCents: null, problems: [] }]
    const isLeft: Selection['isLeft'] = (each) => (each === line ? isTaken : isLeftAsItStands(each))
    const other = computeSelection(document, { options, isLeft })
    const [now, then] = [totalOf(standing), totalOf(other)]
    const difference = now === null || then === null ? null : isTaken ? now - then : then - now
    return [{ id: line.id, isTaken, differenceCents: difference, problems: other.problems ?? [] }]
  })
}

/**
 * Returns the lowest total that the open choices allow, which is always one of a real selection. Tries all combinations
 * if there are at most `TRIED_COMBINATIONS`. Of more, it changes one choice after the other for as long as that lowers
 * the total: no single other choice undercuts what it finds.
 * @param standingCents the total with the open choices at their defaults
 */
export function lowestTotal(document: CheckedDocument, standingCents: number): number {
  const open = document.groups.flatMap(({ chosen }, g) => (chosen === null ? [g] : []))
  const countOf = (g: number) => document.groups[g]?.optionIds.length ?? 1
  const total = (options: readonly number[]) =>
    totalOf(computeSelection(document, { options, isLeft: isLeftAsItStands })) ?? Number.POSITIVE_INFINITY
  const combinations = open.reduce((product, g) => product * countOf(g), 1)
  let [options, lowest] = [standingOptions(document), standingCents]
  if (combinations <= TRIED_COMBINATIONS) {
    for (let nth = 0; nth < combinations; nth++) {
      let rest = nth
      for (const g of open) {
        options[g] = rest % countOf(g)
        rest = (rest - (rest % countOf(g))) / countOf(g)
      }
      lowest = Math.min(lowest, total(options))
    }
    return lowest
  }
  for (let isLower = true; isLower; ) {
    isLower = false
    for (const g of open)
      for (let option = 0; option < countOf(g); option++) {
        const tried = withOption(options, g, option)
        const cents = total(tried)
        if (cents < lowest) [options, lowest, isLower] = [tried, cents, true]
      }
  }
  return lowest
}

/** The document's lines with their amounts. @param shares of the document's discounts; null while it has no total */
export function priceLines(document: CheckedDocument, shares: readonly (number | null)[] | null): LinePrice[] {
  return document.lines.map((line, index) => {
    const { id, sectionId, place, optional, amountCents, discountCents, subtotalCents } = line
    const chosen = place === null ? undefined : document.groups[place.group]?.chosen
    const isChosen = place === null || (chosen === null ? null : chosen === place.option)
    const shareCents = shares?.[index] ?? null
    return {
      id,
      sectionId,
      optionId: place?.optionId ?? null,
      isTaken: optional === false ? false : isChosen,
      amountCents,
      discountCents,
      subtotalCents,
      shareCents,
      netCents: shareCents === null ? null : subtotalCents - shareCents,
    }
  })
}
