import 'server-only'
import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { text } from '@/lib/contact'
import { forSignIn } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { getRequestSource } from '@/lib/request-source'
import { recordSecurity } from '@/lib/security/record-event'
import { isPassword } from './password'
import { SESSION_SECONDS, startSession } from './session-record'
import { cookieName, isEncrypted, makeToken, readToken, sessionCookie } from './session-token'
import { beginTry } from './sign-in-limits'

const credentials = z.object({ email: text().toLowerCase().max(320), password: z.string().min(1).max(1000) })

/** Thrown where somebody tries too often; `code` has the seconds to wait. */
class TooManyTries extends CredentialsSignin {
  constructor(seconds: number) {
    super()
    this.code = `wait_${seconds}`
  }
}

/** Returns how many seconds somebody has to wait who was refused for trying too often, or null. */
export function waitOf(error: CredentialsSignin): number | null {
  const [, seconds] = /^wait_(\d+)$/.exec(error.code) ?? []
  return seconds ? Number(seconds) : null
}

/** Checks email and password, and begins a session. The same words and times for who is known and who isn't. */
async function signInWith(input: unknown) {
  const { data } = credentials.safeParse(input)
  if (!data) return null
  const { email, password } = data
  const source = await getRequestSource()
  const attempt = await beginTry(email, source.address)
  const user = await forSignIn(email, (tx) => tx.user.findUnique({ where: { email } }))
  if ('wait' in attempt) {
    await recordSecurity({ event: 'sign_in_limited', userId: user?.id }, source)
    throw new TooManyTries(attempt.wait)
  }
  const isRight = await attempt.check(() => isPassword(user?.passwordHash, password))
  if (!user || !isRight) {
    await recordSecurity({ event: 'sign_in_failed', userId: user?.id }, source)
    return null
  }
  await attempt.succeeded()
  const session = await startSession(user.id, source)
  await recordSecurity({ event: 'signed_in', userId: user.id, sessionId: session.id }, source)
  return { id: user.id, sessionId: session.id }
}

// Made at the first request, because a build has no environment.
export const { signIn, signOut } = NextAuth(() => {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isEncrypted() } as const
  return {
    secret: env().AUTH_SECRET,
    trustHost: true,
    useSecureCookies: isEncrypted(),
    cookies: {
      sessionToken: { name: sessionCookie(), options },
      callbackUrl: { name: cookieName('callback-url'), options },
      csrfToken: { name: cookieName('csrf'), options },
    },
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS() },
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, session: (user as { sessionId?: string }).sessionId } : token),
    },
    jwt: {
      encode: ({ token, maxAge = SESSION_SECONDS() }) =>
        makeToken({
          userId: token?.sub ?? '',
          id: String(token?.session ?? ''),
          exp: Math.floor(Date.now() / 1000) + maxAge,
        }),
      decode: ({ token }) => {
        const claims = token ? readToken(token, new Date()) : null
        return claims && { sub: claims.userId, session: claims.id, exp: claims.exp }
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: { type: 'password' } },
        authorize: (input) => signInWith(input),
      }),
    ],
    logger: {
      error(error) {
        if ((error as { type?: string }).type === 'CredentialsSignin') return
        log.error({ event: 'sign_in_failed', error: error.name }, 'Sign-in failed')
      },
      warn: () => undefined,
    },
  }
})
