import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forStaff, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { revokeLinks } from '@/lib/links/create-link'
import { lockOrg } from '@/lib/locks'
import type { OwnContext } from '@/lib/orgs/action'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { createInvitation, OPEN } from '@/lib/team/invitation'
import { admitStaff } from './limits'
import type { InviteOwner } from './schema'

/**
 * Sends the first owner of an organization their invitation; one that nobody used is taken back. Only while nobody is in it:
 * whoever could invite an owner later would get to see its customers.
 * @throws UserError when somebody is in it already, or the address is of somebody of staff
 */
export async function inviteOwner(tx: Tx, context: OwnContext, { orgId, email }: InviteOwner): Promise<void> {
  const { user, source } = context
  await lockOrg(tx, orgId)
  if (await tx.membership.findFirst({ where: { orgId }, select: { userId: true } }))
    throw new UserError('Somebody is in this organization already. Its owner or an admin invites people there.')
  const known = await tx.user.findUnique({ where: { email }, select: { isStaff: true } })
  if (known?.isStaff) {
    const staff =
      'This is the address of somebody of Plumbline’s staff, who never see customers. Enter the owner’s own.'
    throw new UserError(staff, { ownerEmail: staff, email: staff })
  }
  for (const { id } of await tx.oneTimeLink.findMany({ where: { ...OPEN, orgId }, select: { id: true } }))
    await revokeLinks(tx, { kind: 'invitation', id, orgId })
  const by = { id: user.id, name: user.name }
  const made = await createInvitation(tx, { orgId, email, role: 'owner', by })
  const entry = { action: 'team_invited', subject: made.email, detail: ROLE_LABELS.owner } as const
  await recordAudit(tx, { org: { id: orgId }, user, role: 'staff', source }, entry)
}

/** The same again, or to another address. @throws UserError also when there is no such organization, or too many were sent */
export async function inviteOwnerAgain(context: OwnContext, input: InviteOwner): Promise<void> {
  const { user } = context
  await admitStaff(user.id, 'invite')
  await forStaff(user.id, async (tx) => {
    if (!(await tx.org.findUnique({ where: { id: input.orgId }, select: { id: true } })))
      throw new UserError('This organization is no longer there. Reload the page.')
    await inviteOwner(tx, context, input)
  })
}
