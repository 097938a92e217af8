import { formatCents } from '@/lib/money'
import type { SnapshotChange } from './snapshot'

// A change order told as money, on the page and on paper. Pure.

/** More payments than this are told by the table alone. */
const TOLD = 2

/** What a change order does, to the customer: the total first, then each payment that changes. */
export function changeSentences(change: SnapshotChange): string[] {
  const { totalBeforeCents, totalAfterCents, parts, creditCents, toRefundCents } = change
  const changed = parts.filter(({ beforeCents, afterCents }) => beforeCents !== afterCents)
  const tellsEach = changed.length <= TOLD
  return [
    `Your total goes from ${formatCents(totalBeforeCents)} to ${formatCents(totalAfterCents)}.`,
    ...(tellsEach
      ? changed.map(({ label, beforeCents, afterCents }) =>
          beforeCents === null
            ? `A payment of ${formatCents(afterCents)} is added: “${label}”.`
            : `“${label}” goes from ${formatCents(beforeCents)} to ${formatCents(afterCents)}.`,
        )
      : [`${changed.length} payments change, as the schedule shows.`]),
    ...(creditCents > toRefundCents
      ? [`${formatCents(creditCents - toRefundCents)} comes off what is still open on payments that have begun.`]
      : []),
    ...(toRefundCents > 0
      ? [`You have paid ${formatCents(toRefundCents)} more than the new total. We give that back to you.`]
      : []),
  ]
}
