import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { cache } from 'react'
import { z } from 'zod'
import { forSignIn, forUser } from './db'
import { env } from './env'
import { log } from './log'

const credentials = z.object({ email: z.string().trim().toLowerCase().max(320), password: z.string().min(1).max(1000) })

/** Too many wrong passwords within a quarter of an hour. */
class TooManyAttempts extends CredentialsSignin {
  override code = 'too_many_attempts'
}
const QUARTER_HOUR = 15 * 60
// From one place for one address; and for one address from everywhere, wide enough that its owner is not locked out
// by somebody who merely knows it.
const fromOnePlace = new RateLimiterMemory({ points: 10, duration: QUARTER_HOUR, keyPrefix: 'place' })
const fromAnywhere = new RateLimiterMemory({ points: 100, duration: QUARTER_HOUR, keyPrefix: 'anywhere' })

/** argon2id with the library's defaults, which follow OWASP's advice (19 MiB, two passes). */
export const hashPassword = (password: string): Promise<string> => hash(password)

// Checked when the address is unknown, so that the time taken does not tell whether it is.
let nobody: Promise<string> | undefined

async function checkPassword(input: unknown, place: string) {
  const { data } = credentials.safeParse(input)
  if (!data) return null
  // Counted before the slow check, so that many at once are many; given back when the password is right.
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

// Made at the first request: a build has no environment.
export const { handlers, auth, signIn, signOut } = NextAuth(() => ({
  secret: env().AUTH_SECRET,
  trustHost: true,
  session: { strategy: 'jwt', maxAge: 12 * 60 * 60 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: {}, password: { type: 'password' } },
      authorize: (input, request) => checkPassword(input, request.headers.get('x-forwarded-for') ?? ''),
    }),
  ],
  callbacks: {
    session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? '' } }),
  },
  logger: {
    error(error) {
      if ((error as { type?: string }).type === 'CredentialsSignin') return
      log.error({ event: 'sign_in_failed', error: error.name }, 'Sign-in failed')
    },
    warn: () => undefined,
  },
}))

export type SignedInUser = { id: string; name: string; email: string; isStaff: boolean }

/** The signed-in user as the database knows them now, or null. Read once per request. */
export const getCurrentUser = cache(async (): Promise<SignedInUser | null> => {
  const id = (await auth())?.user?.id
  if (!id) return null
  return forUser(id, (tx) =>
    tx.user.findUnique({ where: { id }, select: { id: true, name: true, email: true, isStaff: true } }),
  )
})
