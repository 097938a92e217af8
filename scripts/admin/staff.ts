// What the commands about Plumbline's own staff share.
import { randomBytes } from 'node:crypto'
import type { Prisma } from '@/prisma/generated/client'
import { Problem } from '../../tools/process/problem'
import { actorName, note } from './command'

type Tx = Prisma.TransactionClient

/** Returns the staff with this email. @throws {Problem} when there is none */
export async function requireStaff(tx: Tx, email: string) {
  const user = await tx.user.findUnique({ where: { email } })
  if (user?.isStaff) return user
  throw new Problem(
    user
      ? `${email} is no staff: it signs in as a member of a company. Its owners disable it, under Settings, Team.`
      : `Nobody of the staff has the email ${email}. Run npm run admin -- list-staff to see who is there.`,
  )
}

/** A hash of what nobody knows: no password is the right one until one is set. */
export async function unknownPassword(): Promise<string> {
  const { hashPassword } = await import('@/lib/sessions/password')
  return hashPassword(randomBytes(32).toString('base64url'))
}

/** Takes back the links that somebody of the staff hasn't used. */
export const revokeSetupLinks = (tx: Tx, userId: string) =>
  tx.oneTimeLink.updateMany({
    where: { userId, usedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  })

/** Makes the link with which somebody of the staff sets a password. @returns its id */
export async function makeSetupLink(tx: Tx, user: { id: string; email: string }): Promise<string> {
  const { createLink } = await import('@/lib/links/create-link')
  const by = { id: null, name: actorName() }
  const { id } = await createLink(tx, { kind: 'staff_setup', userId: user.id, email: user.email, by })
  await note(tx, { event: 'staff_invited', userId: user.id })
  return id
}

/** What is printed of a link that was made. It's shown here once and kept nowhere. */
export async function printSetupLink(linkId: string, { name, email }: { name: string; email: string }): Promise<void> {
  const { linkAddress } = await import('@/lib/links/link-token')
  const { LINK_LASTS_WORDS } = await import('@/lib/links/link-kinds')
  console.log(`${name} (${email}) sets a password here, once, within ${LINK_LASTS_WORDS.staff_setup}:

  ${linkAddress(linkId)}

Give it to nobody else: whoever opens it first sets the password. It isn’t shown again. When it’s lost or too late:
npm run admin -- invite-staff --email ${email}`)
}
