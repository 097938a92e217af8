import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { UpdateJobInput } from './schema'

/** Replaces a job's title, site, contact and notes. Returns its number. @throws UserError when there's no such job */
export const updateJob = (orgId: string, { id, site, ...data }: UpdateJobInput): Promise<number> =>
  forOrg(orgId, async (tx) => {
    const job = await tx.job.findUnique({ where: { orgId_id: { orgId, id } }, select: { number: true } })
    if (!job) throw new UserError('This job no longer exists. Go back to the list of jobs.')
    await tx.job.update({ where: { orgId_id: { orgId, id } }, data: { ...data, ...site } })
    return job.number
  })
