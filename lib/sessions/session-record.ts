import 'server-only'
import { forUser, type Statement } from '@/lib/db'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import type { RequestSource } from '@/lib/request-source'
import { Prisma } from '@/prisma/generated/client'
import type { Session } from './session-token'

const MINUTE = 60_000

/** How long a session lasts in any case, in seconds. */
export const SESSION_SECONDS = () => env().SESSION_HOURS * 60 * 60
const idleMs = () => env().SESSION_IDLE_MINUTES * MINUTE
/** A session's last use is written down this seldom. */
const NOTED_EVERY = MINUTE

/** Why a session was ended before its time. The first three by the database itself (prisma/migrations/*_doors). */
export type EndReason = 'removed' | 'role_changed' | 'password_changed' | 'signed_out' | 'ended_by_hand'

/** Begins a session of a user who has just given the right password. */
export async function startSession(userId: string, { address, userAgent }: RequestSource): Promise<Session> {
  const at = Date.now()
  const data = {
    ...{ userId, address, userAgent },
    idleAt: new Date(at + idleMs()),
    expiresAt: new Date(at + SESSION_SECONDS() * 1000),
  }
  const { id } = await forUser(userId, (tx) => tx.session.create({ data, select: { id: true } }))
  return { id, userId }
}

/** Ends one session of a user, or with `others` all but that one. @returns how many */
export async function endSessions({ userId, id }: Session, reason: EndReason, others = false): Promise<number> {
  const { count } = await forUser(userId, (tx) =>
    tx.session.updateMany({
      where: { userId, endedAt: null, id: others ? { not: id } : id },
      data: { endedAt: new Date(), endReason: reason },
    }),
  )
  return count
}

/** A condition of SQL: the session goes on. */
export const isOpen = ({ id, userId }: Session) => Prisma.sql`session_is_open(${id}::uuid, ${userId}::uuid)`

/**
 * Of the session: whether its use is to be written down, because that was last done more than a minute ago. Columns of a
 * statement about its user.
 */
export const dueColumn = ({ id }: Session) =>
  Prisma.sql`(select seen_at < now() - ${NOTED_EVERY / 1000} * interval '1 second' from session where id = ${id}::uuid) as is_due`

/** Writes down, after the answer, that a session is used. */
export function noteUse({ id, userId }: Session): void {
  const at = Date.now()
  const data = { seenAt: new Date(at), idleAt: new Date(at + idleMs()) }
  forUser(userId, (tx) => tx.session.updateMany({ where: { id, userId, endedAt: null }, data })).catch((error) =>
    report(error, 'noteUse'),
  )
}

export type ListedSession = {
  id: string
  createdAt: Date
  seenAt: Date
  address: string
  userAgent: string
}

/** A user's sessions that go on, the one used last first. */
export const openSessions = (userId: string): Statement<ListedSession> =>
  Prisma.sql`select id, created_at, seen_at, address, user_agent from session
    where user_id = ${userId}::uuid and ended_at is null and idle_at > now() and expires_at > now()
    order by seen_at desc, id limit 100`
