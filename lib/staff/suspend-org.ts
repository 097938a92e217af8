import 'server-only'
import { forStaff } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OwnContext } from '@/lib/orgs/action'
import { nameActor } from '@/lib/security/actor'
import { requirePassword } from '@/lib/sessions/step-up'
import { admitStaff } from './limits'
import type { Suspend } from './schema'

type Changed = { changed: boolean }

/** Sets it with the database's function, which asks for all of this again. @returns whether it wasn't so already */
async function set(context: OwnContext, { orgId, reason }: Suspend, isOn: boolean): Promise<boolean> {
  const { user, session } = context
  await requirePassword(context)
  await admitStaff(user.id, 'suspend')
  return forStaff(user.id, async (tx) => {
    await nameActor(tx, context)
    const [row] = await tx.$queryRaw<Changed[]>`
      select public.staff_suspend_org(${session.id}::uuid, ${orgId}::uuid, ${isOn}, ${reason}) as changed`
    return row?.changed === true
  })
}

/**
 * Suspends an organization: its members' sessions end, and nobody opens it or takes money until it is resumed
 * (lib/orgs/suspended.ts). What is in doubt at PaySimple goes on being reconciled.
 * @throws UserError when it is suspended already or isn't there; PasswordNeeded
 */
export async function suspendOrg(context: OwnContext, input: Suspend): Promise<void> {
  if (!(await set(context, input, true)))
    throw new UserError('This organization is suspended already, or no longer there. Reload the page.')
}

/** Resumes it: everything is as before. @throws UserError when it isn't suspended; PasswordNeeded */
export async function resumeOrg(context: OwnContext, input: Suspend): Promise<void> {
  if (!(await set(context, input, false)))
    throw new UserError('This organization isn’t suspended, or is no longer there. Reload the page.')
}
