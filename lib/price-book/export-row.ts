import type { CsvCell } from '@/lib/csv'
import type { ItemInput } from './item'

// A row of an export, which an import reads back to the same item. Pure.

/** The headings, as columns.ts knows them. */
export const ITEM_COLUMNS = ['Code', 'Name', 'Category', 'Unit', 'Price', 'Cost', 'Taxable']

export const itemCells = (item: ItemInput): CsvCell[] => [
  item.code ?? '',
  item.name,
  item.category ?? '',
  item.unit,
  { cents: item.unitPriceCents },
  item.costCents === null ? '' : { cents: item.costCents },
  item.taxable ? 'Yes' : 'No',
]
