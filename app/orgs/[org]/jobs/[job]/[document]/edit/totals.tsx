'use client'

import type { DocumentContent } from '@/lib/documents/content'
import type { PriceResult, Problem } from '@/lib/documents/sums'
import { totalRows } from '@/lib/documents/total-rows'
import { formatCents } from '@/lib/money'
import type { DocumentKind } from '@/prisma/generated/enums'

type Props = { content: DocumentContent; priced: PriceResult; name: string; total: string }

/** What the document comes to, as the customer reads it. Nothing is added up here: every figure is one of `priceDocument`. */
export function Totals({ content, priced, name, total }: Props) {
  const rows = priced.ok ? totalRows(content, priced) : []
  return (
    <dl id="sections" tabIndex={-1} className="ml-auto grid w-full gap-y-1.5 outline-none sm:w-80">
      {rows.map(({ id, label, cents }) => (
        <div key={id} className="flex justify-between gap-4 text-ink-muted">
          <dt className="min-w-0 wrap-anywhere">{label}</dt>
          <dd className="tabular-nums">{formatCents(cents)}</dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4 border-t pt-2">
        <dt className="font-semibold">{name}</dt>
        <dd className="text-2xl font-semibold tracking-tight tabular-nums">{total}</dd>
      </div>
    </dl>
  )
}

/** While a choice is open there is no total, only the lowest. */
export const totalName = (priced: PriceResult, kind: DocumentKind) =>
  priced.ok && priced.state === 'open' ? 'From' : kind === 'change_order' ? 'Change' : 'Total'

export function totalText(priced: PriceResult, problems: readonly Problem[]): string {
  if (!priced.ok || problems.length > 0) return '—'
  return formatCents(priced.state === 'decided' ? priced.totalCents : priced.fromCents)
}
