import type { Margin } from '@/lib/documents/margin'
import { formatCents } from '@/lib/money'
import { marginTenths } from '@/lib/price-book/margin'

/** What the document leaves the company, which no customer sees. */
export function MarginLine({ margin }: { margin: Margin }) {
  const { netCents, costCents, marginCents, knownCount, lineCount } = margin
  const isLoss = marginCents < 0
  const tenths = marginTenths({ unitPriceCents: netCents, costCents })
  return (
    <p className="mt-2 text-balance text-right text-sm text-ink-muted tabular-nums">
      <span className={isLoss ? 'font-medium text-danger' : undefined}>
        {isLoss ? 'Loss' : 'Margin'} {formatCents(Math.abs(marginCents))}
        {tenths !== null && ` (${Math.abs(tenths) / 10}%)`}
      </span>
      {knownCount < lineCount && ` on the ${knownCount} of ${lineCount} lines whose cost is known`}
    </p>
  )
}
