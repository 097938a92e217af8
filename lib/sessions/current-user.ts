import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { readForUser, type Statement } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { dueColumn, isOpen, noteUse } from './session-record'
import { readToken, type Session, sessionCookie } from './session-token'

export type SignedInUser = { id: string; name: string; email: string; isStaff: boolean }

/**
 * Returns the session that the request's cookie names, or null; whether it goes on, only the database knows. Reads the
 * cookie itself: next-auth's own way makes a new one each time, which a page couldn't set anyway.
 */
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
  if (isDue) noteUse(session)
  return signedIn
})

const userStatement = (session: Session): Statement<SignedInUser & { isDue: boolean }> =>
  Prisma.sql`select id, name, email, is_staff, ${dueColumn(session)}
    from app_user where id = ${session.userId}::uuid and ${isOpen(session)}`
