import 'server-only'
import { changedFields } from '@/lib/audit/changed-fields'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, type Tx } from '@/lib/db'
import { type Edit, isUpToDate, type SaveResult, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockOrg } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { nameActor } from '@/lib/security/actor'
import { isTimeZone } from '@/lib/time-zones'
import type { Org, OrgLicense } from '@/prisma/generated/client'
import { COMPANY_LICENSES } from './face'
import { type CompanyInput, companyChanges } from './schema'

export type Company = Org & { licenses: OrgLicense[] }

/** A company with all that its customers see of it. */
export const getCompany = (tx: Tx, orgId: string): Promise<Company> =>
  tx.org.findUniqueOrThrow({ where: { id: orgId }, include: COMPANY_LICENSES })

/**
 * Replaces what customers see of a company, unless somebody else has saved it since `version`. Gives the new version. What
 * was sent stays as it went out.
 * @throws UserError for a time zone that isn't on the list
 */
export const saveCompany = (
  context: OrgContext,
  { version, formId, licenses, ...data }: CompanyInput & Edit,
): Promise<SaveResult<number>> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockOrg(tx, orgId)
    const stored = await getCompany(tx, orgId)
    // One that an operator has set may stay.
    const unknown = 'Choose a time zone of the list.'
    if (!isTimeZone(data.timeZone) && data.timeZone !== stored.timeZone)
      throw new UserError(unknown, { timeZone: unknown })
    const differences = companyChanges(stored, { ...data, licenses })
    if (differences.length === 0) return { saved: true, value: stored.version }
    if (!isUpToDate(stored, { version, formId }))
      return { saved: false, conflict: { version: stored.version, differences } }
    await nameActor(tx, context)
    // First: the database counts licenses that are changed without it (migration company).
    const saved = await tx.org.update({ where: { id: orgId }, data: { ...data, ...savedBy({ formId }) } })
    if (differences.some(({ path }) => path === 'licenses')) {
      await tx.orgLicense.deleteMany({ where: { orgId } })
      await tx.orgLicense.createMany({ data: licenses.map((license, position) => ({ orgId, position, ...license })) })
    }
    await recordAudit(tx, context, { action: 'company_changed', detail: changedFields(differences) })
    return { saved: true, value: saved.version }
  })
