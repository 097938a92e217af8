import { checkDocument } from './sums/check'
import { computeSelection } from './sums/compute'
import type { DocumentInput, PriceResult } from './sums/contract'
import {
  isLeftAsItStands,
  lowestTotal,
  priceGroups,
  priceLines,
  priceOptionalLines,
  standingOptions,
} from './sums/offers'

// The one arithmetic of documents: the editor, the pages, the PDF, the server and the tests compute with it, and nothing
// else adds up a document. Pure, and in integers only.
//
// Units: amounts are whole cents, quantities hundredths (2.25 → 225), percentages thousandths of a percent (8.875% → 8875).
//
// Order, rounded once per step to the cent, half a cent away from zero:
// 1. A line is quantity × unit price. Its own discount, an amount or a percentage of the line, comes off it.
// 2. The document's discounts come off one after the other, each from what the ones before left: of all lines that
//    count, or of those of one section. It is spread over its lines in proportion to what they come to by largest
//    remainder: everybody gets the floor, and the cents that are left go to the largest fractions, of equal ones to the
//    first line.
// 3. A tax is computed once, on the sum of what its lines come to after all discounts. It isn't rounded per line.
// 4. The total is what all lines come to after discounts, plus all taxes.
// 5. The schedule's percentages are of the whole total, by largest remainder; its last part is the rest.
//
// No discount is more than what it comes off. No document comes to less than zero, nor does what a tax applies to; a
// change order may, and the credit for a line is exactly the opposite of its charge.

export type * from './sums/contract'
export type { Problem } from './sums/problem'

/**
 * Computes what a document comes to: its lines, discounts, taxes, options with the difference that each makes, and the
 * parts of its schedule. Takes a plain object and changes nothing of it.
 *
 * - `state: 'decided'`: each choice is made, and there is a total.
 * - `state: 'open'`: a group has no choice yet. There is no total, only the lowest (`fromCents`) and one per option.
 * - `ok: false`: `problems` names each field that is wrong, by its path, with a sentence that says what to do.
 *
 * Never throws, whatever it is given. An option that can't be taken, because a discount would exceed what is left or a
 * payment the total, has its problems in `groups`: a document is fit to send when it has none there.
 */
export function priceDocument(document: DocumentInput): PriceResult {
  const checked = checkDocument(document)
  if (checked.problems) return { ok: false, problems: checked.problems }
  const sound = checked.document
  const standing = computeSelection(sound, { options: standingOptions(sound), isLeft: isLeftAsItStands })
  if (standing.problems) return { ok: false, problems: standing.problems }
  const offers = { groups: priceGroups(sound, standing), optionalLines: priceOptionalLines(sound, standing) }
  const openGroupIds = sound.groups.filter(({ chosen }) => chosen === null).map(({ id }) => id)
  if (openGroupIds.length === 0)
    return { ok: true, state: 'decided', ...standing.sums, lines: priceLines(sound, standing.shares), ...offers }
  const fromCents = lowestTotal(sound, standing.sums.totalCents)
  return { ok: true, state: 'open', openGroupIds, fromCents, lines: priceLines(sound, null), ...offers }
}
