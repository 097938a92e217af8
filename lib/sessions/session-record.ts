import 'server-only'
import { forSystem, forUser } from '@/lib/db'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import type { RequestSource } from '@/lib/request-source'
import { Prisma } from '@/prisma/generated/client'
import type { Session } from './session-token'

const MINUTE = 60_000

const sessionMs = () => env().SESSION_HOURS * 60 * MINUTE
const idleMs = () => env().SESSION_IDLE_MINUTES * MINUTE
/** A session's last use is written down this seldom. */
const NOTED_EVERY = MINUTE
/** From where somebody signed in is kept this long. */
const KEPT = 90 * 24 * 60 * MINUTE

/** Why a session was ended before its time. Those of the first line by the database itself (prisma/migrations). */
export type EndReason =
  | ('removed' | 'role_changed' | 'password_changed' | 'disabled' | 'suspended')
  | ('signed_out' | 'ended_by_hand' | 'wrong_passwords')
  | ('second_step_added' | 'second_step_reset')

export type StartedSession = Session & {
  /** When it ends in any case. */
  expiresAt: Date
}

/** What was given for a session: the password just now and no second step, where nothing is said. */
export type Given = { passwordAt?: Date; secondStepAt?: Date | null }

/**
 * Begins a session of a user who has just given the right password, or a passkey.
 * @throws when the user has a second step that wasn't given: the database's own rule
 */
export async function startSession(
  userId: string,
  { address, userAgent }: Pick<RequestSource, 'address' | 'userAgent'>,
  given: Given = {},
): Promise<StartedSession> {
  const at = Date.now()
  const expiresAt = new Date(at + sessionMs())
  const data = { ...{ userId, address, userAgent, expiresAt, ...given }, idleAt: new Date(at + idleMs()) }
  const { id } = await forUser(userId, async (tx) => {
    await tx.session.deleteMany({ where: { userId, expiresAt: { lt: new Date(at - KEPT) } } })
    return tx.session.create({ data, select: { id: true } })
  })
  return { id, userId, expiresAt }
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

/** Joins, to a statement about a user `u`, their session `s`: no row unless it goes on. */
export const joinOpen = ({ id }: Session) => Prisma.sql`join session s on s.id = ${id}::uuid and s.user_id = u.id
  and s.ended_at is null and s.idle_at > now() and s.expires_at > now()`

/** Of that session: whether its use is to be written down, because that was last done more than a minute ago. */
export const dueColumn = Prisma.sql`s.seen_at < now() - ${NOTED_EVERY / 1000} * interval '1 second' as is_due`

/**
 * Writes down, beside the answer, that a session is used. One of several requests at once does, and none brings a
 * session back that is over.
 */
export function noteUse({ id, userId }: Session): void {
  const at = Date.now()
  const data = { seenAt: new Date(at), idleAt: new Date(at + idleMs()) }
  const where = {
    ...{ id, userId, endedAt: null, idleAt: { gt: new Date(at) } },
    seenAt: { lt: new Date(at - NOTED_EVERY) },
  }
  forUser(userId, (tx) => tx.session.updateMany({ where, data })).catch((error) => report(error, 'noteUse'))
}

/** Returns which of these sessions go on. */
export async function openSessions(ids: readonly string[]): Promise<string[]> {
  const rows = await forSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`select id::text from session where id = any(${ids}::uuid[])
      and ended_at is null and idle_at > now() and expires_at > now()`,
  )
  return rows.map(({ id }) => id)
}

/** Whether the session of a request goes on. */
export const goesOn = async ({ session }: { session?: Session }): Promise<boolean> =>
  session !== undefined && (await openSessions([session.id])).length > 0
