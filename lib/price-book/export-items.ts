import 'server-only'
import { CSV_BOM, type CsvCell, csvRow } from '@/lib/csv'
import { readForOrg, type Statement } from '@/lib/db'
import { first } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import { ITEM_COLUMNS, itemCells } from './export-row'
import type { ItemInput } from './item'

/** So many items are read at a time. */
const BATCH = 1_000

/**
 * The items of a price book that aren't archived, by name, as CSV in UTF-8, in chunks that are made as they are taken.
 * An import reads them back as they are.
 */
export async function* exportItems(orgId: string, batch = BATCH): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const write = (rows: readonly CsvCell[][]) => encoder.encode(rows.map(csvRow).join(''))
  yield encoder.encode(CSV_BOM)
  yield write([ITEM_COLUMNS])
  let after: string | undefined
  for (;;) {
    const further =
      after === undefined
        ? Prisma.sql`true`
        : Prisma.sql`(left(search, 60), id) > (select left(search, 60), id from price_item
            where org_id = ${orgId}::uuid and id = ${after}::uuid)`
    const statement: Statement<ItemInput & { id: string }> = Prisma.sql`
      select id, name, unit, unit_price_cents, cost_cents, taxable, code, category from price_item
      where org_id = ${orgId}::uuid and archived_at is null and ${further} order by left(search, 60), id ${first(batch)}`
    const [items] = await readForOrg(orgId, [statement])
    if (items.length > 0) yield write(items.map(itemCells))
    if (items.length < batch) return
    after = items.at(-1)?.id
  }
}
