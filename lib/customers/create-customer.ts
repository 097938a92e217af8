import 'server-only'
import { forOrg } from '@/lib/db'
import type { CustomerInput } from './schema'

/** Adds a customer under the id from the form and returns the id. The same id again changes nothing. */
export const createCustomer = (orgId: string, { id, ...data }: CustomerInput & { id: string }): Promise<string> =>
  forOrg(orgId, async (tx) => {
    await tx.customer.createMany({ data: { orgId, id, ...data }, skipDuplicates: true })
    return id
  })
