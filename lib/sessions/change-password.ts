import 'server-only'
import { forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { RequestSource } from '@/lib/request-source'
import { nameActor } from '@/lib/security/actor'
import type { SignedInUser } from './current-user'
import { hashPassword } from './password'
import type { ChangePassword } from './password-rule'
import { type StartedSession, startSession } from './session-record'
import type { Session } from './session-token'
import { givePassword } from './step-up'
import { newPasswordProblem } from './weak-password'

type Own = { user: SignedInUser; session: Session; source: RequestSource }

/**
 * Changes somebody's own password, which ends all their sessions (prisma/migrations/*_sessions).
 * @returns the one that begins instead in the browser that asks
 * @throws UserError when the present password is wrong or the new one won't do; SessionOver; Busy
 */
export async function changePassword(
  { user, session, source }: Own,
  { password, newPassword }: ChangePassword,
): Promise<StartedSession> {
  const problem = await newPasswordProblem(newPassword, user)
  if (problem) throw new UserError(problem, { newPassword: problem })
  await givePassword({ user, session, source }, password)
  if (newPassword === password) {
    const same = 'This is the password that you have. Choose another one.'
    throw new UserError(same, { newPassword: same })
  }
  const hash = await hashPassword(newPassword)
  const given = await forUser(user.id, async (tx) => {
    await nameActor(tx, { user, source }) // for the security log, which the database writes
    const where = { id: session.id, userId: user.id }
    const before = await tx.session.findUniqueOrThrow({ where, select: { secondStepAt: true } })
    await tx.$queryRaw`select 1 from public.change_password(${session.id}::uuid, ${hash})`
    return before
  })
  return startSession(user.id, source, given)
}
