import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockOrg } from '@/lib/locks'
import type { CreateJobInput } from './schema'

/**
 * Adds a job under the organization's next number and returns the number. Adds its customer too when that one is new;
 * the site is then the customer's address until somebody changes it. The same id again returns the number of the job
 * that exists.
 */
export const createJob = (orgId: string, { id, site, customer, title, notes }: CreateJobInput): Promise<number> =>
  forOrg(orgId, async (tx) => {
    // Held to the end: of two identical requests, the second waits here and then sees the first.
    await lockOrg(tx, orgId)
    const existing = await tx.job.findUnique({ where: { orgId_id: { orgId, id } }, select: { number: true } })
    if (existing) return existing.number

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
      const made = await tx.customer.create({ data: { orgId, ...person, ...site }, select: { id: true } })
      customerId = made.id
    }
    const { nextJobNumber } = await tx.org.update({
      where: { id: orgId },
      data: { nextJobNumber: { increment: 1 } },
      select: { nextJobNumber: true },
    })
    const job = await tx.job.create({
      data: { orgId, id, number: nextJobNumber - 1, title, notes, ...site, customerId },
      select: { number: true },
    })
    return job.number
  })
