import { pack } from '@/components/packed'
import { formatCents } from '@/lib/money'
import { nameParts, unitWords } from '@/lib/price-book/item'
import { marginWords } from '@/lib/price-book/margin'
import type { ListedItem } from '@/lib/price-book/queries'
import { type ItemRow, ItemRows } from './item-rows'

type Props = {
  /** Where items are edited; null for those who don't. */
  path: string | null
  items: readonly ListedItem[]
  /** Whether whoever looks may see what items cost. What isn't shown isn't sent either. */
  showCosts: boolean
}

/** Items by name. The whole row links to the item. */
export const ItemsTable = ({ path, items, showCosts }: Props) => (
  <ItemRows path={path} showCosts={showCosts} rows={pack(items.map((item) => rowOf(item, showCosts)))} />
)

function rowOf(item: ListedItem, showCosts: boolean): ItemRow {
  const { first, rest } = nameParts(item.name)
  const about = [item.code, item.category, rest.replace(/\s+/g, ' ').slice(0, 160)].filter(Boolean).join(' · ')
  return {
    ...{ id: item.id, name: first, about: about || undefined },
    ...{ price: formatCents(item.unitPriceCents), unit: unitWords(item.unit) || undefined },
    tax: item.taxable ? 'Taxable' : 'Not taxable',
    ...(showCosts && {
      cost: item.costCents === null ? undefined : formatCents(item.costCents),
      margin: marginWords(item) ?? undefined,
    }),
    ...(item.archivedAt && { archived: 'yes' }),
  }
}
