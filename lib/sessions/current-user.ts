import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { BY_ITSELF } from '@/lib/by-itself'
import { readForUser, type Statement } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { dueColumn, joinOpen, noteUse } from './session-record'
import { readToken, type Session, sessionCookie } from './session-token'

export type SignedInUser = { id: string; name: string; email: string; isStaff: boolean }

/** Returns the session that the request's cookie names, or null; whether it goes on, only the database knows. */
export const getSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(sessionCookie())?.value
  return (token && readToken(token, new Date())) || null
})

/** Returns the signed-in user from the database, or null. Read once per request. */
export const getCurrentUser = cache(async (): Promise<SignedInUser | null> => {
  const session = await getSession()
  if (!session) return null
  const [[user]] = await readForUser(session.userId, [userStatement(session)])
  if (!user) return null
  const { isDue, ...signedIn } = user
  await noteUseBy(session, isDue)
  return signedIn
})

const userStatement = (session: Session): Statement<SignedInUser & { isDue: boolean }> =>
  Prisma.sql`select u.id, u.name, u.email, u.is_staff, ${dueColumn}
    from app_user u ${joinOpen(session)} where u.id = ${session.userId}::uuid`

/** Writes down that a session is used, where that's due, unless its page asks by itself while nobody uses it. */
export async function noteUseBy(session: Session, isDue: boolean): Promise<void> {
  if (isDue && !(await headers()).has(BY_ITSELF)) noteUse(session)
}
