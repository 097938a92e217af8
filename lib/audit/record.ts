import 'server-only'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import type { AuditAction } from './actions'

export type AuditEntry = {
  action: AuditAction
  /** What it was done to. */
  subject?: string
  /** A few words for people. Never a key, a card or anything else of a body. */
  detail?: string
}

/** Writes what somebody did, in the transaction that does it: one is there exactly when the other is. */
export async function recordAudit(tx: Tx, { org, user, role }: OrgContext, entry: AuditEntry): Promise<void> {
  const actor = { actorId: user.id, actorName: user.name, actorRole: role }
  await tx.auditEvent.create({ data: { orgId: org.id, at: now(), ...actor, ...entry } })
}
