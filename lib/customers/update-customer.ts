import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { CustomerInput } from './schema'

/** Replaces a customer's data. Returns the id. @throws UserError when there's no such customer */
export const updateCustomer = (orgId: string, { id, ...data }: CustomerInput & { id: string }): Promise<string> =>
  forOrg(orgId, async (tx) => {
    const { count } = await tx.customer.updateMany({ where: { orgId, id, mergedIntoId: null }, data })
    if (count === 0) throw new UserError('This customer no longer exists. Go back to the list of customers.')
    return id
  })
