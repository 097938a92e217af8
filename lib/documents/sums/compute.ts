import { formatCents } from '@/lib/money'
import type { CheckedDocument } from './check'
import { type CheckedLine, tooMuchOff } from './check-lines'
import { type DiscountPrice, MAX_CENTS, type Sums, WHOLE } from './contract'
import { roundedProduct, spread, sum } from './integers'
import { priceParts } from './parts'
import type { Problem } from './problem'

/** One way to take a document: an option for each group, and for each line whether it counts where it is optional. */
export type Selection = { options: readonly number[]; isLeft: (line: CheckedLine) => boolean }

/** What a selection comes to. `shares`: each line's share of the document's discounts, null for one that isn't in it. */
export type Computed = { problems: Problem[] } | { problems: null; sums: Sums; shares: (number | null)[] }

/** Whether an option is the one that a selection holds; what belongs to none always is. */
export const isSelected = (place: CheckedLine['place'], options: readonly number[]): boolean =>
  place === null || options[place.group] === place.option

/**
 * Computes what one selection of a document comes to: the discounts one after the other, each spread over the lines it
 * applies to; then each tax once, on the sum of the nets that it taxes; then the schedule's parts.
 */
export function computeSelection(document: CheckedDocument, { options, isLeft }: Selection): Computed {
  const problems: Problem[] = []
  const { isChangeOrder } = document
  const taken = document.lines.map((line) => isSelected(line.place, options) && !isLeft(line))
  const nets = document.lines.map(({ subtotalCents }, index) => (taken[index] ? subtotalCents : 0))
  const subtotalCents = sum(nets)
  const discounts = takeDiscounts(document, taken, nets, problems)
  const netCents = sum(nets)
  const taxes = document.taxRates.map(({ id, rateThousandths }, rate) => {
    const baseCents = sum(nets.filter((_, index) => document.lines[index]?.taxRates.includes(rate)))
    if (baseCents < 0 && netCents >= 0 && !isChangeOrder)
      problems.push({
        path: `taxRates.${rate}`,
        message: `What this tax applies to comes to ${formatCents(baseCents)}. Lower the credits that it taxes, or untick the tax on them.`,
      })
    return { id, rateThousandths, baseCents, taxCents: roundedProduct(baseCents, rateThousandths, WHOLE) }
  })
  const taxCents = sum(taxes.map((tax) => tax.taxCents))
  const totalCents = netCents + taxCents
  if (netCents < 0 && !isChangeOrder)
    problems.push({ path: 'sections', message: `The total is ${formatCents(totalCents)}. Make it $0.00 or more.` })
  if (Math.abs(totalCents) > MAX_CENTS || Math.abs(subtotalCents) > MAX_CENTS)
    problems.push({
      path: 'sections',
      message: `The lines come to ${formatCents(Math.abs(totalCents) > MAX_CENTS ? totalCents : subtotalCents)}. A document can come to at most ${formatCents(MAX_CENTS)}.`,
    })
  if (problems.length > 0) return { problems }
  const priced = priceParts(document.schedule, totalCents)
  if (priced.problems) return { problems: priced.problems }
  const inSections = new Map<string | null, number>()
  document.lines.forEach(({ sectionId, subtotalCents: own }, index) => {
    if (taken[index]) inSections.set(sectionId, (inSections.get(sectionId) ?? 0) + own)
  })
  const sections = document.sections
    .filter(({ place }) => isSelected(place, options))
    .map(({ id }) => ({ id, subtotalCents: inSections.get(id) ?? 0 }))
  return {
    problems: null,
    sums: {
      subtotalCents,
      discounts,
      discountCents: subtotalCents - netCents,
      taxes,
      taxCents,
      totalCents,
      sections,
      parts: priced.parts,
    },
    shares: document.lines.map(({ subtotalCents: own }, index) => (taken[index] ? own - (nets[index] ?? 0) : null)),
  }
}

/** Takes the discounts off `nets`. */
function takeDiscounts(
  { lines, discounts, isChangeOrder }: CheckedDocument,
  taken: readonly boolean[],
  nets: number[],
  problems: Problem[],
): DiscountPrice[] {
  return discounts.map(({ id, sectionId, discount }, at) => {
    const isScope = (line: CheckedLine) => sectionId === null || line.sectionId === sectionId
    const scope = lines.flatMap((line, index) => (isScope(line) ? [index] : []))
    const base = scope.filter((index) => taken[index])
    // A section that nobody has taken anything of has no discount either.
    if (scope.length > 0 && base.length === 0) return { id, baseCents: 0, discountCents: 0 }
    const weights = base.map((index) => nets[index] ?? 0)
    const baseCents = sum(weights)
    const percent = discount.kind === 'percent' ? discount.percentThousandths : null
    const cents = discount.kind === 'amount' ? discount.amountCents : roundedProduct(baseCents, percent ?? 0, WHOLE)
    const isTooMuch = percent === null ? cents > Math.max(0, baseCents) : cents < 0 && !isChangeOrder
    if (isTooMuch) {
      const path = `discounts.${at}.${percent === null ? 'amountCents' : 'percentThousandths'}`
      const message =
        percent === null
          ? tooMuchOff(cents, baseCents)
          : `The discount has nothing to come off: what it applies to comes to ${formatCents(baseCents)}. Remove it.`
      problems.push({ path, message })
      return { id, baseCents, discountCents: 0 }
    }
    spread(cents, weights).forEach((share, nth) => {
      const index = base[nth] ?? 0
      nets[index] = (nets[index] ?? 0) - share
    })
    return { id, baseCents, discountCents: cents }
  })
}
