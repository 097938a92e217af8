import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { differenceWords } from './offers'
import type { ShownContent } from './snapshot'
import type { LinePrice, OptionalLinePrice } from './sums'

// What stands below a line, on the page and on paper. Pure.

type Line = Pick<ShownContent['sections'][number]['lines'][number], 'discount'>

/** What is taken off: 5000 → "-$50.00". Of nothing it is "$0.00". */
export const offWords = (cents: number): string => formatCents(cents === 0 ? 0 : -cents)

/** A line's own discount: "Discount 10%: -$100.80". Nothing of an amount that the customer isn't shown. */
export function discountNotes({ discount }: Line, { discountCents }: LinePrice, show: ShownContent['show']): string[] {
  if (!discount || (!show.lineTotals && !show.unitPrices)) return []
  const what = discount.kind === 'percent' ? `Discount ${formatPercent(discount.percentThousandths)}` : 'Discount'
  if (show.lineTotals || discount.kind === 'amount') return [`${what}: ${offWords(discountCents)}`]
  return [what]
}

/** What taking or leaving an optional line makes of the total: "Optional, not included. With it: +$1,000.00". */
export function offerNote({ isTaken, differenceCents }: Omit<OptionalLinePrice, 'id' | 'problems'>): string {
  const state = isTaken ? 'Optional, included' : 'Optional, not included'
  if (differenceCents === null) return state
  return isTaken
    ? `${state}. Without it: ${differenceWords({ differenceCents: -differenceCents })}`
    : `${state}. With it: ${differenceWords({ differenceCents })}`
}
