'use client'

import type { DocumentContent } from '@/lib/documents/content'
import type { PriceResult, Problem } from '@/lib/documents/sums'
import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'

type Props = { content: DocumentContent; priced: PriceResult; total: string }

/** What the document comes to, as the customer reads it. Nothing is added up here: every figure is one of `priceDocument`. */
export function Totals({ content, priced, total }: Props) {
  const isDecided = priced.ok && priced.state === 'decided'
  const rows: [string, number][] = []
  if (isDecided) {
    const { discounts, taxes, subtotalCents } = priced
    if (discounts.length > 0 || taxes.length > 0) rows.push(['Subtotal', subtotalCents])
    for (const { id, discountCents } of discounts)
      rows.push([content.discounts.find((each) => each.id === id)?.title || 'Discount', -discountCents])
    for (const { id, taxCents, rateThousandths } of taxes) {
      const name = content.taxRates.find((each) => each.id === id)?.name || 'Tax'
      rows.push([content.taxExemption ? `${name}, exempt` : `${name} ${formatPercent(rateThousandths)}`, taxCents])
    }
  }
  return (
    <dl id="sections" tabIndex={-1} className="ml-auto grid w-full gap-y-1.5 outline-none sm:w-80">
      {rows.map(([name, cents], at) => (
        <div key={at} className="flex justify-between gap-4 text-ink-muted">
          <dt className="min-w-0 wrap-anywhere">{name}</dt>
          <dd className="tabular-nums">{formatCents(cents)}</dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4 border-t pt-2">
        <dt className="font-semibold">{totalName(priced)}</dt>
        <dd className="text-2xl font-semibold tracking-tight tabular-nums">{total}</dd>
      </div>
    </dl>
  )
}

/** While a choice is open there is no total, only the lowest. */
export const totalName = (priced: PriceResult) => (priced.ok && priced.state === 'open' ? 'From' : 'Total')

export function totalText(priced: PriceResult, problems: readonly Problem[]): string {
  if (!priced.ok || problems.length > 0) return '—'
  return formatCents(priced.state === 'decided' ? priced.totalCents : priced.fromCents)
}
