import 'server-only'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { nameActor } from '@/lib/security/actor'
import { requirePassword } from '@/lib/sessions/step-up'
import { isLead, mayGive, type TeamRole } from './rules'
import type { ChangeRole, OfMember } from './schema'
import { tellMember } from './tell-member'

// Changes of who is in a company, and as what. The database decides (prisma/migrations/*_team), writes the log, tells the
// owners, and ends the sessions of whoever it concerns. What is asked here first is asked to be answered in words.

type Answer = 'done' | keyof typeof WHY_NOT

const WHY_NOT = {
  signed_out:
    'You’re signed out, or no longer in this company. Nothing was changed. Sign in in another tab, then try again here.',
  gone: 'This person is no longer in the team. Reload the page to see who is.',
  changed: 'Somebody changed this person’s role in the meantime. Nothing was changed now. Reload the page to see it.',
  not_allowed: 'Your role doesn’t allow this. Ask an owner of your company.',
  last_owner:
    'A company keeps at least one owner, and this is the last one. Make somebody else an owner first, or hand ownership over.',
  last_admin: 'Nobody else runs this company. Make somebody an admin first, or ask Plumbline’s support for an owner.',
} as const

/** @throws UserError, in words, unless the database did it; nothing of the transaction stays then */
function checkDone(answers: readonly { answer: string }[]): void {
  const answer = answers[0]?.answer as Answer | undefined
  if (answer !== 'done') throw new UserError(WHY_NOT[answer ?? 'signed_out'])
}

const sessionId = ({ session }: OrgContext): string => {
  if (!session) throw new UserError(WHY_NOT.signed_out)
  return session.id
}

type Person = { name: string; email: string }

async function personOf(tx: Tx, orgId: string, userId: string): Promise<Person> {
  const where = { orgId_userId: { orgId, userId } }
  const found = await tx.membership.findUnique({ where, select: { user: { select: { name: true, email: true } } } })
  if (!found) throw new UserError(WHY_NOT.gone)
  return found.user
}

/** One change of a member in one transaction, in which everybody concerned is told. */
async function change(context: OrgContext, { userId, was }: OfMember, role: TeamRole | null): Promise<void> {
  const { org } = context
  await forOrg(org.id, async (tx) => {
    const person = await personOf(tx, org.id, userId)
    await nameActor(tx, context)
    checkDone(
      await tx.$queryRaw<{ answer: string }[]>`select public.change_member(${sessionId(context)}::uuid,
        ${userId}::uuid, ${was}::role, ${role}::role) as answer`,
    )
    if (userId !== context.user.id) await tellMember(tx, context, person, { was, role })
  })
}

/** @throws PasswordNeeded before an owner or admin is made, changed or removed; UserError where the role doesn't allow it */
async function requireRight(context: OrgContext, roles: readonly TeamRole[]): Promise<void> {
  if (!roles.every((role) => mayGive(context.role, role))) throw new UserError(WHY_NOT.not_allowed)
  if (roles.some(isLead)) await requirePassword(context)
}

/**
 * Gives a member another role, which ends their sessions and live streams.
 * @throws UserError with why not; PasswordNeeded first where owners or admins are concerned
 */
export async function changeRole(context: OrgContext, { role, ...member }: ChangeRole): Promise<void> {
  if (role === member.was) return
  await requireRight(context, [member.was, role])
  await change(context, member, role)
}

/**
 * Removes a member, which ends their sessions and live streams. What they did stays under their name.
 * @throws UserError with why not; PasswordNeeded first where an owner or admin is removed
 */
export async function removeMember(context: OrgContext, member: OfMember): Promise<void> {
  if (member.userId === context.user.id) return leave(context)
  await requireRight(context, [member.was])
  await change(context, member, null)
}

/**
 * Takes the user themselves out of the company.
 * @throws UserError for its last owner, and for the last who runs it; PasswordNeeded first for owners and admins
 */
export async function leave(context: OrgContext): Promise<void> {
  const { user, role } = context
  if (role === 'staff') throw new UserError(WHY_NOT.not_allowed)
  if (isLead(role)) await requirePassword(context)
  await change(context, { userId: user.id, was: role }, null)
}

/**
 * Makes another member an owner and the user, who is one, an admin: both or neither. Ends the sessions of both.
 * @throws PasswordNeeded first; UserError with why not
 */
export async function handOver(context: OrgContext, { userId, was }: OfMember): Promise<void> {
  const { org } = context
  await requireRight(context, ['owner'])
  await forOrg(org.id, async (tx) => {
    const person = await personOf(tx, org.id, userId)
    await nameActor(tx, context)
    checkDone(
      await tx.$queryRaw<{ answer: string }[]>`select public.hand_over(${sessionId(context)}::uuid, ${userId}::uuid,
        ${was}::role) as answer`,
    )
    await tellMember(tx, context, person, { was, role: 'owner' })
    await tellMember(tx, context, context.user, { was: 'owner', role: 'admin' })
  })
}
