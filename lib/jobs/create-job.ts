import 'server-only'
import { changedFields } from '@/lib/audit/changed-fields'
import { recordAudit } from '@/lib/audit/record'
import { type Address, addressTexts } from '@/lib/contact'
import { customerName, personTexts } from '@/lib/customers/schema'
import { forOrg, type Tx } from '@/lib/db'
import { differencesBetween, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockCustomerTexts, lockJob, lockOrg } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import type { Customer, Job } from '@/prisma/generated/client'
import { type CreateJobInput, jobName, newJobTexts } from './schema'

/**
 * Adds a job under the organization's next number and returns the number. Adds its customer too when that one is new;
 * the site is then the customer's address until somebody changes it. The same id again is the form's own job, whose
 * answer was lost: it is given the data as they are now.
 * @throws UserError when somebody has changed that job since, or when it is for another customer
 */
export const createJob = (context: OrgContext, input: CreateJobInput): Promise<number> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { id, site, customer, title, notes } = input
    const made = await tx.job.findUnique({ where: { orgId_id: { orgId, id } }, select: { customerId: true } })
    if (made) await lockCustomerTexts(tx, orgId, [made.customerId], { withOrg: true })
    // Held to the end: of two identical requests, the second waits here and then sees the first.
    else await lockOrg(tx, orgId)
    await lockJob(tx, orgId, id)
    const existing = await tx.job.findUnique({ where: { orgId_id: { orgId, id } }, include: { customer: true } })
    if (existing) return updateOwn(tx, context, existing, input)

    let customerId: string
    if (customer.kind === 'existing') {
      const found = await tx.customer.findUnique({
        where: { orgId_id: { orgId, id: customer.id } },
        select: { id: true, mergedIntoId: true },
      })
      if (!found)
        throw new UserError('Choose the customer again.', {
          'customer.id': 'This customer no longer exists. Choose another customer.',
        })
      customerId = found.mergedIntoId ?? found.id
    } else {
      const { kind: _, ...person } = customer
      const added = await tx.customer.create({ data: { orgId, formId: id, ...person, ...site }, select: { id: true } })
      customerId = added.id
      await recordAudit(tx, context, { action: 'customer_added', subject: customerName(person) })
    }
    const { nextJobNumber } = await tx.org.update({
      where: { id: orgId },
      data: { nextJobNumber: { increment: 1 } },
      select: { nextJobNumber: true },
    })
    const job = await tx.job.create({
      data: { orgId, id, formId: id, number: nextJobNumber - 1, title, notes, ...site, customerId },
      select: { number: true },
    })
    await recordAudit(tx, context, { action: 'job_added', subject: jobName({ title, number: job.number }) })
    return job.number
  })

/** Brings a job that this very form has made, and the customer that it made with it, up to date. */
async function updateOwn(
  tx: Tx,
  context: OrgContext,
  job: Job & { customer: Customer },
  { id, site, customer, title, notes }: CreateJobInput,
): Promise<number> {
  const { orgId, number } = job
  const where = { orgId_id: { orgId, id } }
  const isOwnCustomer = job.customer.formId === id
  if (customer.kind === 'existing') {
    if (customer.id !== job.customerId) throw alreadyCreated(number, 'for another customer')
  } else {
    const { kind: _, ...person } = customer
    const texts = (of: typeof person, at: Address) => ({ ...personTexts(of), ...addressTexts(at) })
    const changes = differencesBetween(texts(job.customer, job.customer), texts(person, site))
    const isSame = changes.length === 0
    if (!isSame && !isOwnCustomer) throw alreadyCreated(number, 'for a customer who has been changed since')
    if (!isSame) {
      await tx.customer.update({
        where: { orgId_id: { orgId, id: job.customerId } },
        data: { ...person, ...site, ...savedBy({ formId: id }) },
      })
      const [subject, detail] = [customerName(person), changedFields(changes)]
      await recordAudit(tx, context, { action: 'customer_changed', subject, detail })
    }
  }
  const data = { title, notes, ...site }
  const differences = differencesBetween(newJobTexts(job), newJobTexts(data))
  if (differences.length === 0) return number
  if (job.formId !== id) throw alreadyCreated(number, 'and has been changed since')
  await tx.job.update({ where, data: { ...data, ...savedBy({ formId: id }) } })
  const detail = changedFields(differences)
  await recordAudit(tx, context, { action: 'job_changed', subject: jobName({ title, number }), detail })
  return number
}

const alreadyCreated = (number: number, how: string) =>
  new UserError(`This job was already created as job ${number}, ${how}. Open job ${number} to change it.`)
