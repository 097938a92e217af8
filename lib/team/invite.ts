import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, readForOrg, type Statement } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { revokeLinks } from '@/lib/links/create-link'
import type { OrgContext } from '@/lib/orgs/context'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { raiseAlarm } from '@/lib/security/alarms'
import { requirePassword } from '@/lib/sessions/step-up'
import { Prisma } from '@/prisma/generated/client'
import { createInvitation, INVITATION_OVER, inviteAddress, OPEN, renewInvitation } from './invitation'
import { isLead, mayGive, type TeamRole } from './rules'
import type { Invite, OfInvitation } from './schema'

// What members do with invitations to their company.

const NOT_ALLOWED = 'Only an owner invites owners and admins. Ask one of them.'

async function requireRight(context: OrgContext, role: TeamRole): Promise<void> {
  if (!mayGive(context.role, role)) throw new UserError(NOT_ALLOWED, { role: NOT_ALLOWED })
  if (isLead(role)) await requirePassword(context)
}

const by = ({ user: { id, name } }: OrgContext) => ({ id, name })
const NOTHING = { nothing: 'Nobody was invited, and what you typed is still here.', field: 'email' }

/** Tells the owners, as of every change of the team. */
const tellOwners = ({ org, user }: OrgContext, did: string, { email, role }: Invite) =>
  raiseAlarm(org.id, 'roles', `${user.name} ${did} ${email} (${ROLE_LABELS[role].toLowerCase()}).`)

/**
 * Invites an address into the company, by email.
 * @throws UserError with why not; PasswordNeeded first for owners and admins; LimitMet
 */
export async function invite(context: OrgContext, { email, role }: Invite): Promise<void> {
  const { org } = context
  await requireRight(context, role)
  await admit(context, 'invitation', { inbox: inviteAddress(email) }, NOTHING)
  await forOrg(org.id, async (tx) => {
    const made = await createInvitation(tx, { orgId: org.id, email, role, by: by(context) })
    await recordAudit(tx, context, { action: 'team_invited', subject: made.email, detail: ROLE_LABELS[role] })
  })
  await tellOwners(context, 'invited', { email: inviteAddress(email), role })
}

async function findOpen(context: OrgContext, { id }: OfInvitation): Promise<{ email: string; role: TeamRole }> {
  const { org } = context
  const found = await forOrg(org.id, (tx) => tx.oneTimeLink.findFirst({ where: { ...OPEN, orgId: org.id, id } }))
  if (!found?.role) throw new UserError(INVITATION_OVER)
  await requireRight(context, found.role)
  return { email: found.email, role: found.role }
}

/** Sends an invitation again: another link, for another 7 days. @throws as `invite` */
export async function resendInvitation(context: OrgContext, { id }: OfInvitation): Promise<void> {
  const { org } = context
  const { email, role } = await findOpen(context, { id })
  await admit(context, 'invitation', { inbox: email }, { nothing: 'Nothing was sent.' })
  await forOrg(org.id, async (tx) => {
    await renewInvitation(tx, { orgId: org.id, id, by: by(context) })
    await recordAudit(tx, context, { action: 'team_invited_again', subject: email, detail: ROLE_LABELS[role] })
  })
  await tellOwners(context, 'again invited', { email, role })
}

/** Takes an invitation back: its link opens nothing from now on. @throws UserError where it was used or taken back before */
export async function revokeInvitation(context: OrgContext, { id }: OfInvitation): Promise<void> {
  const { org } = context
  const { email, role } = await findOpen(context, { id })
  await forOrg(org.id, async (tx) => {
    if ((await revokeLinks(tx, { kind: 'invitation', id, orgId: org.id })) === 0) throw new UserError(INVITATION_OVER)
    await recordAudit(tx, context, { action: 'team_invitation_revoked', subject: email, detail: ROLE_LABELS[role] })
  })
}

export type ListedInvitation = {
  id: string
  email: string
  role: TeamRole
  byName: string | null
  expiresAt: Date
  /** When the mail server took it; null before that. */
  sentAt: Date | null
}

/** The invitations of a company that nobody has used or taken back, the newest first. */
export async function listInvitations(orgId: string): Promise<ListedInvitation[]> {
  const statement: Statement<ListedInvitation> = Prisma.sql`
    select id, email, role::text as role, created_by_name as by_name, expires_at, sent_at from one_time_link
    where org_id = ${orgId}::uuid and kind = 'invitation' and used_at is null and revoked_at is null
    order by created_at desc, id limit 200`
  const [rows] = await readForOrg(orgId, [statement])
  return rows
}
