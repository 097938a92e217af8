import { formatCents } from '@/lib/money'
import { signedCents } from './offers'
import type { SnapshotChange } from './snapshot'

// A change order told as money, on the page and on paper. Pure.

/** More payments than this are told by the table alone. */
const TOLD = 2

type Part = SnapshotChange['parts'][number]

const isChanged = ({ beforeCents, afterCents, creditedCents }: Part): boolean =>
  beforeCents !== afterCents || creditedCents > 0

function partSentence({ label, beforeCents, afterCents, creditedCents }: Part): string {
  if (creditedCents > 0) return `${formatCents(creditedCents)} comes off what is still open on “${label}”.`
  if (beforeCents === null) return `A payment of ${formatCents(afterCents)} is added: “${label}”.`
  return `“${label}” goes from ${formatCents(beforeCents)} to ${formatCents(afterCents)}.`
}

/** What a change order does, to the customer: the total first, then each payment that changes. */
export function changeSentences({ totalBeforeCents, totalAfterCents, parts, toRefundCents }: SnapshotChange): string[] {
  const total = `Your total goes from ${formatCents(totalBeforeCents)} to ${formatCents(totalAfterCents)}.`
  // Then nothing of it is to be paid, whichever payment it stands on.
  if (toRefundCents > 0)
    return [
      total,
      `What you have paid, or are paying now, is ${formatCents(toRefundCents)} more than that. We refund the difference.`,
    ]
  const changed = parts.filter(isChanged)
  // One payment is the total.
  if (parts.length === 1) return [total]
  if (changed.length > TOLD) return [total, `${changed.length} payments change, as the schedule shows.`]
  return [total, ...changed.map(partSentence)]
}

/** What a change order comes to: "+$1,950.00", "−$2,000.00", "No change". */
export const changeAmount = (cents: number): string => (cents === 0 ? 'No change' : signedCents(cents))
