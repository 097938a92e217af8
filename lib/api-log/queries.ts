import 'server-only'
import type { Tx } from '@/lib/db'
import { olderThan, toPage } from '@/lib/keyset'

/** Returns one page of an organization's failed calls to PaySimple, newest first, starting below the entry `before`. */
export async function listFailures(tx: Tx, orgId: string, before?: string) {
  const { where, ...page } = olderThan(before)
  return toPage(await tx.apiFailure.findMany({ where: { orgId, ...where }, ...page }))
}

export type ListedFailure = Awaited<ReturnType<typeof listFailures>>['rows'][number]
