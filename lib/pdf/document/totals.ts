import { changeAmount } from '@/lib/documents/change-words'
import { dueWords } from '@/lib/documents/due-words'
import { scheduleRows } from '@/lib/documents/schedule-rows'
import type { Snapshot } from '@/lib/documents/snapshot'
import { openRows, totalRows } from '@/lib/documents/total-rows'
import { formatCents } from '@/lib/money'

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
      rows: openRows(content).map(({ label, words }) => ({ label, amount: words })),
      label: 'Total',
      amount: `from ${formatCents(sums.fromCents)}`,
      notes: ['It depends on what you choose above. Each option says what all of it comes to then.', ...notes],
    }
  const isChange = kind === 'change_order'
  return {
    rows: totalRows(content, sums).map(({ label, cents }) => ({ label, amount: formatCents(cents) })),
    label: isChange ? 'Change to the total' : 'Total',
    amount: isChange ? changeAmount(sums.totalCents) : formatCents(sums.totalCents),
    notes,
  }
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
  return {
    heading: 'Payment schedule',
    columns: ['Payment', 'When it’s due', 'Share', 'Amount'],
    rows: scheduleRows(content, sums).map(({ label, due, share, amount }) => ({ label, due, share, amount })),
  }
}
