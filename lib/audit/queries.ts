import 'server-only'
import type { Tx } from '@/lib/db'
import { olderThan, toPage } from '@/lib/keyset'
import { type AuditKind, actionsOf } from './actions'

/** `actorId` is a person who did something; null for everybody. */
export type AuditFilter = { kind: AuditKind | null; actorId: string | null }

const EVERYTHING: AuditFilter = { kind: null, actorId: null }

/** One page of an organization's audit log, the newest first, below the entry `before`. */
export async function listAuditEvents(tx: Tx, orgId: string, before?: string, filter: AuditFilter = EVERYTHING) {
  const { where, ...page } = olderThan(before)
  const { kind, actorId } = filter
  const matches = { ...(kind && { action: { in: actionsOf(kind) } }), ...(actorId && { actorId }) }
  return toPage(await tx.auditEvent.findMany({ where: { orgId, ...where, ...matches }, ...page }))
}

export type ListedAuditEvent = Awaited<ReturnType<typeof listAuditEvents>>['rows'][number]

/** Everybody who is in the log, under the name of their last entry, by name. */
export async function listActors(tx: Tx, orgId: string): Promise<{ id: string; name: string }[]> {
  const rows = await tx.auditEvent.findMany({
    where: { orgId },
    distinct: ['actorId'],
    orderBy: [{ actorId: 'asc' }, { id: 'desc' }],
    select: { actorId: true, actorName: true },
  })
  return rows
    .map(({ actorId: id, actorName: name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name))
}
