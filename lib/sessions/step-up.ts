import 'server-only'
import { forSignIn, forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { RequestSource } from '@/lib/request-source'
import { clearLimits, type Limit, overLimit, returnLimits, takeLimits } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import type { SignedInUser } from './current-user'
import { Busy, isPassword } from './password'
import { endSessions } from './session-record'
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

/** Thrown where the second step has to be given again as well. */
export class SecondStepNeeded extends PasswordNeeded {
  constructor() {
    super()
    this.name = 'SecondStepNeeded'
    this.message =
      'Enter your password and your second step again to do this. Nothing was done yet, and what you typed is still here.'
  }
}

/** Thrown where the session has ended with this: a wrong password or code too often. */
export class SessionOver extends UserError {
  constructor(what: 'passwords' | 'codes' = 'passwords') {
    super(`There were too many wrong ${what}, so you’re signed out. Sign in in another tab, then try again here.`)
    this.name = 'SessionOver'
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

/**
 * For what could empty a company's account: asks for the second step as well, of whoever has one.
 * @throws SecondStepNeeded or PasswordNeeded unless all of it was given in this session within the last minutes
 */
export async function requireStepUp({ user, session }: InSession): Promise<void> {
  if (!session) throw new PasswordNeeded()
  const [given] = await forUser(
    user.id,
    (tx) => tx.$queryRaw<{ password: boolean; step: boolean; has: boolean }[]>`
      select password_at > now() - ${LASTS_SECONDS} * interval '1 second' as password,
        coalesce(second_step_at > now() - ${LASTS_SECONDS} * interval '1 second', false) as step,
        public.has_second_step(user_id) as has
      from session where id = ${session.id}::uuid and user_id = ${user.id}::uuid and ended_at is null`,
  )
  if (given?.has && !(given.password && given.step)) throw new SecondStepNeeded()
  if (!given?.password) throw new PasswordNeeded()
}

/** Notes that the second step was given in this session just now. */
export async function noteSecondStep({ id, userId }: Session): Promise<void> {
  const where = { id, userId, endedAt: null }
  await forUser(userId, (tx) => tx.session.updateMany({ where, data: { secondStepAt: new Date() } }))
}

/**
 * So many wrong passwords in a row end the session: whoever has an unlocked tablet or a stolen cookie guesses no
 * further, and its owner, who can sign in elsewhere, isn't kept from anything.
 */
const MOST_WRONG = 10
const wrongIn = ({ id }: Session): Limit => ({
  name: 'password again',
  of: id,
  most: MOST_WRONG,
  seconds: 7 * 24 * 60 * 60, // longer than any session
})

/**
 * Checks the password of who is signed in, and notes that it was given again. Counted before it is looked at.
 * @param field the input's name, for what is said beside it
 * @throws UserError when it's wrong; SessionOver when it was wrong too often; Busy
 */
export async function givePassword(
  { user, session, source }: InSession & { user: SignedInUser },
  password: string,
  field = 'password',
): Promise<void> {
  if (!session) throw new SessionOver()
  const { id, userId } = session
  const limit = wrongIn(session)
  const [taken] = await takeLimits([limit])
  const note = (event: 'password_given' | 'password_refused') =>
    recordSecurity({ event, userId: user.id, sessionId: id }, source)
  const isOver = taken === undefined || overLimit([taken]) !== null
  const found = isOver ? null : await forSignIn(user.email, (tx) => tx.user.findUnique({ where: { id: user.id } }))
  const isRight = !isOver && (await isRightOrUncounted(limit, found?.passwordHash, password))
  if (!isRight) {
    await note('password_refused')
    if (taken && taken.taken < limit.most)
      throw new UserError('That isn’t your password. Try again.', { [field]: 'Type your password again.' })
    await endSessions(session, 'wrong_passwords')
    throw new SessionOver()
  }
  await clearLimits([limit])
  const where = { id, userId, endedAt: null }
  await forUser(userId, (tx) => tx.session.updateMany({ where, data: { passwordAt: new Date() } }))
  await note('password_given')
}

/** Whether it is the password. A try that finds no turn doesn't count. */
async function isRightOrUncounted(limit: Limit, hash: string | undefined, password: string): Promise<boolean> {
  try {
    return await isPassword(hash, password)
  } catch (error) {
    if (error instanceof Busy) await returnLimits([limit])
    throw error
  }
}
