import 'server-only'
import { changedFields } from '@/lib/audit/changed-fields'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockCustomerTexts } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { type CustomerInput, customerChanges, customerName } from './schema'

/**
 * Adds a customer under the id from the form and returns the id. The same id again is the form's own customer, whose
 * answer was lost: it is given the data as they are now.
 * @throws UserError when somebody has changed that customer since
 */
export const createCustomer = (context: OrgContext, { id, ...data }: CustomerInput & { id: string }): Promise<string> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const subject = customerName(data)
    const { count } = await tx.customer.createMany({ data: { orgId, id, formId: id, ...data }, skipDuplicates: true })
    if (count === 1) {
      await recordAudit(tx, context, { action: 'customer_added', subject })
      return id
    }
    await lockCustomerTexts(tx, orgId, [id])
    const where = { orgId_id: { orgId, id } }
    const stored = await tx.customer.findUniqueOrThrow({ where })
    const differences = customerChanges(stored, data)
    if (differences.length === 0) return id
    if (stored.formId !== id)
      throw new UserError(
        'This customer was already added, and has been changed since. Find it in the list of customers to change it again.',
      )
    await tx.customer.update({ where, data: { ...data, ...savedBy({ formId: id }) } })
    await recordAudit(tx, context, { action: 'customer_changed', subject, detail: changedFields(differences) })
    return id
  })
