import 'server-only'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import { enqueue } from '@/lib/queue/enqueue'
import { alarmJob } from '@/lib/queue/jobs'
import { isAlwaysOn, type OperatorAlarm, type OrgAlarm, type PersonAlarm } from './alarm-kinds'
import { overLimit, takeLimits } from './limits'

const HOUR = 60 * 60
/** Nobody changes more of a team within an hour by hand. */
const MOST_OF_TEAM = 100

export type Subscriber = { userId: string; name: string; email: string }

/** The owners and admins of an organization who want to be told of this. Without a choice of their own, owners do. */
export async function listSubscribers(tx: Tx, orgId: string, kind: OrgAlarm): Promise<Subscriber[]> {
  const members = await tx.membership.findMany({
    where: { orgId, role: { in: ['owner', 'admin'] } },
    select: {
      ...{ userId: true, role: true, user: { select: { name: true, email: true } } },
      alarms: { where: { kind }, select: { isOn: true } },
    },
  })
  return members
    .filter(({ role, alarms: [choice] }) => isAlwaysOn(kind, role) || (choice?.isOn ?? role === 'owner'))
    .map(({ userId, user }) => ({ userId, ...user }))
}

/**
 * Tells the members of an organization who want to know, or with null whoever runs the installation (SECURITY_MAIL), by
 * email: one of each kind within an hour, because the log has all of it; of the team each change, so that none hides behind
 * another. Never throws: what it is about has happened.
 * @param words what happened, in a sentence of ours, with no more of what somebody typed than a name
 */
export async function raiseAlarm(orgId: string, kind: OrgAlarm, words: string): Promise<void>
export async function raiseAlarm(orgId: null, kind: OperatorAlarm, words: string): Promise<void>
export async function raiseAlarm(orgId: string | null, kind: string, words: string): Promise<void> {
  try {
    if (orgId === null && !env().SECURITY_MAIL) return
    const limit = {
      name: 'alarm',
      of: `${orgId ?? 'the operator'} ${kind}`,
      most: kind === 'roles' ? MOST_OF_TEAM : 1,
      seconds: HOUR,
    }
    if (overLimit(await takeLimits([limit]))) return
    if (orgId === null) await forSystem((tx) => writeAlarms(tx, [{ orgId, userId: null, kind, words }]))
    else
      await forOrg(orgId, async (tx) => {
        const subscribers = await listSubscribers(tx, orgId, kind as OrgAlarm)
        await writeAlarms(
          tx,
          subscribers.map(({ userId }) => ({ orgId, userId, kind, words })),
        )
      })
  } catch (error) {
    report(error, 'raiseAlarm')
  }
}

/** Tells somebody of what happened to their own sign-in, each time. Never throws, as raiseAlarm. */
export async function tellPerson(userId: string, kind: PersonAlarm, words: string): Promise<void> {
  try {
    await forSystem((tx) => writeAlarms(tx, [{ orgId: null, userId, kind, words }]))
  } catch (error) {
    report(error, 'tellPerson')
  }
}

type NewAlarm = { orgId: string | null; userId: string | null; kind: string; words: string }

async function writeAlarms(tx: Tx, data: NewAlarm[]): Promise<void> {
  const written = await tx.alarm.createManyAndReturn({ data, select: { id: true, orgId: true } })
  await enqueue(tx, written.map(alarmJob))
}
