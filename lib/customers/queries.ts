import 'server-only'
import { cache } from 'react'
import { forOrg } from '@/lib/db'
import { FIRST_PAGE, type PageRequest, pageWithin } from '@/lib/pages'
import { hasWord, isUuid, searchWords } from '@/lib/search'
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
 * Returns one page of an organization's customers by last name, and how many match in all. The mark of its pages is
 * when the newest one was added, in milliseconds. `archived` lists archived ones, too, which a search always finds.
 */
export const listCustomers = (
  orgId: string,
  query: string,
  { page: asked, upTo }: PageRequest = FIRST_PAGE,
  archived = false,
) =>
  forOrg(orgId, async (tx) => {
    const there = asked > 1 && upTo !== null ? { createdAt: { lte: new Date(upTo) } } : {}
    const where = { orgId, AND: [customerSearch(query), shown(query, archived), there] }
    const found = await tx.customer.aggregate({ where, _count: true, _max: { createdAt: true } })
    const { page, ...part } = pageWithin(asked, found._count)
    const customers = await tx.customer.findMany({
      where,
      select: { ...LISTED, _count: { select: { jobs: true } } },
      orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
      ...part,
    })
    return { customers, page, total: found._count, upTo: found._max.createdAt?.getTime() ?? null }
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
