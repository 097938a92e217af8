import { type Command, emailOf } from './command'
import { makeSetupLink, printSetupLink, requireStaff, revokeSetupLinks, unknownPassword } from './staff'

/** Gives somebody of the staff another link, who lost theirs or their password, or was disabled. */
export const inviteStaff: Command = {
  usage: '--email ADDRESS',
  about:
    'Prints another link for somebody of the staff, disabled ones included. Their password and the links from before stop ' +
    'working, and their sessions end.',
  options: { email: { type: 'string' } },
  async run({ email: typed = '' }) {
    const { asOwner } = await import('@/prisma/owner/as-owner')
    const [email, passwordHash] = [await emailOf(typed), await unknownPassword()]
    const { linkId, user } = await asOwner(async (tx) => {
      const { id } = await requireStaff(tx, email)
      await revokeSetupLinks(tx, id)
      const invited = await tx.user.update({ where: { id }, data: { passwordHash, disabledAt: null } })
      return { linkId: await makeSetupLink(tx, invited), user: invited }
    })
    await printSetupLink(linkId, user)
    return 0
  },
}
