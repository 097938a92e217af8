import type { Snapshot } from '@/lib/documents/snapshot'
import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { differenceWords, dueWords, offWords } from './words'

// What a document comes to, and when it's paid, as its paper has it. Pure.

export type TotalsView = {
  rows: { label: string; amount: string }[]
  label: string
  amount: string
  notes: string[]
}

export type ScheduleView = {
  heading: string
  columns: string[]
  rows: { label: string; due: string; share: string; amount: string }[]
}

export function totalsOf({ kind, content, sums }: Snapshot): TotalsView {
  const { taxExemption } = content
  const notes = taxExemption ? [`Tax exempt: ${taxExemption.reason}`] : []
  const taxNames = new Map(content.taxRates.map(({ id, name }) => [id, name || 'Tax']))
  if (sums.state === 'open')
    return {
      rows: openRows(content),
      label: 'Total',
      amount: `from ${formatCents(sums.fromCents)}`,
      notes: ['It depends on what you choose above. Each option says what all of it comes to then.', ...notes],
    }
  const discounts = sums.discounts.map(({ id, discountCents }) => ({
    label: discountLabel(content, id),
    amount: offWords(discountCents),
  }))
  const wholeCents = sums.subtotalCents - sums.discountCents
  const taxes = taxExemption
    ? []
    : sums.taxes.map(({ id, rateThousandths, baseCents, taxCents }) => {
        // What is taxed of hidden lines would tell what they come to.
        const on = baseCents !== wholeCents && content.show.lineTotals ? ` on ${formatCents(baseCents)}` : ''
        return {
          label: `${taxNames.get(id) ?? 'Tax'}, ${formatPercent(rateThousandths)}${on}`,
          amount: formatCents(taxCents),
        }
      })
  const rows = [...discounts, ...taxes]
  const isChange = kind === 'change_order'
  return {
    rows: rows.length > 0 ? [{ label: 'Subtotal', amount: formatCents(sums.subtotalCents) }, ...rows] : [],
    label: isChange ? 'Change to the total' : 'Total',
    amount: isChange ? differenceWords(sums.totalCents) : formatCents(sums.totalCents),
    notes,
  }
}

/** Discounts and taxes while it isn't known what they come to. */
function openRows(content: Snapshot['content']): TotalsView['rows'] {
  const discounts = content.discounts.map((discount) => ({
    label: discountLabel(content, discount.id, false),
    amount:
      discount.kind === 'amount' ? offWords(discount.amountCents) : `-${formatPercent(discount.percentThousandths)}`,
  }))
  const taxes = content.taxExemption
    ? []
    : content.taxRates.map(({ name, rateThousandths }) => ({
        label: name || 'Tax',
        amount: formatPercent(rateThousandths),
      }))
  return [...discounts, ...taxes]
}

/** "Neighbor discount on Roof, 10%" */
function discountLabel({ discounts, sections }: Snapshot['content'], id: string, hasPercent = true): string {
  const discount = discounts.find((each) => each.id === id)
  const section = sections.find((each) => each.id === discount?.sectionId)
  const percent = discount?.kind === 'percent' && hasPercent ? `, ${formatPercent(discount.percentThousandths)}` : ''
  return `${discount?.title || 'Discount'}${section?.title ? ` on ${section.title}` : ''}${percent}`
}

export function scheduleOf({ content, sums }: Snapshot): ScheduleView {
  const parts = new Map(sums.state === 'decided' ? sums.parts.map((part) => [part.id, part]) : [])
  return {
    heading: 'Payment schedule',
    columns: ['Payment', 'When it’s due', 'Share', 'Amount'],
    rows: content.schedule.map((part, n) => {
      const price = parts.get(part.id)
      const typed = part.kind === 'percent' ? formatPercent(part.percentThousandths) : ''
      const open = part.kind === 'fixed' ? formatCents(part.amountCents) : part.kind === 'rest' ? 'The rest' : ''
      return {
        label: part.label || `Payment ${n + 1}`,
        due: dueWords(part.due),
        share: price ? formatPercent(price.percentThousandths) : typed,
        amount: price ? formatCents(price.amountCents) : open,
      }
    }),
  }
}
