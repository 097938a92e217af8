import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { splitEvenly } from '../splits'
import { type PartPrice, type SchedulePart, WHOLE } from './contract'
import { largestRemainders, roundedProduct, spread, sum } from './integers'
import type { Problem } from './problem'

/**
 * Computes the parts of a schedule: each percentage is one of the whole total, with what rounding leaves given out by
 * largest remainder; of equal parts the first ones have the cents that are left; the rest is the total less the others. The
 * parts always add up to the total.
 */
export function priceParts(
  schedule: readonly SchedulePart[],
  totalCents: number,
): { problems: Problem[] } | { problems: null; parts: PartPrice[] } {
  if (schedule.length === 0) return { problems: null, parts: [] }
  const percents = schedule.flatMap((part) => (part.kind === 'percent' ? [part.percentThousandths] : []))
  const percent = sum(percents)
  if (percent > WHOLE)
    return refused(
      schedule.findLastIndex(({ kind }) => kind === 'percent'),
      `The percentages come to more than 100%. Lower them by ${formatPercent(percent - WHOLE)}.`,
    )
  const shares = largestRemainders(roundedProduct(totalCents, percent, WHOLE), totalCents, percents, WHOLE)
  let nth = 0
  const equals = new Map<number, number>() // how many parts of so many equal ones there were before
  const amounts = schedule.map((part) => {
    if (part.kind === 'percent') return shares[nth++] ?? 0
    if (part.kind === 'equal') {
      const before = equals.get(part.of) ?? 0
      equals.set(part.of, before + 1)
      return splitEvenly(totalCents, part.of)[before % part.of] ?? 0
    }
    return part.kind === 'fixed' ? part.amountCents : 0
  })
  const rest = totalCents - sum(amounts)
  if (rest < 0)
    return refused(
      schedule.findLastIndex(({ kind }) => kind !== 'rest'),
      `The payments come to ${formatCents(totalCents - rest)}, and the total is ${formatCents(totalCents)}. Lower them by ${formatCents(-rest)}.`,
    )
  amounts[amounts.length - 1] = rest
  const shown = shownPercents(schedule, amounts, WHOLE - percent)
  const parts = schedule.map(({ id }, index) => ({
    id,
    amountCents: amounts[index] ?? 0,
    percentThousandths: shown[index] ?? 0,
  }))
  return { problems: null, parts }
}

const refused = (index: number, message: string) => ({ problems: [{ path: `schedule.${index}`, message }] })

/** Percentages of the total: typed ones as they are; the other parts share what is left in proportion to their amounts. */
function shownPercents(schedule: readonly SchedulePart[], amounts: readonly number[], left: number): number[] {
  const weights = schedule.map((part, index) => (part.kind === 'percent' ? 0 : (amounts[index] ?? 0)))
  const others = spread(left, weights)
  const unspread = sum(weights) === 0 ? left : 0 // nothing to share by: the rest has it
  return schedule.map((part, index) => {
    if (part.kind === 'percent') return part.percentThousandths
    return (others[index] ?? 0) + (part.kind === 'rest' ? unspread : 0)
  })
}
