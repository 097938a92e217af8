import 'server-only'
import { cache } from 'react'
import { parsePhone } from '@/lib/contact'
import { forOrg } from '@/lib/db'
import { escapeLike, isUuid, PAGE_SIZE, searchWords } from '@/lib/search'
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

/**
 * Matches when every word is in the name, company, email, phone or address; a whole phone number in any format, too.
 */
export function customerSearch(query: string): Prisma.CustomerWhereInput {
  const phone = query ? parsePhone(query) : null
  if (phone) return { phone }
  return {
    AND: searchWords(query).map((word) => {
      const found = { contains: escapeLike(word), mode: 'insensitive' } as const
      return {
        OR: [
          { firstName: found },
          { lastName: found },
          { company: found },
          { email: found },
          { phone: found },
          { street: found },
          { city: found },
          { zip: found },
        ],
      }
    }),
  }
}

/** Merged customers are nowhere. Archived ones are found by a search, and listed where they are asked for. */
const shown = (query: string, archived: boolean): Prisma.CustomerWhereInput => ({
  mergedIntoId: null,
  ...(!query && !archived && { archivedAt: null }),
})

/** In pickers, archived customers aren't even found. */
const CHOOSABLE = { mergedIntoId: null, archivedAt: null } as const

/**
 * Returns one page of an organization's customers by last name, and how many match in all. `page` counts from 1.
 * `archived` lists archived ones, too, which a search always finds.
 */
export const listCustomers = (orgId: string, query: string, page = 1, archived = false) =>
  forOrg(orgId, async (tx) => {
    const where = { orgId, AND: [customerSearch(query), shown(query, archived)] }
    const customers = await tx.customer.findMany({
      where,
      select: { ...LISTED, _count: { select: { jobs: true } } },
      orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    })
    return { customers, total: await tx.customer.count({ where }) }
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
