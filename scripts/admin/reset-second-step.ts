import { Problem } from '../../tools/process/problem'
import { type Command, emailOf, note } from './command'

/** For whoever has lost the phone and the recovery codes, and has no owner who can help. */
export const resetSecondStep: Command = {
  usage: '--email ADDRESS',
  about:
    'Takes somebody’s two-step sign-in away, and signs them out everywhere. Make sure first that it’s them who ask.',
  options: { email: { type: 'string' } },
  async run({ email: typed = '' }) {
    const { asOwner } = await import('@/prisma/owner/as-owner')
    const email = await emailOf(typed)
    const { id, had } = await asOwner(async (tx) => {
      const user = await tx.user.findUnique({ where: { email }, select: { id: true } })
      if (!user) throw new Problem(`Nobody signs in with ${email}. Check the address.`)
      const [row] = await tx.$queryRaw<{ had: boolean }[]>`select remove_second_step(${user.id}::uuid) as had`
      await note(tx, { event: 'second_step_reset', userId: user.id })
      return { ...user, had: row?.had === true }
    })
    if (!had) {
      console.log(`${email} has no two-step sign-in, and is signed out everywhere now.`)
      return 0
    }
    const { tellPerson } = await import('@/lib/security/alarms')
    await tellPerson(id, 'second_step', 'Whoever runs this Plumbline reset the second step of your sign-in.')
    console.log(
      `${email} now signs in with the password alone, and is told by email. They set it up again under Account.`,
    )
    return 0
  },
}
