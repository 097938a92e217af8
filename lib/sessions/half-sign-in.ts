import 'server-only'
import { forUser } from '@/lib/db'
import { purposeKey, purposeKeys } from '@/lib/purpose-key'
import type { StartedSession } from './session-record'
import { makeToken, readToken, type Session } from './session-token'

// Between the password and the second step somebody is half signed in: that opens nothing, and is soon over.

const LASTS = 10 * 60_000
const PURPOSE = 'plumbline half sign-in'

export type HalfSignIn = { user: { id: string; email: string; isStaff: boolean }; isNewDevice: boolean }

/** Begins the wait for the second step of somebody who has just given the right password. */
export async function beginHalf(userId: string, isNewDevice: boolean): Promise<StartedSession> {
  const expiresAt = new Date(Date.now() + LASTS)
  const { id } = await forUser(userId, async (tx) => {
    await tx.halfSignIn.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } })
    return tx.halfSignIn.create({ data: { userId, expiresAt, isNewDevice }, select: { id: true } })
  })
  return { id, userId, expiresAt }
}

/** What the browser's cookie says of it. @returns `<claims>.<signature>` */
export const makeHalfToken = ({ userId, id, expiresAt }: StartedSession): string =>
  makeToken({ userId, id, exp: Math.floor(expiresAt.getTime() / 1000) }, purposeKey(PURPOSE))

/** Returns which one a token names, or null. Whether it goes on, only the database knows. */
export const readHalfToken = (token: string): Session | null => readToken(token, new Date(), purposeKeys(PURPOSE))

/** Returns who waits; null when it is over. */
export const getHalf = ({ id, userId }: Session): Promise<HalfSignIn | null> =>
  forUser(userId, (tx) =>
    tx.halfSignIn.findFirst({
      where: { id, userId, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
      select: { isNewDevice: true, user: { select: { id: true, email: true, isStaff: true } } },
    }),
  )

/** Ends it. @returns whether it went on: of several at once, one is told so */
export async function endHalf({ id, userId }: Session): Promise<boolean> {
  const where = { id, userId, expiresAt: { gt: new Date() } }
  const { count } = await forUser(userId, (tx) => tx.halfSignIn.deleteMany({ where }))
  return count > 0
}
