import { sure } from '@/lib/sure'
import 'server-only'
import { z } from 'zod'
import type { AuditAction } from '@/lib/audit/actions'
import { recordAudit } from '@/lib/audit/record'
import { customerName } from '@/lib/customers/schema'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockCustomer, lockJob } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { archiveQuestion } from '@/lib/payments/words/listing-words'
import { isJob, ofCustomer } from './conditions'
import { sumJobs } from './standing'

// Archiving takes a job or a customer out of the lists and pickers. Nothing else changes: payments are followed, and can
// be voided and refunded, as before.

/** `sure` is the question that was asked before, once somebody has answered it by pressing again. */
export const archiveSchema = z.object({ id: z.uuid(), sure })
type Archive = z.output<typeof archiveSchema>
export const restoreSchema = z.object({ id: z.uuid() })

/** Asks before what is owed, or not decided yet, leaves the lists. @throws UserError with the question in `fields.sure` */
async function ask(tx: Tx, orgId: string, what: 'job' | 'customer', id: string, sure: string | null): Promise<void> {
  const question = archiveQuestion(what, await sumJobs(tx, orgId, what === 'job' ? isJob(id) : ofCustomer(id)))
  if (question && question !== sure) throw new UserError(question, { sure: question })
}

/** Whether any job is archived. */
export const hasArchivedJobs = (orgId: string): Promise<boolean> =>
  forOrg(orgId, async (tx) => (await tx.job.findFirst({ where: { orgId, archivedAt: { not: null } } })) !== null)

/** Whether any customer is archived and not merged. */
export const hasArchivedCustomers = (orgId: string): Promise<boolean> =>
  forOrg(
    orgId,
    async (tx) =>
      (await tx.customer.findFirst({ where: { orgId, archivedAt: { not: null }, mergedIntoId: null } })) !== null,
  )

/** Archives a job. @throws UserError when it no longer exists, or asks first */
export const archiveJob = (context: OrgContext, { id, sure }: Archive): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockJob(tx, orgId, id)
    const job = await requireJob(tx, orgId, id)
    if (job.archivedAt) return
    await ask(tx, orgId, 'job', id, sure)
    await changeJob(tx, context, job, now(), 'job_archived')
  })

/** Brings an archived job back to the lists. @throws UserError when it no longer exists */
export const restoreJob = (context: OrgContext, { id }: { id: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    await lockJob(tx, context.org.id, id)
    const job = await requireJob(tx, context.org.id, id)
    if (job.archivedAt) await changeJob(tx, context, job, null, 'job_restored')
  })

type FoundJob = { id: string; number: number; title: string; archivedAt: Date | null }

async function requireJob(tx: Tx, orgId: string, id: string): Promise<FoundJob> {
  const job = await tx.job.findUnique({
    where: { orgId_id: { orgId, id } },
    select: { id: true, number: true, title: true, archivedAt: true },
  })
  if (!job) throw new UserError('This job no longer exists. Go back to the list of jobs.')
  return job
}

async function changeJob(tx: Tx, context: OrgContext, job: FoundJob, archivedAt: Date | null, action: AuditAction) {
  const { id, number, title } = job
  await tx.job.update({ where: { orgId_id: { orgId: context.org.id, id } }, data: { archivedAt } })
  await recordAudit(tx, context, { action, subject: `Job ${number}, ${title}` })
}

/** Archives a customer. The jobs stay in their list. @throws UserError when it no longer exists, or asks first */
export const archiveCustomer = (context: OrgContext, { id, sure }: Archive): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockCustomer(tx, orgId, id)
    const customer = await requireCustomer(tx, orgId, id)
    if (customer.archivedAt) return
    await ask(tx, orgId, 'customer', id, sure)
    await changeCustomer(tx, context, customer, now(), 'customer_archived')
  })

/** Brings an archived customer back to the lists. @throws UserError when it no longer exists */
export const restoreCustomer = (context: OrgContext, { id }: { id: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    await lockCustomer(tx, context.org.id, id)
    const customer = await requireCustomer(tx, context.org.id, id)
    if (customer.archivedAt) await changeCustomer(tx, context, customer, null, 'customer_restored')
  })

type FoundCustomer = { id: string; firstName: string; lastName: string; archivedAt: Date | null }

async function requireCustomer(tx: Tx, orgId: string, id: string): Promise<FoundCustomer> {
  const customer = await tx.customer.findUnique({
    where: { orgId_id: { orgId, id }, mergedIntoId: null },
    select: { id: true, firstName: true, lastName: true, archivedAt: true },
  })
  if (!customer) throw new UserError('This customer no longer exists. Go back to the list of customers.')
  return customer
}

async function changeCustomer(
  tx: Tx,
  context: OrgContext,
  customer: FoundCustomer,
  archivedAt: Date | null,
  action: AuditAction,
) {
  const key = { orgId_id: { orgId: context.org.id, id: customer.id } }
  await tx.customer.update({ where: key, data: { archivedAt } })
  await recordAudit(tx, context, { action, subject: customerName(customer) })
}
