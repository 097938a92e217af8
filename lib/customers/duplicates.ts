import 'server-only'
import type { Tx } from '@/lib/db'
import { escapeLike } from '@/lib/search'
import type { Customer, Prisma } from '@/prisma/generated/client'

/** Why two customers may be one. */
export type DuplicateReason = 'Same email' | 'Same phone' | 'Same name and address'

const same = (text: string) => ({ equals: escapeLike(text), mode: 'insensitive' }) as const

/**
 * Customers who may be the same as this one: the same email or phone, or the same name and address, in upper or lower
 * case. Archived ones, and those that were merged, are not suggested. At most five, each with the reasons.
 */
export async function findDuplicates(
  tx: Tx,
  { orgId, ...customer }: Customer,
): Promise<{ customer: Customer; reasons: DuplicateReason[] }[]> {
  const { id, email, phone, firstName, lastName, street, city, zip } = customer
  const alike: readonly (readonly [DuplicateReason, Prisma.CustomerWhereInput])[] = [
    ...(email ? ([['Same email', { email: same(email) }]] as const) : []),
    ...(phone ? ([['Same phone', { phone }]] as const) : []),
    ...(street
      ? ([
          [
            'Same name and address',
            {
              ...{ firstName: same(firstName), lastName: same(lastName), street: same(street) },
              ...(zip ? { zip } : city ? { city: same(city) } : {}),
            },
          ],
        ] as const)
      : []),
  ]
  const reasons = new Map<string, { customer: Customer; reasons: DuplicateReason[] }>()
  for (const [reason, where] of alike) {
    const found = await tx.customer.findMany({
      where: { orgId, id: { not: id }, mergedIntoId: null, archivedAt: null, ...where },
      orderBy: { createdAt: 'asc' },
      take: 5,
    })
    for (const each of found) {
      const known = reasons.get(each.id)
      if (known) known.reasons.push(reason)
      else reasons.set(each.id, { customer: each, reasons: [reason] })
    }
  }
  return [...reasons.values()].slice(0, 5)
}
