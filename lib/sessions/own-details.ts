import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { forSignIn, forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { createLink, revokeLinks, sendLink } from '@/lib/links/create-link'
import { linkProblemWords } from '@/lib/links/link-kinds'
import { readLink } from '@/lib/links/read-link'
import type { RequestSource } from '@/lib/request-source'
import { nameActor } from '@/lib/security/actor'
import { type Limit, overLimit, takeLimits, waitInWords } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import type { SignedInUser } from './current-user'
import type { Session } from './session-token'
import { requirePassword } from './step-up'

type Own = { user: SignedInUser; session: Session; source: RequestSource }

/** Changes the name that a person's companies see, from now on. */
export async function changeName({ user, source }: Own, { name }: { name: string }): Promise<void> {
  await forUser(user.id, async (tx) => {
    await nameActor(tx, { user, source })
    await tx.$queryRaw`select 1 from public.change_own_name(${name})`
  })
}

const DAY = 24 * 60 * 60
const MOST_A_DAY = 5

/**
 * Sends a link to either address; the email changes once both have been used. Where somebody else signs in with the new
 * one, nothing goes there, and the answer is the same: nobody learns who has a sign-in.
 * @throws PasswordNeeded; UserError
 */
export async function requestEmailChange(own: Own, { email: typed }: { email: string }): Promise<void> {
  const { user, source } = own
  const newEmail = typed.toLowerCase()
  if (newEmail === user.email) {
    const same = 'This is the email that you sign in with already.'
    throw new UserError(same, { email: same })
  }
  await requirePassword(own)
  const limit: Limit = { name: 'email changes of user', of: user.id, most: MOST_A_DAY, seconds: DAY }
  const over = overLimit(await takeLimits([limit]))
  if (over) throw new UserError(`You asked for this too often. Wait ${waitInWords(over.seconds)}, then try again.`)
  const isTaken = await forSignIn(newEmail, (tx) => tx.user.findUnique({ where: { email: newEmail } }))
  const change = { kind: 'email_change', userId: user.id, newEmail, pair: randomUUID() } as const
  await forUser(user.id, async (tx) => {
    await revokeLinks(tx, { kind: 'email_change', userId: user.id })
    await sendLink(tx, { ...change, email: user.email })
    // Without the second link, the pair would be complete with the first.
    const second = { ...change, email: newEmail }
    await (isTaken ? createLink(tx, second) : sendLink(tx, second))
  })
  await recordSecurity({ event: 'email_change_asked', userId: user.id }, source)
}

export const confirmEmailSchema = z.object({ token: z.string().max(100) })

/**
 * Confirms one of the two addresses of a change.
 * @returns the new email once both are confirmed, else null
 * @throws UserError when the link doesn't work (any longer)
 */
export async function confirmEmail(
  { source }: { source: RequestSource },
  { token }: { token: string },
): Promise<{ changedTo: string | null }> {
  const link = await readLink(token)
  if ('problem' in link) throw new UserError(linkProblemWords(link.problem, link.kind).words)
  const { user, newEmail } = link
  if (!user || !newEmail) throw new UserError(linkProblemWords('unknown').words)
  const isChanged = await forUser(user.id, async (tx) => {
    await nameActor(tx, { user, source })
    const [row] = await tx.$queryRaw<{ done: boolean | null }[]>`
      select public.confirm_email_by_link(${link.id}::uuid) as done`
    return row?.done ?? null
  })
  if (isChanged === null) throw new UserError(linkProblemWords('used', link.kind).words)
  return { changedTo: isChanged ? newEmail : null }
}
