import type { DocumentKind } from '@/prisma/generated/enums'
import type { DocumentContent } from './content'
import { linesOf } from './lines-of'
import { pricedInput } from './priced-input'
import { type PriceResult, priceDocument } from './sums'

// What a document leaves the company. For the company alone: nothing that a customer is shown has it. Pure.

/** Of the lines that count, those whose cost is known. Amounts in cents. */
export type Margin = {
  /** What they come to after discounts, without taxes. */
  netCents: number
  costCents: number
  /** Net − cost; below zero for a loss. */
  marginCents: number
  knownCount: number
  /** All lines that count. */
  lineCount: number
}

/** Each open choice at its default: what counts until somebody chooses. */
function standing(content: DocumentContent): DocumentContent {
  const chosen = new Map(content.choices.options.map(({ groupId, optionId }) => [groupId, optionId]))
  const options = content.optionGroups.map(({ id, defaultOptionId }) => ({
    groupId: id,
    optionId: chosen.get(id) ?? defaultOptionId,
  }))
  return { ...content, choices: { ...content.choices, options } }
}

/**
 * Returns the margin on the lines that count and whose cost is known: options as they are chosen or else at their default,
 * optional lines that are taken. The cost, cents × hundredths, is added up exactly and rounded once, half a cent away from zero.
 * @param priced what `priceDocument` answers of the content
 * @returns null where no such line has a cost, or the content can't be priced
 */
export function marginOf(content: DocumentContent, kind: DocumentKind, priced: PriceResult): Margin | null {
  const lines = linesOf(content).map(({ line }) => line)
  if (!priced.ok || lines.every(({ costCents }) => costCents === null)) return null
  const decided =
    priced.state === 'decided' ? priced : priceDocument(pricedInput(standing(content), kind === 'change_order'))
  if (!decided.ok) return null
  const nets = new Map(decided.lines.map(({ id, netCents }) => [id, netCents]))
  const counting = lines.filter(({ id }) => (nets.get(id) ?? null) !== null)
  const known = counting.filter(({ costCents }) => costCents !== null)
  if (known.length === 0) return null
  const netCents = known.reduce((total, { id }) => total + (nets.get(id) ?? 0), 0)
  const costCents = hundredthOf(
    known.reduce((total, line) => total + BigInt(line.costCents ?? 0) * BigInt(line.quantityHundredths), 0n),
  )
  const marginCents = netCents - costCents
  return { netCents, costCents, marginCents, knownCount: known.length, lineCount: counting.length }
}

/** A hundredth, rounded to an integer, a half away from zero. */
function hundredthOf(total: bigint): number {
  const size = total < 0n ? -total : total
  const rounded = Number((size + 50n) / 100n)
  return total < 0n ? 0 - rounded : rounded
}
