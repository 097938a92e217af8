import 'server-only'
import type { Tx } from '@/lib/db'
import { olderThan, toPage } from '@/lib/keyset'

/** One page of an organization's audit log, the newest first, below the entry `before`. */
export async function listAuditEvents(tx: Tx, orgId: string, before?: string) {
  const { where, ...page } = olderThan(before)
  return toPage(await tx.auditEvent.findMany({ where: { orgId, ...where }, ...page }))
}

export type ListedAuditEvent = Awaited<ReturnType<typeof listAuditEvents>>['rows'][number]
