import 'server-only'
import { forOrg } from '@/lib/db'
import { savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockCustomerTexts } from '@/lib/locks'
import { type CustomerInput, customerChanges } from './schema'

/**
 * Adds a customer under the id from the form and returns the id. The same id again is the form's own customer, whose
 * answer was lost: it is given the data as they are now.
 * @throws UserError when somebody has changed that customer since
 */
export const createCustomer = (orgId: string, { id, ...data }: CustomerInput & { id: string }): Promise<string> =>
  forOrg(orgId, async (tx) => {
    const { count } = await tx.customer.createMany({ data: { orgId, id, formId: id, ...data }, skipDuplicates: true })
    if (count === 1) return id
    await lockCustomerTexts(tx, orgId, [id])
    const where = { orgId_id: { orgId, id } }
    const stored = await tx.customer.findUniqueOrThrow({ where })
    if (customerChanges(stored, data).length === 0) return id
    if (stored.formId !== id)
      throw new UserError(
        'This customer was already added, and has been changed since. Find it in the list of customers to change it again.',
      )
    await tx.customer.update({ where, data: { ...data, ...savedBy({ formId: id }) } })
    return id
  })
