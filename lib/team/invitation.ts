import 'server-only'
import type { Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { type MadeLink, revokeLinks, sendLink } from '@/lib/links/create-link'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { Prisma } from '@/prisma/generated/client'
import type { TeamRole } from './rules'

// An invitation, whoever sends it: a member from the Team page, or staff to the owner of a new company. Who may is theirs to
// ask before.

type By = { id: string | null; name: string }
export type NewInvitation = { orgId: string; email: string; role: TeamRole; by: By }

/** As sign-in compares addresses: Bob@x is bob@x. */
export const inviteAddress = (email: string): string => email.toLowerCase()

/** An address that nobody can be invited by: what to do instead, beside the field. */
const refuse = (message: string) => new UserError(message, { email: message })

const isDouble = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'

/**
 * Invites an address into a company, by an email that goes once the transaction commits: it works once, for 7 days. One that
 * has expired gives way. Works in the company's scope and in the system's.
 * @throws UserError where the address is a member's, or is invited already
 */
export async function createInvitation(tx: Tx, { orgId, email: typed, role, by }: NewInvitation): Promise<MadeLink> {
  const email = inviteAddress(typed)
  const member = await tx.membership.findFirst({
    where: { orgId, user: { email } },
    select: { role: true, user: { select: { name: true } } },
  })
  if (member)
    throw refuse(`${member.user.name} is in the team already, as ${ROLE_LABELS[member.role]}. Nobody was invited.`)
  const open = await tx.oneTimeLink.findFirst({ where: { ...OPEN, orgId, email } })
  if (open && open.expiresAt.getTime() > Date.now())
    throw refuse(
      `${email} is invited already. Send that invitation again, or take it back and invite with another role.`,
    )
  // That one alone: another tab may have made a new one since.
  if (open) await revokeLinks(tx, { kind: 'invitation', id: open.id, orgId })
  try {
    return await sendLink(tx, { kind: 'invitation', orgId, email, role, by })
  } catch (error) {
    if (!isDouble(error)) throw error
    throw refuse(`${email} was invited a moment ago, by somebody else or in another tab. Reload the page to see it.`)
  }
}

/** What is still open, or has expired without being used. */
export const OPEN = { kind: 'invitation', usedAt: null, revokedAt: null } as const

/**
 * Puts another invitation in the place of one, for 7 days from now; the one before works no longer.
 * @throws UserError where it was used or taken back
 */
export async function renewInvitation(
  tx: Tx,
  { orgId, id, by }: { orgId: string; id: string; by: By },
): Promise<MadeLink> {
  const before = await tx.oneTimeLink.findFirst({ where: { ...OPEN, orgId, id } })
  const ended = before ? await revokeLinks(tx, { kind: 'invitation', id, orgId }) : 0
  if (!before?.role || ended === 0) throw new UserError(INVITATION_OVER)
  return createInvitation(tx, { orgId, email: before.email, role: before.role, by })
}

export const INVITATION_OVER =
  'This invitation was used or withdrawn in the meantime. Nothing was sent. Reload the page to see how it is.'
