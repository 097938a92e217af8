import type { ContentLine } from '@/lib/documents/content'
import { newId } from '@/lib/documents/editing/new-id'
import type { ItemInput } from './item'

/**
 * A line of a document with an item of the price book: one of it, at its price. The line is a copy: what either becomes
 * later, the other never follows.
 * @param taxRates those of the document that apply; an item that is taxable gets all of them
 */
export const lineOfItem = (
  { name, unit, unitPriceCents, costCents, taxable }: ItemInput,
  taxRates: readonly { id: string }[],
  id: string = newId(),
): ContentLine => ({
  id,
  description: name,
  unit,
  quantityHundredths: 100,
  unitPriceCents,
  taxRateIds: taxable ? taxRates.map((rate) => rate.id) : [],
  discount: null,
  optional: null,
  costCents,
})
