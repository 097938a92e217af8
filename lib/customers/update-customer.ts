import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { CustomerInput } from './schema'

/** Replaces what is known about a customer. Returns the id. @throws UserError when there is no such customer */
export const updateCustomer = (orgId: string, { id, ...data }: CustomerInput & { id: string }): Promise<string> =>
  forOrg(orgId, async (tx) => {
    const { count } = await tx.customer.updateMany({ where: { orgId, id }, data })
    if (count === 0) throw new UserError('This customer does not exist any more.')
    return id
  })
