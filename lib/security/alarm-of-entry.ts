import 'server-only'
import { forOrg, forSystem, forUser } from '@/lib/db'
import { raiseAlarm } from './alarms'

const SENTENCES: Record<string, (who: string, role: string) => string> = {
  member_added: (who, role) => `${who} joined the company (${role}).`,
  member_removed: (who, role) => `${who} left the company (${role}).`,
  role_changed: (who, role) => `${who} has another role (${role}).`,
}

/** Raises the alarm about an entry that the database itself wrote: somebody came, went, or has another role. */
export async function raiseAlarmOfEntry(orgId: string, entry: string): Promise<void> {
  const found = await forOrg(orgId, (tx) => tx.securityEvent.findUnique({ where: { id: BigInt(entry) } }))
  const sentence = found && SENTENCES[found.event]
  if (!found?.userId || !sentence) return
  const who = await nameOf(found.userId)
  const by = found.actorName ? ` Done by: ${found.actorName}.` : ''
  await raiseAlarm(orgId, 'roles', `${sentence(who, found.detail ?? '')}${by}`)
}

/** Of anybody: whoever has left a company is no longer a colleague there. */
const nameOf = async (id: string): Promise<string> =>
  (await forSystem((tx) => tx.user.findUnique({ where: { id }, select: { name: true } })))?.name ?? 'Somebody'

type SignedIn = { userId: string; sessionId: string; isNewDevice: boolean }

/** Raises the alarms about a sign-in: on a new device in each company that the user runs, and by Plumbline’s own staff. */
export async function raiseAlarmOfSignIn({ userId, sessionId, isNewDevice }: SignedIn): Promise<void> {
  const { session, user, runs } = await forUser(userId, async (tx) => ({
    session: await tx.session.findUnique({ where: { id: sessionId }, select: { address: true } }),
    user: await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, isStaff: true } }),
    runs: await tx.membership.findMany({
      where: { userId, role: { in: ['owner', 'admin'] } },
      select: { orgId: true },
    }),
  }))
  const words = `${user.name} signed in${isNewDevice ? ' on a new device' : ''}, from ${session?.address || 'an unknown address'}.`
  if (user.isStaff) await raiseAlarm(null, 'staff_sign_in', words)
  if (!isNewDevice) return
  for (const { orgId } of runs) await raiseAlarm(orgId, 'new_device', words)
}
