import { formatCents } from '@/lib/money'
import { type Discount, LIMITS, MAX_CENTS, MAX_QUANTITY_HUNDREDTHS, WHOLE } from './contract'
import { type Fields, type Findings, isFields } from './fields'
import { roundedProduct } from './integers'

/** A line that is sound, with its own amounts. Groups, options and tax rates are named by their place in the input. */
export type CheckedLine = {
  id: string
  sectionId: string | null
  /** Where the option stands that it belongs to; null for a line of the document's own. */
  place: { group: number; option: number; optionId: string } | null
  taxRates: number[]
  /** Whether an optional line is taken; null for one that always counts. */
  optional: boolean | null
  amountCents: number
  discountCents: number
  subtotalCents: number
}

const QUANTITY = 'Enter a quantity above 0 and at most 99,999.99.'
const PRICE = `Enter a price of at most ${formatCents(MAX_CENTS)}.`
const PERCENT = 'Enter a percentage from 0 to 100, with at most three decimals.'
const AMOUNT_OFF = `Enter how much to take off, from $0.00 to ${formatCents(MAX_CENTS)}.`

/** A sound discount, or null and a problem. */
export function checkedDiscount(value: Fields, path: string, findings: Findings): Discount | null {
  if (value.kind === 'amount') {
    const cents = findings.integer(value.amountCents, 0, MAX_CENTS, `${path}.amountCents`, AMOUNT_OFF)
    return cents === null ? null : { kind: 'amount', amountCents: cents }
  }
  if (value.kind === 'percent') {
    const percent = findings.integer(value.percentThousandths, 0, WHOLE, `${path}.percentThousandths`, PERCENT)
    return percent === null ? null : { kind: 'percent', percentThousandths: percent }
  }
  findings.add(`${path}.kind`, 'Choose whether the discount is an amount or a percentage.')
  return null
}

/** Says that a discount is more than what it applies to. */
export const tooMuchOff = (cents: number, baseCents: number): string =>
  baseCents > 0
    ? `The discount of ${formatCents(cents)} is more than the ${formatCents(baseCents)} that it applies to. Enter at most ${formatCents(baseCents)}.`
    : `The discount of ${formatCents(cents)} has nothing to come off: what it applies to comes to ${formatCents(baseCents)}. Remove it.`

/** A sound line, or null and its problems. */
export function checkedLine(
  line: Fields,
  path: string,
  where: Pick<CheckedLine, 'sectionId' | 'place'>,
  known: { lines: Set<string>; rates: ReadonlyMap<string, number> },
  findings: Findings,
): CheckedLine | null {
  const before = findings.problems.length
  const id = findings.newId(line.id, known.lines, `${path}.id`)
  const at = `${path}.quantityHundredths`
  const quantity = findings.integer(line.quantityHundredths, 1, MAX_QUANTITY_HUNDREDTHS, at, QUANTITY)
  const price = findings.integer(line.unitPriceCents, -MAX_CENTS, MAX_CENTS, `${path}.unitPriceCents`, PRICE)
  const taxRates = checkedRates(line.taxRateIds, `${path}.taxRateIds`, known.rates, findings)
  const amountCents = roundedProduct(quantity ?? 0, price ?? 0, 100)
  if (Math.abs(amountCents) > MAX_CENTS)
    findings.add(
      `${path}.unitPriceCents`,
      `This line comes to ${formatCents(amountCents)}. A line can come to at most ${formatCents(MAX_CENTS)}.`,
    )
  const discountCents =
    line.discount === undefined || line.discount === null || quantity === null || price === null
      ? 0
      : lineDiscount(line.discount, amountCents, `${path}.discount`, findings)
  const optional = checkedOptional(line.optional, `${path}.optional`, findings)
  if (findings.problems.length > before) return null
  const subtotalCents = amountCents - discountCents
  const { sectionId, place } = where
  return { id, sectionId, place, taxRates, optional, amountCents, discountCents, subtotalCents }
}

function checkedRates(value: unknown, path: string, rates: ReadonlyMap<string, number>, findings: Findings): number[] {
  if (value === undefined || value === null) return []
  const indexes = Array.isArray(value) ? value.map((id) => rates.get(id)) : [undefined]
  const found = indexes.filter((index) => index !== undefined)
  if (found.length < indexes.length) findings.add(path, 'This line names a tax that the document doesn’t have.')
  if (new Set(found).size < found.length) findings.add(path, 'This line names the same tax twice.')
  return found
}

function lineDiscount(value: unknown, amountCents: number, path: string, findings: Findings): number {
  const discount = checkedDiscount(isFields(value) ? value : {}, path, findings)
  if (!discount) return 0
  if (discount.kind === 'percent') return roundedProduct(amountCents, discount.percentThousandths, WHOLE)
  if (discount.amountCents <= Math.max(0, amountCents)) return discount.amountCents
  findings.add(`${path}.amountCents`, tooMuchOff(discount.amountCents, amountCents))
  return 0
}

function checkedOptional(value: unknown, path: string, findings: Findings): boolean | null {
  if (value === undefined || value === null) return null
  if (isFields(value) && typeof value.taken === 'boolean') return value.taken
  findings.add(path, 'Say whether this optional line is taken at first.')
  return null
}

/** The document's tax rates in their order, and where each stands by its id. */
export function checkedTaxRates(value: unknown, findings: Findings) {
  const places = new Map<string, number>()
  const known = { has: (id: string) => places.has(id), add: (id: string) => places.set(id, places.size) }
  const rates = findings.list(value, 'taxRates', 'tax rates', LIMITS.taxRates).map((rate, index) => {
    const path = `taxRates.${index}`
    const id = findings.newId(rate.id, known, `${path}.id`)
    const rateThousandths = findings.integer(rate.rateThousandths, 0, WHOLE, `${path}.rateThousandths`, PERCENT)
    return { id, rateThousandths: rateThousandths ?? 0 }
  })
  return { rates, places }
}
