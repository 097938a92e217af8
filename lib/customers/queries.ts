import 'server-only'
import { cache } from 'react'
import { forOrg, readForOrg, type Statement } from '@/lib/db'
import { PAGE_SIZE, searchWords } from '@/lib/search'
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
const matching = (orgId: string, query: string): Prisma.Sql =>
  all([
    Prisma.sql`org_id = ${orgId}::uuid and merged_into_id is null`,
    ...searchWords(query).map((word) => hasWord(Prisma.sql`search`, word)),
  ])

type CustomerList = { query?: string; archived?: boolean; after?: string | undefined }

/**
 * Returns one page of an organization's customers by last name: those after the customer `after` (an id), and the id
 * after which the next page starts, if there is one. `archived` lists archived ones, too, which a search always finds.
 */
export const listCustomers = async (orgId: string, list: CustomerList = {}): Promise<CustomerPage> =>
  toCustomerPage(...(await readForOrg(orgId, [customerPageStatement(orgId, list)])))

/** What `listCustomers` asks. */
export function customerPageStatement(
  orgId: string,
  { query = '', archived = false, after }: CustomerList,
): Statement<ListedCustomer> {
  const shown = all([
    matching(orgId, query),
    ...(query || archived ? [] : [Prisma.sql`archived_at is null`]),
    ...(after === undefined
      ? []
      : [
          Prisma.sql`(last_name, first_name, id) > (
            select last_name, first_name, id from customer where org_id = ${orgId}::uuid and id = ${after}::uuid)`,
        ]),
  ])
  return Prisma.sql`
    select ${FOUND}, (select count(*) from job where job.org_id = customer.org_id and customer_id = customer.id)::int
      as jobs
    from customer where ${shown} ${BY_NAME} ${first(PAGE_SIZE + 1)}`
}

export type CustomerPage = { customers: ListedCustomer[]; next: string | undefined }

/** The answer of `customerPageStatement` → the page. */
export function toCustomerPage(found: readonly ListedCustomer[]): CustomerPage {
  const customers = found.slice(0, PAGE_SIZE)
  return { customers, next: found.length > PAGE_SIZE ? customers.at(-1)?.id : undefined }
}

/** Returns a customer with all of its own data, or null. */
export const getCustomer = cache(async (orgId: string, id: string) =>
  isUuid(id) ? forOrg(orgId, (tx) => tx.customer.findUnique({ where: { orgId_id: { orgId, id } } })) : null,
)

/** In pickers, archived customers aren't even found. */
const choosable = (orgId: string, query: string): Prisma.Sql =>
  Prisma.sql`${matching(orgId, query)} and archived_at is null`

/** Returns the first eight matching customers, to choose one from. */
export async function findCustomers(orgId: string, query: string): Promise<FoundCustomer[]> {
  const found: Statement<FoundCustomer> = Prisma.sql`
    select ${FOUND} from customer where ${choosable(orgId, query)} ${BY_NAME} limit 8`
  const [customers] = await readForOrg(orgId, [found])
  return customers
}

/** How many customers `findCustomers` could choose from. */
export async function countFound(orgId: string, query: string): Promise<number> {
  const count: Statement<{ count: number }> = Prisma.sql`
    select count(*)::int as count from customer where ${choosable(orgId, query)}`
  const [[found]] = await readForOrg(orgId, [count])
  return found?.count ?? 0
}
