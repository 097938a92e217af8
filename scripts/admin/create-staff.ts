import { Problem } from '../../tools/process/problem'
import { type Command, emailOf } from './command'
import { makeSetupLink, printSetupLink, unknownPassword } from './staff'

const LONGEST_NAME = 100

/** Adds somebody to Plumbline's own staff: the first person of an installation, and those after. */
export const createStaff: Command = {
  usage: '--email ADDRESS --name "NAME"',
  about: 'Adds somebody to the staff, and prints a link with which they set their password.',
  options: { email: { type: 'string' }, name: { type: 'string' } },
  async run({ email: typed = '', name: typedName = '' }) {
    const [{ asOwner }, { plainText }] = [await import('@/prisma/owner/as-owner'), await import('@/lib/typed-text')]
    const [email, name] = [await emailOf(typed), plainText(typedName)]
    if (!name || name.length > LONGEST_NAME)
      throw new Problem(`Give a name of 1 to ${LONGEST_NAME} characters: --name "Ada Lee".`)
    const passwordHash = await unknownPassword()
    const linkId = await asOwner(async (tx) => {
      // In one order with another such command at the same time.
      await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('staff'))) as locked`
      const there = await tx.user.findUnique({ where: { email } })
      if (there?.isStaff)
        throw new Problem(`${email} is staff already. For another link: npm run admin -- invite-staff --email ${email}`)
      if (there)
        throw new Problem(
          `${email} signs in as a member of a company already. Staff see no company’s data, so give them an address of their own.`,
        )
      return makeSetupLink(tx, await tx.user.create({ data: { email, name, passwordHash, isStaff: true } }))
    })
    await printSetupLink(linkId, { name, email })
    return 0
  },
}
