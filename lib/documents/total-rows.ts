import { formatPercent } from '@/lib/percent'
import type { ShownContent } from './snapshot'
import type { PricedDocument } from './sums'

/**
 * What stands between a document's lines and its total, in order and as it is worded everywhere: subtotal, discounts (below
 * zero) and taxes, in cents. Empty where the total is the lines alone, and while a choice is open.
 */
export function totalRows(
  { discounts, taxRates, taxExemption }: Pick<ShownContent, 'discounts' | 'taxRates' | 'taxExemption'>,
  priced: PricedDocument,
): { id: string; label: string; cents: number }[] {
  if (priced.state === 'open' || priced.discounts.length + priced.taxes.length === 0) return []
  const discountOf = new Map(discounts.map((discount) => [discount.id, discount]))
  const rateOf = new Map(taxRates.map((rate) => [rate.id, rate]))
  return [
    { id: 'subtotal', label: 'Subtotal', cents: priced.subtotalCents },
    ...priced.discounts.map(({ id, discountCents }) => {
      const discount = discountOf.get(id)
      const share = discount?.kind === 'percent' ? ` (${formatPercent(discount.percentThousandths)})` : ''
      return { id, label: `${discount?.title || 'Discount'}${share}`, cents: -discountCents }
    }),
    ...priced.taxes.map(({ id, taxCents, rateThousandths }) => {
      const what = taxExemption ? 'exempt' : formatPercent(rateThousandths)
      return { id, label: `${rateOf.get(id)?.name || 'Tax'} (${what})`, cents: taxCents }
    }),
  ]
}
