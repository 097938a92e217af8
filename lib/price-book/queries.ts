import 'server-only'
import { forOrg, readForOrg, type Statement } from '@/lib/db'
import type { AskOrg, OfOrg } from '@/lib/orgs/first-trip'
import { PAGE_SIZE, searchWords } from '@/lib/search'
import { all, first, hasWord } from '@/lib/sql'
import { isUuid } from '@/lib/typed-text'
import { type PriceItem, Prisma } from '@/prisma/generated/client'
import type { ItemInput } from './item'

export type ListedItem = ItemInput & { id: string; archivedAt: Date | null }

const LISTED = Prisma.sql`id, name, unit, unit_price_cents, cost_cents, taxable, code, category, archived_at`
/** By the beginning of the folded name: "ÉCLAIR" and "eclair" stand beside each other, and an index has it. */
const PLACE = Prisma.sql`left(search, 60), id`

/** Those in whose name, code, category or unit every word is. A price book is small enough to be looked through. */
const matching = (orgId: string, query: string): Prisma.Sql =>
  all([Prisma.sql`org_id = ${orgId}::uuid`, ...searchWords(query).map((word) => hasWord(Prisma.sql`search`, word))])

type ItemList = { query?: string; archived?: boolean; after?: string | undefined }

/** One page of items by name: those after the item `after` (an id). `archived` lists archived ones, too; a search finds them. */
function itemPageStatement(orgId: string, { query = '', archived = false, after }: ItemList): Statement<ListedItem> {
  const further =
    after === undefined
      ? Prisma.sql`true`
      : Prisma.sql`(${PLACE}) > (
          select ${PLACE} from price_item where org_id = ${orgId}::uuid and id = ${after}::uuid)`
  const shown = all([matching(orgId, query), ...(query || archived ? [] : [Prisma.sql`archived_at is null`]), further])
  return Prisma.sql`select ${LISTED} from price_item where ${shown} order by ${PLACE} ${first(PAGE_SIZE + 1)}`
}

/** Items, and the id after which the next page starts, if there is one. */
export type ItemPage = { items: ListedItem[]; next: string | undefined }

/** Reads a page of the organization that `ask` asks, in one round trip. */
export async function readItems<C extends OfOrg>(
  ask: AskOrg<C>,
  list: ItemList,
): Promise<{ context: C; page: ItemPage }> {
  const { context, answers } = await ask((orgId) => [itemPageStatement(orgId, list)])
  const [found] = answers
  const items = found.slice(0, PAGE_SIZE)
  return { context, page: { items, next: found.length > PAGE_SIZE ? items.at(-1)?.id : undefined } }
}

/** Whether any item is archived. */
export const hasArchivedItems = (orgId: string): Promise<boolean> =>
  forOrg(orgId, async (tx) => (await tx.priceItem.findFirst({ where: { orgId, archivedAt: { not: null } } })) !== null)

/** Returns an item with all of its own data, or null. */
export const getItem = async (orgId: string, id: string): Promise<PriceItem | null> =>
  isUuid(id) ? forOrg(orgId, (tx) => tx.priceItem.findUnique({ where: { orgId_id: { orgId, id } } })) : null

/** How many items a picker shows. */
const MAX_FOUND = 20

/**
 * Returns the first items to add to a document: those whose name begins with what is typed, then by name; of all without a
 * search. Archived ones aren't found. Whoever calls it counts the search (lib/limits/searches.ts).
 */
export async function findItems(orgId: string, query: string): Promise<ListedItem[]> {
  const [word = ''] = searchWords(query)
  const statement: Statement<ListedItem> = Prisma.sql`select ${LISTED} from price_item
    where ${matching(orgId, query)} and archived_at is null order by starts_with(search, ${word}) desc, ${PLACE} limit ${MAX_FOUND}`
  return (await readForOrg(orgId, [statement]))[0]
}
