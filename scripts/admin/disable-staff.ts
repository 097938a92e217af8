import { Problem } from '../../tools/process/problem'
import { type Command, emailOf } from './command'
import { requireStaff, revokeSetupLinks } from './staff'

/** Keeps somebody of the staff from signing in. What they did stays in the logs under their name. */
export const disableStaff: Command = {
  usage: '--email ADDRESS',
  about:
    'Keeps somebody of the staff from signing in. Their sessions end within seconds, and their links stop working.',
  options: { email: { type: 'string' } },
  async run({ email: typed = '' }) {
    const { asOwner } = await import('@/prisma/owner/as-owner')
    const email = await emailOf(typed)
    const left = await asOwner(async (tx) => {
      const user = await requireStaff(tx, email)
      if (user.disabledAt) throw new Problem(`${email} was disabled already, on ${user.disabledAt.toISOString()}.`)
      await tx.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
      await revokeSetupLinks(tx, user.id)
      return tx.user.count({ where: { isStaff: true, disabledAt: null } })
    })
    console.log(`${email} can’t sign in anymore, and is signed out everywhere within seconds.`)
    if (left === 0)
      console.log(
        'Nobody of the staff can sign in now. To add somebody: npm run admin -- create-staff --email … --name …',
      )
    return 0
  },
}
