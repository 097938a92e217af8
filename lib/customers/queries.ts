import 'server-only'
import { cache } from 'react'
import { forOrg } from '@/lib/db'
import { hasWord, PAGE_SIZE, searchWords } from '@/lib/search'
import { isUuid } from '@/lib/typed-text'
import type { Prisma } from '@/prisma/generated/client'

const LISTED = {
  id: true,
  firstName: true,
  lastName: true,
  company: true,
  email: true,
  phone: true,
  street: true,
  city: true,
  state: true,
  zip: true,
  archivedAt: true,
} as const

/** Matches when every word is in the name, company, email, phone or address. */
export const customerSearch = (query: string): Prisma.CustomerWhereInput => ({ AND: searchWords(query).map(hasWord) })

/** Merged customers are nowhere. Archived ones are found by a search, and listed where they are asked for. */
const shown = (query: string, archived: boolean): Prisma.CustomerWhereInput => ({
  mergedIntoId: null,
  ...(!query && !archived && { archivedAt: null }),
})

/** In pickers, archived customers aren't even found. */
const CHOOSABLE = { mergedIntoId: null, archivedAt: null } as const

/**
 * Returns one page of an organization's customers by last name: those after the customer `after` (an id), and the id
 * after which the next page starts, if there is one. `archived` lists archived ones, too, which a search always finds.
 */
export const listCustomers = (
  orgId: string,
  { query = '', archived = false, after }: { query?: string; archived?: boolean; after?: string | undefined } = {},
) =>
  forOrg(orgId, async (tx) => {
    const found = await tx.customer.findMany({
      where: { orgId, AND: [customerSearch(query), shown(query, archived)] },
      select: { ...LISTED, _count: { select: { jobs: true } } },
      orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
      take: PAGE_SIZE + 1,
      ...(after !== undefined && { cursor: { orgId_id: { orgId, id: after } }, skip: 1 }),
    })
    const customers = found.slice(0, PAGE_SIZE)
    return { customers, next: found.length > PAGE_SIZE ? customers.at(-1)?.id : undefined }
  })

export type ListedCustomer = Awaited<ReturnType<typeof listCustomers>>['customers'][number]

/** Returns a customer with all of its own data, or null. */
export const getCustomer = cache(async (orgId: string, id: string) =>
  isUuid(id) ? forOrg(orgId, (tx) => tx.customer.findUnique({ where: { orgId_id: { orgId, id } } })) : null,
)

/** Returns the first eight matching customers, to choose one from. */
export const findCustomers = (orgId: string, query: string) =>
  forOrg(orgId, (tx) =>
    tx.customer.findMany({
      where: { orgId, AND: [customerSearch(query), CHOOSABLE] },
      select: LISTED,
      orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
      take: 8,
    }),
  )

/** How many customers `findCustomers` could choose from. */
export const countFound = (orgId: string, query: string): Promise<number> =>
  forOrg(orgId, (tx) => tx.customer.count({ where: { orgId, AND: [customerSearch(query), CHOOSABLE] } }))

export type FoundCustomer = Awaited<ReturnType<typeof findCustomers>>[number]
