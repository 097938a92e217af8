import type { ContentLine } from '@/lib/documents/content'
import { addLines, removeLine } from '@/lib/documents/editing/change-lines'
import { type Change, type ListId, listsOf } from '@/lib/documents/places'
import { newId } from '@/lib/new-id'
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

const isBlank = ({ description, unitPriceCents }: ContentLine) => description === '' && unitPriceCents === 0

/**
 * Adds an item as a line at the end of a list, in place of an empty line that waits there. A taxable item is taxed as the nearest
 * line before it that has a tax, else with every rate of the document.
 */
export const addItem =
  (list: ListId, item: ItemInput, id: string): Change =>
  (content) => {
    const lists = listsOf(content)
    const own = lists.find((each) => each.id === list)?.lines ?? []
    const taxed = [...lists.filter((each) => each.id !== list).flatMap(({ lines }) => lines), ...own].findLast(
      ({ taxRateIds }) => taxRateIds.length > 0,
    )
    const rates = content.taxRates.filter((rate) => !taxed || taxed.taxRateIds.includes(rate.id))
    const last = own.at(-1)
    const room = last && isBlank(last) ? removeLine(last.id)(content) : content
    return addLines(list, [lineOfItem(item, rates, id)])(room)
  }
