import 'server-only'
import { changedFields } from '@/lib/audit/changed-fields'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { differencesBetween, isUpToDate, type SaveResult, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockJobTexts } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { jobName, jobTexts, type UpdateJobInput } from './schema'

/**
 * Replaces a job's title, site, contact and notes, unless somebody else has saved it since `version`. Gives its number.
 * @throws UserError when there's no such job
 */
export const updateJob = (
  context: OrgContext,
  { id, version, formId, site, ...data }: UpdateJobInput,
): Promise<SaveResult<number>> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockJobTexts(tx, orgId, id)
    const where = { orgId_id: { orgId, id } }
    const stored = await tx.job.findUnique({ where })
    if (!stored) throw new UserError('This job no longer exists. Go back to the list of jobs.')
    const differences = differencesBetween(jobTexts(stored), jobTexts({ ...data, ...site }))
    if (differences.length > 0) {
      if (!isUpToDate(stored, { version, formId }))
        return { saved: false, conflict: { version: stored.version, differences } }
      await tx.job.update({ where, data: { ...data, ...site, ...savedBy({ formId }) } })
      const subject = jobName({ ...data, number: stored.number })
      await recordAudit(tx, context, { action: 'job_changed', subject, detail: changedFields(differences) })
    }
    return { saved: true, value: stored.number }
  })
