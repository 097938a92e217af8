import 'server-only'
import type { Tx } from '@/lib/db'
import type { Role } from '@/prisma/generated/enums'
import { ROLES } from './roles'

export type Member = { userId: string; name: string; email: string; role: Role }

/** An organization's members, by role and name. */
export async function listMembers(tx: Tx, orgId: string): Promise<Member[]> {
  const rows = await tx.membership.findMany({
    where: { orgId },
    select: { userId: true, role: true, user: { select: { name: true, email: true } } },
  })
  return rows
    .map(({ userId, role, user }) => ({ userId, ...user, role }))
    .sort(
      (one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || one.name.localeCompare(other.name, 'en'),
    )
}

/** Who answers for an organization: its owners, or its admins while it has none. */
export async function listOwners(tx: Tx, orgId: string): Promise<Member[]> {
  const members = await listMembers(tx, orgId)
  const owners = members.filter(({ role }) => role === 'owner')
  return owners.length > 0 ? owners : members.filter(({ role }) => role === 'admin')
}

/** Whether an organization has an owner. */
export const hasOwner = async (tx: Tx, orgId: string): Promise<boolean> =>
  (await tx.membership.findFirst({ where: { orgId, role: 'owner' }, select: { userId: true } })) !== null
