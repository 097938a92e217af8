import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { offWords } from './line-notes'
import type { ShownContent } from './snapshot'
import type { PricedDocument } from './sums'

type Content = Pick<ShownContent, 'discounts' | 'sections' | 'show' | 'taxRates' | 'taxExemption'>

/** "Neighbor discount on Roof" */
export function discountName({ sections }: Pick<Content, 'sections'>, discount?: Content['discounts'][number]): string {
  const section = sections.find(({ id }) => id === discount?.sectionId)
  return `${discount?.title || 'Discount'}${section?.title ? ` on ${section.title}` : ''}`
}

/**
 * What stands between a document's lines and its total, in order and as it is worded everywhere: subtotal, discounts (below
 * zero) and taxes, in cents. Empty where the total is the lines alone, and while a choice is open.
 */
export function totalRows(content: Content, priced: PricedDocument): { id: string; label: string; cents: number }[] {
  if (priced.state === 'open' || priced.discounts.length + priced.taxes.length === 0) return []
  const { discounts, taxRates, taxExemption, show } = content
  const wholeCents = priced.subtotalCents - priced.discountCents
  const discountOf = new Map(discounts.map((discount) => [discount.id, discount]))
  const rateOf = new Map(taxRates.map((rate) => [rate.id, rate]))
  return [
    { id: 'subtotal', label: 'Subtotal', cents: priced.subtotalCents },
    ...priced.discounts.map(({ id, discountCents }) => {
      const discount = discountOf.get(id)
      const share = discount?.kind === 'percent' ? ` (${formatPercent(discount.percentThousandths)})` : ''
      return { id, label: `${discountName(content, discount)}${share}`, cents: -discountCents }
    }),
    ...priced.taxes.map(({ id, taxCents, baseCents, rateThousandths }) => {
      // What is taxed of lines that don't tell what they come to would tell it.
      const of = baseCents !== wholeCents && show.lineTotals ? ` of ${formatCents(baseCents)}` : ''
      const what = taxExemption ? 'exempt' : `${formatPercent(rateThousandths)}${of}`
      return { id, label: `${rateOf.get(id)?.name || 'Tax'} (${what})`, cents: taxCents }
    }),
  ]
}

/** The same while a choice is open: discounts and taxes as they were typed, since nobody knows yet what they come to. */
export function openRows(content: Omit<Content, 'show'>): { id: string; label: string; words: string }[] {
  const discounts = content.discounts.map((discount) => ({
    ...{ id: discount.id, label: discountName(content, discount) },
    words:
      discount.kind === 'amount' ? offWords(discount.amountCents) : `-${formatPercent(discount.percentThousandths)}`,
  }))
  const taxes = content.taxRates.map(({ id, name, rateThousandths }) => ({
    ...{ id, label: name || 'Tax', words: formatPercent(rateThousandths) },
  }))
  return content.taxExemption ? discounts : [...discounts, ...taxes]
}
