import 'server-only'
import { z } from 'zod'
import { forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { linkProblemWords } from '@/lib/links/link-kinds'
import { readLink } from '@/lib/links/read-link'
import type { RequestSource } from '@/lib/request-source'
import { nameActor } from '@/lib/security/actor'
import { hashPassword } from './password'
import { newPassword } from './password-rule'
import { newPasswordProblem } from './weak-password'

export const setPasswordSchema = z.object({ token: z.string().max(100), newPassword })
type SetPassword = z.output<typeof setPasswordSchema>

/**
 * Sets the password of whoever has a link for it, which works once and ends all their sessions.
 * @throws UserError when the link doesn't work (any longer) or the password won't do; Busy
 */
export async function setPasswordByLink(
  { source }: { source: RequestSource },
  { token, newPassword: password }: SetPassword,
): Promise<void> {
  const link = await readLink(token)
  if ('problem' in link) throw new UserError(linkProblemWords(link.problem, link.kind).words)
  const { user } = link
  if (!user) throw new UserError(linkProblemWords('unknown').words)
  const problem = await newPasswordProblem(password, user)
  if (problem) throw new UserError(problem, { newPassword: problem })
  const hash = await hashPassword(password)
  const isSet = await forUser(user.id, async (tx) => {
    await nameActor(tx, { user, source }) // for the security log, which the database writes
    const [row] = await tx.$queryRaw<{ of: string | null }[]>`
      select public.set_password_by_link(${link.id}::uuid, ${hash})::text as of`
    return row?.of === user.id
  })
  if (!isSet) throw new UserError(linkProblemWords('used', link.kind).words)
}
