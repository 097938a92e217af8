import 'server-only'
import { forSignIn, forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { RequestSource } from '@/lib/request-source'
import { overLimit, returnLimits, takeLimits, waitInWords } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import type { SignedInUser } from './current-user'
import { isPassword } from './password'
import type { Session } from './session-token'

// What could empty a company's account asks for the password again, so that an unlocked tablet isn't enough.

/** For so long it isn't asked for again. */
const LASTS_SECONDS = 5 * 60

/** Thrown where the password has to be given again first. The page asks for it, then does the same again. */
export class PasswordNeeded extends UserError {
  constructor() {
    super('Enter your password again to do this. Nothing was done yet, and what you typed is still here.')
    this.name = 'PasswordNeeded'
  }
}

/** Somebody's place, as far as it matters here. */
type InSession = { user: Pick<SignedInUser, 'id'>; session?: Session; source?: RequestSource }

/** @throws PasswordNeeded unless the password was given in this session within the last minutes */
export async function requirePassword({ user, session }: InSession): Promise<void> {
  const since = new Date(Date.now() - LASTS_SECONDS * 1000)
  const where = session && { id: session.id, userId: user.id, endedAt: null, passwordAt: { gt: since } }
  if (!where || !(await forUser(user.id, (tx) => tx.session.findFirst({ where, select: { id: true } }))))
    throw new PasswordNeeded()
}

/** Notes that the password was given again. @throws UserError when it's wrong, or was wrong too often */
export async function givePassword(context: InSession & { user: SignedInUser }, password: string): Promise<void> {
  const { user, session, source } = context
  const limit = { name: 'password again', of: user.id, most: 10, seconds: 15 * 60 }
  const over = overLimit(await takeLimits([limit]))
  const note = (event: 'password_given' | 'password_refused') =>
    recordSecurity({ event, userId: user.id, sessionId: session?.id }, source)
  if (over) {
    await note('password_refused')
    throw new UserError(`There were too many wrong passwords. Wait ${waitInWords(over.seconds)}, then try again.`)
  }
  const found = await forSignIn(user.email, (tx) => tx.user.findUnique({ where: { id: user.id } }))
  if (!session || !(await isPassword(found?.passwordHash, password))) {
    await note('password_refused')
    throw new UserError('That isn’t your password. Try again.', { password: 'Isn’t your password.' })
  }
  await returnLimits([limit])
  const { id, userId } = session
  await forUser(userId, (tx) => tx.session.updateMany({ where: { id, userId }, data: { passwordAt: new Date() } }))
  await note('password_given')
}
