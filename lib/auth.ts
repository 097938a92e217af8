import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { cookies } from 'next/headers'
import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { cache } from 'react'
import { z } from 'zod'
import { Prisma } from '@/prisma/generated/client'
import { text } from './contact'
import { forSignIn, readForUser, type Statement } from './db'
import { env } from './env'
import { log } from './log'
import { isEncrypted, makeToken, readToken, sessionCookie } from './session-token'

const credentials = z.object({ email: text().toLowerCase().max(320), password: z.string().min(1).max(1000) })

/** Thrown after too many wrong passwords within 15 minutes. */
class TooManyAttempts extends CredentialsSignin {
  override code = 'too_many_attempts'
}
const QUARTER_HOUR = 15 * 60
// One limit for an email from one place, and one for an email from everywhere, wide enough that nobody can lock out its
// owner by knowing it.
const fromOnePlace = new RateLimiterMemory({ points: 10, duration: QUARTER_HOUR, keyPrefix: 'place' })
const fromAnywhere = new RateLimiterMemory({ points: 100, duration: QUARTER_HOUR, keyPrefix: 'anywhere' })

/** argon2id with the library's defaults, which follow OWASP's advice (19 MiB, two passes). */
export const hashPassword = (password: string): Promise<string> => hash(password)

// Checked when the email is unknown, so that the time taken doesn't tell whether it is.
let nobody: Promise<string> | undefined

async function checkPassword(input: unknown, place: string) {
  const { data } = credentials.safeParse(input)
  if (!data) return null
  // Counts the try before the slow check, so that many at once count as many. A right password returns it.
  const here = `${data.email} ${place}`
  try {
    await fromOnePlace.consume(here)
    await fromAnywhere.consume(data.email)
  } catch {
    throw new TooManyAttempts()
  }
  const user = await forSignIn(data.email, (tx) => tx.user.findUnique({ where: { email: data.email } }))
  nobody ??= hashPassword('nobody has this password')
  const right = await verify(user?.passwordHash ?? (await nobody), data.password)
  if (!user || !right) return null
  await fromOnePlace.delete(here)
  await fromAnywhere.reward(data.email)
  return { id: user.id }
}

const SESSION_SECONDS = 12 * 60 * 60

// Made at the first request, because a build has no environment.
export const { handlers, signIn, signOut } = NextAuth(() => ({
  secret: env().AUTH_SECRET,
  trustHost: true,
  useSecureCookies: isEncrypted(),
  session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
  jwt: {
    encode: ({ token, maxAge = SESSION_SECONDS }) =>
      makeToken({ sub: token?.sub ?? '', exp: Math.floor(Date.now() / 1000) + maxAge }),
    decode: ({ token }) => (token ? readToken(token, new Date()) : null),
  },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: {}, password: { type: 'password' } },
      authorize: (input, request) => checkPassword(input, request.headers.get('x-forwarded-for') ?? ''),
    }),
  ],
  logger: {
    error(error) {
      if ((error as { type?: string }).type === 'CredentialsSignin') return
      log.error({ event: 'sign_in_failed', error: error.name }, 'Sign-in failed')
    },
    warn: () => undefined,
  },
}))

export type SignedInUser = { id: string; name: string; email: string; isStaff: boolean }

/**
 * Returns the id of the user whose session this is, or null; whether there still is one, only the database knows. Reads
 * the cookie itself: next-auth's own way makes a new one each time, which a page couldn't set anyway.
 */
export const getSessionUserId = cache(async (): Promise<string | null> => {
  const token = (await cookies()).get(sessionCookie())?.value
  return (token && readToken(token, new Date())?.sub) || null
})

/** Returns the signed-in user from the database, or null. Read once per request. */
export const getCurrentUser = cache(async (): Promise<SignedInUser | null> => {
  const id = await getSessionUserId()
  if (!id) return null
  const [[user]] = await readForUser(id, [userStatement(id)])
  return user ?? null
})

const userStatement = (id: string): Statement<SignedInUser> =>
  Prisma.sql`select id, name, email, is_staff as "isStaff" from app_user where id = ${id}::uuid`
