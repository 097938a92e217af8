import { dueWords } from '@/lib/documents/due-words'
import { signedCents } from '@/lib/documents/offers'
import type { Snapshot } from '@/lib/documents/snapshot'
import { discountName, totalRows } from '@/lib/documents/total-rows'
import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { offWords } from './words'

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
  /** `share`: of a change order the amount before. */
  rows: { label: string; due: string; share: string; amount: string }[]
}

export function totalsOf({ kind, content, sums }: Snapshot): TotalsView {
  const { taxExemption } = content
  const notes = taxExemption ? [`Tax exempt: ${taxExemption.reason}`] : []
  if (sums.state === 'open')
    return {
      rows: openRows(content),
      label: 'Total',
      amount: `from ${formatCents(sums.fromCents)}`,
      notes: ['It depends on what you choose above. Each option says what all of it comes to then.', ...notes],
    }
  const isChange = kind === 'change_order'
  return {
    rows: totalRows(content, sums).map(({ label, cents }) => ({ label, amount: formatCents(cents) })),
    label: isChange ? 'Change to the total' : 'Total',
    amount: isChange ? changeWords(sums.totalCents) : formatCents(sums.totalCents),
    notes,
  }
}

const changeWords = (cents: number) => (cents === 0 ? 'No change' : signedCents(cents))

/** Discounts and taxes while it isn't known what they come to. */
function openRows(content: Snapshot['content']): TotalsView['rows'] {
  const discounts = content.discounts.map((discount) => ({
    label: discountName(content, discount),
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

export function scheduleOf({ content, sums, change }: Snapshot): ScheduleView {
  if (change)
    return {
      heading: 'Payment schedule',
      columns: ['Payment', 'When it’s due', 'Before', 'After'],
      rows: change.parts.map(({ label, due, beforeCents, afterCents, creditedCents }) => ({
        ...{ label, due: dueWords(due) },
        amount: `${formatCents(afterCents)}${creditedCents > 0 ? ` less ${formatCents(creditedCents)}` : ''}`,
        share: beforeCents === null ? '' : formatCents(beforeCents),
      })),
    }
  const parts = new Map(sums.state === 'decided' ? sums.parts.map((part) => [part.id, part]) : [])
  return {
    heading: 'Payment schedule',
    columns: ['Payment', 'When it’s due', 'Share', 'Amount'],
    rows: content.schedule.map((part, n) => {
      const price = parts.get(part.id)
      const typed =
        part.kind === 'percent' ? formatPercent(part.percentThousandths) : part.kind === 'equal' ? `1/${part.of}` : ''
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
