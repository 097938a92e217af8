import 'server-only'
import { cache } from 'react'
import { forOrg, readForOrg, type Statement } from '@/lib/db'
import type { AskOrg, OfOrg } from '@/lib/orgs/first-trip'
import { PAGE_SIZE, searchWords } from '@/lib/search'
import {
  type Found,
  firstRows,
  foundOf,
  isFound,
  MOST_FOUND,
  ofFirstRows,
  readFound,
  searchRows,
} from '@/lib/search-rows'
import { all, first, hasWord } from '@/lib/sql'
import { isUuid } from '@/lib/typed-text'
import { type Customer, Prisma } from '@/prisma/generated/client'

export type FoundCustomer = Pick<
  Customer,
  'id' | 'firstName' | 'lastName' | 'company' | 'email' | 'phone' | 'street' | 'city' | 'state' | 'zip' | 'archivedAt'
>
export type ListedCustomer = FoundCustomer & {
  /** How many jobs they have. */
  jobs: number
}

const FOUND = Prisma.sql`id, first_name, last_name, company, email, phone, street, city, state, zip, archived_at`
const BY_NAME = Prisma.sql`order by last_name, first_name, id`

/** Those of whom every word is in the name, company, email, phone or address. Merged customers are nowhere. */
const matching = (orgId: string, query: string, found?: Found): Prisma.Sql =>
  all([
    Prisma.sql`org_id = ${orgId}::uuid and merged_into_id is null`,
    ...isFound(Prisma.sql`id`, found),
    ...searchWords(query).map((word) => hasWord(Prisma.sql`search`, word)),
  ])

type CustomerList = { query?: string; archived?: boolean; after?: string | undefined }

/**
 * One page of an organization's customers by last name: those after the customer `after` (an id). `archived` lists
 * archived ones, too, which a search always finds.
 * @param found of a search, with the first `rows` of the list to look through
 */
function customerPageStatement(
  orgId: string,
  { query = '', archived = false, after }: CustomerList,
  found?: Found,
  rows: number | null = null,
): Statement<ListedCustomer> {
  const further =
    after === undefined
      ? Prisma.sql`true`
      : Prisma.sql`(last_name, first_name, id) > (
          select last_name, first_name, id from customer where org_id = ${orgId}::uuid and id = ${after}::uuid)`
  const shown = all([
    matching(orgId, query, found),
    ...(query || archived ? [] : [Prisma.sql`archived_at is null`]),
    further,
  ])
  const page: Statement<ListedCustomer> = Prisma.sql`
    select ${FOUND}, (select count(*) from job where job.org_id = customer.org_id and customer_id = customer.id)::int
      as jobs
    from ${byName(orgId, further, rows)} where ${shown} ${BY_NAME} ${first(PAGE_SIZE + 1)}`
  return ofFirstRows(page, rows)
}

const byName = (orgId: string, further: Prisma.Sql, rows: number | null): Prisma.Sql =>
  firstRows(Prisma.sql`customer`, Prisma.sql`where org_id = ${orgId}::uuid and ${further} ${BY_NAME}`, rows)

const customerSearch = (query: string) =>
  searchRows(
    'customer',
    searchWords(query).map((word) => ({ word })),
  )

/** Reads a page of the organization that `ask` asks: in one round trip, of a search in two or three. */
export async function readCustomers<C extends OfOrg>(
  ask: AskOrg<C>,
  list: CustomerList,
): Promise<{ context: C; page: CustomerPage }> {
  if (!list.query) {
    const { context, answers } = await ask((orgId) => [customerPageStatement(orgId, list)])
    return { context, page: toCustomerPage(...answers) }
  }
  const { context, answers } = await ask(() => [customerSearch(list.query ?? '')])
  return { context, page: await searchCustomers(context.org.id, list, foundOf(...answers)) }
}

/** The page of a search, of which `found` is known. */
export async function searchCustomers(orgId: string, list: CustomerList, found: Found): Promise<CustomerPage> {
  const read = async (rows: number | null) =>
    toCustomerPage(...(await readForOrg(orgId, [customerPageStatement(orgId, list, found, rows)])))
  return readFound(found, read, ({ next }) => next !== undefined)
}

/** Customers, and the id after which the next page starts, if there is one. */
export type CustomerPage = { customers: ListedCustomer[]; next: string | undefined }

function toCustomerPage(found: readonly ListedCustomer[]): CustomerPage {
  const customers = found.slice(0, PAGE_SIZE)
  return { customers, next: found.length > PAGE_SIZE ? customers.at(-1)?.id : undefined }
}

/** Returns a customer with all of its own data, or null. */
export const getCustomer = cache(async (orgId: string, id: string) =>
  isUuid(id) ? forOrg(orgId, (tx) => tx.customer.findUnique({ where: { orgId_id: { orgId, id } } })) : null,
)

/** In pickers, archived customers aren't even found. */
const choosable = (orgId: string, query: string, found: Found | undefined): Prisma.Sql =>
  Prisma.sql`${matching(orgId, query, found)} and archived_at is null`

/** The first customers to choose from, and how many there are: `total`, or more than that. */
export type CustomerChoice = { customers: FoundCustomer[]; total: number; isMore: boolean }

/** Returns the first eight matching customers, to choose one from; of all without a search. */
export async function findCustomers(orgId: string, query: string): Promise<CustomerChoice> {
  const found = query ? foundOf(...(await readForOrg(orgId, [customerSearch(query)]))) : undefined
  const shown = choosable(orgId, query, found)
  const count: Statement<{ count: number }> = Prisma.sql`
    select count(*)::int as count from (select from customer where ${shown} ${first(MOST_FOUND + 1)}) counted`
  const read = (rows: number | null) => {
    const page: Statement<FoundCustomer> = Prisma.sql`
      select ${FOUND} from ${byName(orgId, Prisma.sql`true`, rows)} where ${shown} ${BY_NAME} limit 8`
    return readForOrg(orgId, [ofFirstRows(page, rows), count])
  }
  const isFull = ([customers]: readonly [readonly unknown[], ...unknown[]]) => customers.length === 8
  const [customers, [{ count: total } = { count: 0 }]] = await readFound(found, read, isFull)
  return { customers, total: Math.min(total, MOST_FOUND), isMore: total > MOST_FOUND }
}
