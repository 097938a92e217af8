import 'server-only'
import { forStaff } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OwnContext } from '@/lib/orgs/action'
import { nameActor } from '@/lib/security/actor'
import { inviteOwner } from './invite-owner'
import { admitStaff } from './limits'
import type { CreateOrg } from './schema'

/**
 * Makes an organization, whose owner gets an invitation by email. The same form again makes nothing more.
 * @returns its address
 * @throws UserError when the address is taken, or the owner would be somebody of staff
 */
export async function createOrg(context: OwnContext, input: CreateOrg): Promise<string> {
  const { user, session } = context
  const { id, slug, name, timeZone, state, ownerEmail } = input
  await admitStaff(user.id, 'create')
  await forStaff(user.id, async (tx) => {
    await nameActor(tx, context)
    const [row] = await tx.$queryRaw<{ made: boolean }[]>`
      select public.staff_create_org(${session.id}::uuid, ${id}::uuid, ${slug}, ${name}, ${timeZone}, ${state}) as made`
    const taken = 'Another organization has this address. Choose another one.'
    if (!row?.made) throw new UserError(taken, { slug: taken })
    if (!(await tx.oneTimeLink.findFirst({ where: { orgId: id }, select: { id: true } })))
      await inviteOwner(tx, context, { orgId: id, email: ownerEmail })
  })
  return slug
}
