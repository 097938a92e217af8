import 'server-only'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import type { Actor as Whoever } from '@/lib/orgs/actor'
import type { RequestSource } from '@/lib/request-source'
import type { AuditAction } from './actions'

export type AuditEntry = {
  action: AuditAction
  /** What it was done to: a payment's id, PaySimple's number, an account. */
  subject?: string
  /** A few words for people. Never a key, a card number or anything else of a request's body. */
  detail?: string
}

/** From where a member did something, and in which request, as columns of what is written down about it. */
export const fromWhere = (source: RequestSource | undefined) => ({
  address: source?.address || null,
  requestId: source?.requestId || null,
})

/** Who did it, in which organization. */
type Actor = {
  org: { id: string }
  user: { id: string; name: string }
  role: Whoever['role']
  source?: RequestSource | undefined
}

/** Writes what somebody did, in the transaction that does it, so that neither is ever there without the other. */
export async function recordAudit(tx: Tx, { org, user, role, source }: Actor, entry: AuditEntry): Promise<void> {
  const actor = { actorId: user.id, actorName: user.name, actorRole: role }
  await tx.auditEvent.create({ data: { orgId: org.id, at: now(), ...actor, ...fromWhere(source), ...entry } })
}
