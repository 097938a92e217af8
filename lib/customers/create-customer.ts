import 'server-only'
import { forOrg } from '@/lib/db'
import type { CustomerInput } from './schema'

/** Adds a customer under an id that the form brought along: sent again, it answers the one that is there. Returns the id. */
export const createCustomer = (orgId: string, { id, ...data }: CustomerInput & { id: string }): Promise<string> =>
  forOrg(orgId, async (tx) => {
    await tx.customer.createMany({ data: { orgId, id, ...data }, skipDuplicates: true })
    return id
  })
