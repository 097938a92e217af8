import 'server-only'
import { cache } from 'react'
import type { Statement } from '@/lib/db'
import { readOrg } from '@/lib/orgs/context'
import { mayWaitStatement } from '@/lib/payments/review/review-queue'
import { Prisma } from '@/prisma/generated/client'
import type { Endpoint } from '@/prisma/generated/enums'

type EveryPage = {
  wait: boolean
  change: string
  changedAt: Date | null
  changedByName: string
  userName: string | null
  endpoint: Endpoint
}

/** What every page asks, in one statement. */
const everyPageStatement = (orgId: string): Statement<EveryPage> => Prisma.sql`
  select waits.wait, change, changed_at, changed_by_name, user_name, endpoint::text
  from (${mayWaitStatement(orgId)}) waits
    left join integration on org_id = ${orgId}::uuid and changed_at > now() - interval '1 day'`

/**
 * The user's place, whether anything may wait for somebody there, and a change of the company's PaySimple credentials
 * within a day; null where `getOrgContext` is. Read once per request: the header and the list of payments both ask.
 */
export const readMayWait = cache(async (slug: string) => {
  const read = await readOrg(slug, (orgId) => [everyPageStatement(orgId)])
  if (!read) return null
  const [row] = read.answers[0]
  const { changedAt = null } = row ?? {}
  return { context: read.context, mayWait: row?.wait ?? false, changed: row && changedAt && { ...row, changedAt } }
})
