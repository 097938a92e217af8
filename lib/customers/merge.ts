import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { addressTexts, formatAddress } from '@/lib/contact'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockCustomerTexts } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import type { Customer } from '@/prisma/generated/client'
import { customerName } from './schema'
import { type TakenOver, takenOver } from './taken-over'

export const mergeSchema = z.object({ keepId: z.uuid(), mergeId: z.uuid() })
type Merge = z.output<typeof mergeSchema>

/** What moves from one customer to the one that stays. */
export type MergePlan = {
  jobs: number
  accounts: number
  /** The customer's records at PaySimple. */
  records: number
  /** Whether the one that stays is archived and comes back to the lists, because the other is in them. */
  restores: boolean
} & Pick<TakenOver, 'fills' | 'noted' | 'problem'>

/** What a merge would move, to be shown before it. */
export async function planMerge(tx: Tx, keep: Customer, merged: Customer): Promise<MergePlan> {
  const where = { orgId: merged.orgId, customerId: merged.id }
  const { fills, noted, problem } = takenOver(keep, merged)
  return {
    jobs: await tx.job.count({ where }),
    accounts: await tx.paymentAccount.count({ where: { ...where, removedAt: null } }),
    records: await tx.paySimpleCustomer.count({ where }),
    restores: keep.archivedAt !== null && merged.archivedAt === null,
    ...{ fills, noted, problem },
  }
}

/**
 * Merges one customer into another, in one transaction: jobs, saved cards and bank accounts, and records at PaySimple
 * move, and what the one that stays lacks is filled in (taken-over.ts). It is in the lists if either was. The merged one
 * keeps a pointer, so that its address leads on. Pressed twice it is done once.
 * @returns the id of the one that stays
 * @throws UserError when one of them no longer exists, a payment of either isn't decided, or the notes don't fit
 */
export const mergeCustomers = (context: OrgContext, { keepId, mergeId }: Merge): Promise<string> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    if (keepId === mergeId) throw new UserError('Choose two different customers.')
    // With the organization: a job that is just being made for one of them is made before, or for the one that stays.
    await lockCustomerTexts(tx, orgId, [keepId, mergeId], { withOrg: true })
    const keep = await tx.customer.findUnique({ where: { orgId_id: { orgId, id: keepId } } })
    const merged = await tx.customer.findUnique({ where: { orgId_id: { orgId, id: mergeId } } })
    if (merged?.mergedIntoId === keepId) return keepId
    if (!keep || !merged || keep.mergedIntoId || merged.mergedIntoId)
      throw new UserError('One of these customers no longer exists. Reload the page and choose again.')
    await refuseWhileUndecided(tx, orgId, [keepId, mergeId])

    const plan = await planMerge(tx, keep, merged)
    if (plan.problem) throw new UserError(plan.problem)
    const moved = { where: { orgId, customerId: mergeId }, data: { customerId: keepId } }
    await tx.job.updateMany(moved)
    await moveAccounts(tx, orgId, keepId, mergeId)
    await moveRecords(tx, orgId, keepId, mergeId)
    const at = now()
    await tx.customer.update({
      where: { orgId_id: { orgId, id: keepId } },
      data: { ...takenOver(keep, merged).data, ...(plan.restores && { archivedAt: null }) },
    })
    await tx.customer.update({
      where: { orgId_id: { orgId, id: mergeId } },
      data: { mergedIntoId: keepId, archivedAt: merged.archivedAt ?? at },
    })
    // Whoever was merged into it before leads straight to the one that stays.
    await tx.customer.updateMany({ where: { orgId, mergedIntoId: mergeId }, data: { mergedIntoId: keepId } })
    await recordAudit(tx, context, {
      action: 'customers_merged',
      subject: `${nameOf(merged)} into ${nameOf(keep)}`,
      detail: [movedWords(plan), ...(plan.restores ? ['back in the lists'] : [])].join(', '),
    })
    return keepId
  })

const nameOf = (customer: Customer) =>
  [customerName(customer), customer.email ?? formatAddress({ ...customer, ...addressTexts(customer) })]
    .filter(Boolean)
    .join(', ')

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** "2 jobs, 1 saved card or bank account, 1 PaySimple record" */
export const movedWords = ({ jobs, accounts, records }: MergePlan): string =>
  [
    counted(jobs, 'job', 'jobs'),
    counted(accounts, 'saved card or bank account', 'saved cards and bank accounts'),
    counted(records, 'PaySimple record', 'PaySimple records'),
  ].join(', ')

/** A payment that isn't decided may still be found under the records that would move. */
async function refuseWhileUndecided(tx: Tx, orgId: string, customerIds: string[]): Promise<void> {
  const job = { customerId: { in: customerIds } }
  const payments = await tx.payment.count({ where: { orgId, job, status: { in: ['submitting', 'unknown'] } } })
  const reversals = await tx.reversal.count({
    where: { orgId, payment: { job }, status: { in: ['submitting', 'unknown'] } },
  })
  if (payments + reversals > 0)
    throw new UserError(
      'Plumbline is still checking a payment of one of these customers. Merge them once that’s done, usually within minutes.',
    )
}

async function moveAccounts(tx: Tx, orgId: string, keepId: string, mergeId: string): Promise<void> {
  const defaults = await tx.paymentAccount.findMany({
    where: { orgId, customerId: keepId, isDefault: true, removedAt: null },
    select: { merchantKey: true },
  })
  // One default for each set of credentials: that of the customer who stays.
  await tx.paymentAccount.updateMany({
    where: { orgId, customerId: mergeId, merchantKey: { in: defaults.map(({ merchantKey }) => merchantKey) } },
    data: { isDefault: false },
  })
  await tx.paymentAccount.updateMany({ where: { orgId, customerId: mergeId }, data: { customerId: keepId } })
}

/** A record that both have, which nobody should, stays with both. */
const moveRecords = (tx: Tx, orgId: string, keepId: string, mergeId: string) =>
  tx.$executeRaw`update paysimple_customer moved set customer_id = ${keepId}::uuid
    where org_id = ${orgId}::uuid and customer_id = ${mergeId}::uuid and not exists (
      select 1 from paysimple_customer kept where kept.org_id = moved.org_id and kept.customer_id = ${keepId}::uuid
        and kept.merchant_key = moved.merchant_key and kept.paysimple_id = moved.paysimple_id)`
