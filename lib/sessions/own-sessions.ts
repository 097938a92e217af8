import 'server-only'
import { readForUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { RequestSource } from '@/lib/request-source'
import { recordSecurity } from '@/lib/security/record-event'
import { Prisma } from '@/prisma/generated/client'
import { endSessions } from './session-record'
import type { Session } from './session-token'

type Own = { session: Session; source: RequestSource }

export type OwnSession = {
  id: string
  createdAt: Date
  seenAt: Date
  address: string
  userAgent: string
}

/** Returns a user's sessions that go on, the one used last first, and the time zone of their first company, or UTC. */
export async function listOwnSessions(userId: string): Promise<{ sessions: OwnSession[]; timeZone: string }> {
  const [sessions, [zone]] = await readForUser(userId, [
    Prisma.sql`select id, created_at, seen_at, address, user_agent from session
      where user_id = ${userId}::uuid and ended_at is null and idle_at > now() and expires_at > now()
      order by seen_at desc, id limit 100`,
    Prisma.sql`select o.time_zone from membership m join org o on o.id = m.org_id
      where m.user_id = ${userId}::uuid order by o.name limit 1`,
  ])
  const { timeZone = 'UTC' } = (zone ?? {}) as { timeZone?: string }
  return { sessions: sessions as OwnSession[], timeZone }
}

async function noteEnded({ session, source }: Own, count: number): Promise<void> {
  const detail = count === 1 ? undefined : `${count} sessions`
  await recordSecurity({ event: 'session_ended', userId: session.userId, sessionId: session.id, detail }, source)
}

/** Ends another session of one's own. @throws UserError when it's this one, or over already */
export async function endOwnSession(own: Own, { id }: { id: string }): Promise<void> {
  const { userId } = own.session
  if (id === own.session.id) throw new UserError('This is the session you’re in. Sign out to end it.')
  const count = await endSessions({ id, userId }, 'ended_by_hand')
  if (count === 0) throw new UserError('This session is over already. Reload the page to see those that go on.')
  await noteEnded(own, count)
}

/** Ends all sessions of one's own but this one. @returns how many */
export async function endOtherSessions(own: Own): Promise<number> {
  const count = await endSessions(own.session, 'ended_by_hand', true)
  if (count > 0) await noteEnded(own, count)
  return count
}
