import 'server-only'
import { cache } from 'react'
import { readOrg } from '@/lib/orgs/context'
import { mayWaitStatement } from '@/lib/payments/review/review-queue'

/**
 * The user's place, and whether anything may wait for somebody there; null where `getOrgContext` is. Read once per
 * request: the header and the list of payments both ask.
 */
export const readMayWait = cache(async (slug: string) => {
  const read = await readOrg(slug, (orgId) => [mayWaitStatement(orgId)])
  return read && { context: read.context, mayWait: read.answers[0][0]?.wait ?? false }
})
