import { maskCardNumbers } from '@/lib/card-in-text'
import { formatCents } from '@/lib/money'
import { COLUMN_LABELS, type Column } from './columns'
import { type ItemInput, nameParts, priceWords } from './item'
import type { Planned, PlannedKind } from './plan-import'

// What a person sees of an import before it is done. Pure.

type PreviewRow = {
  row: number
  kind: PlannedKind
  name: string
  /** What the item is, what changes, or what is wrong. */
  words: string
}

export type ImportPreview = {
  /** Says what would be done: an import does exactly that, or nothing. */
  fingerprint: string
  /** What the first row says, column by column. */
  headings: string[]
  hasHeadings: boolean
  /** Where each column was found, or chosen: a `Choice` of columns.ts. */
  columns: (number | null)[]
  /** Columns to choose before anything can be imported. */
  missing: Column[]
  /** "UTF-8, separated by commas" */
  read: string
  counts: Record<PlannedKind, number>
  rows: PreviewRow[]
}

/** A few words of a text: a row's name may be as long as a file. */
const short = (text: string, max = 120): string => (text.length > max ? `${text.slice(0, max)}…` : text)
const shown = (text: string): string => maskCardNumbers(short(text.replace(/\s+/g, ' ').trim()))

/** "$42.00 per sheet · cost $31.00 · not taxable · Lumber · PLY-12" */
const itemWords = (item: ItemInput): string =>
  [
    priceWords(item),
    item.costCents === null ? null : `cost ${formatCents(item.costCents)}`,
    item.taxable ? 'taxable' : 'not taxable',
    item.category,
    item.code,
  ]
    .filter(Boolean)
    .join(' · ')

/** By the names of an item's form texts (item.ts). */
const CHANGED: Record<string, string> = {
  ...{
    name: 'Name',
    code: 'Code',
    category: 'Category',
    unit: 'Unit',
    unitPrice: 'Price',
    cost: 'Cost',
    taxable: 'Taxable',
  },
}

function changeWords(plan: Extract<Planned, { kind: 'changed' }>): string {
  const changes = plan.changes.map(
    ({ path, theirs, mine }) => `${CHANGED[path] ?? path}: ${shown(theirs) || 'none'} → ${shown(mine) || 'none'}`,
  )
  return [...(plan.restores ? ['Comes back from the archive'] : []), ...changes].join(' · ')
}

function wordsOf(plan: Planned): string {
  switch (plan.kind) {
    case 'new':
      return itemWords(plan.item)
    case 'changed':
      return changeWords(plan)
    case 'same':
      return 'As it is in the price book'
    case 'problem':
      return plan.problems.join(' ')
  }
}

export const previewRow = (plan: Planned): PreviewRow => ({
  row: plan.row,
  kind: plan.kind,
  name: shown(nameParts(plan.name.trim()).first) || 'No name',
  words: wordsOf(plan),
})

export function countKinds(plans: readonly { kind: PlannedKind }[]): Record<PlannedKind, number> {
  const counts = { new: 0, changed: 0, same: 0, problem: 0 }
  for (const { kind } of plans) counts[kind]++
  return counts
}

const many = (count: number, one: string, several: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`

/** "Import 120 items", or null where there is nothing to import. */
export function importLabel(counts: Record<PlannedKind, number>): string | null {
  const count = counts.new + counts.changed
  return count === 0 ? null : `Import ${many(count, 'item', 'items')}`
}

/** "3 items were added and 1 was changed." */
export function importedWords({ added, changed }: { added: number; changed: number }): string {
  const parts = [
    ...(added > 0 ? [`${many(added, 'item was', 'items were')} added`] : []),
    ...(changed > 0 ? [`${many(changed, 'item was', 'items were')} changed`] : []),
  ]
  return `${parts.join(', and ')}.`
}

/** "“Name” and “Price”" */
export const missingWords = (missing: readonly Column[]): string =>
  missing.map((column) => `“${COLUMN_LABELS[column]}”`).join(' and ')

/** `imported: false`: the price book is another one than when the preview was made. Nothing was written; here is the new one. */
export type ImportResult =
  | { imported: true; added: number; changed: number }
  | { imported: false; preview: ImportPreview }
