import 'server-only'
import { changedFields } from '@/lib/audit/changed-fields'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { type Edit, isUpToDate, type SaveResult, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockCustomerTexts } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { type CustomerInput, customerChanges, customerName } from './schema'

/**
 * Replaces a customer's data, unless somebody else has saved it since `version`. Gives the id.
 * @throws UserError when there's no such customer
 */
export const updateCustomer = (
  context: OrgContext,
  { id, version, formId, ...data }: CustomerInput & Edit & { id: string },
): Promise<SaveResult<string>> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockCustomerTexts(tx, orgId, [id])
    const where = { orgId_id: { orgId, id } }
    const stored = await tx.customer.findUnique({ where })
    if (!stored || stored.mergedIntoId !== null)
      throw new UserError('This customer no longer exists. Go back to the list of customers.')
    const differences = customerChanges(stored, data)
    if (differences.length > 0) {
      if (!isUpToDate(stored, { version, formId }))
        return { saved: false, conflict: { version: stored.version, differences } }
      await tx.customer.update({ where, data: { ...data, ...savedBy({ formId }) } })
      const detail = changedFields(differences)
      await recordAudit(tx, context, { action: 'customer_changed', subject: customerName(data), detail })
    }
    return { saved: true, value: id }
  })
