import 'server-only'
import { randomUUID } from 'node:crypto'
import { forSignIn, forSystem, forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { linkProblemWords } from '@/lib/links/link-kinds'
import { type Link, readLink } from '@/lib/links/read-link'
import type { OwnContext } from '@/lib/orgs/action'
import type { RequestSource } from '@/lib/request-source'
import { nameActor } from '@/lib/security/actor'
import { recordSecurity } from '@/lib/security/record-event'
import { hashPassword } from '@/lib/sessions/password'
import { type StartedSession, startSession } from '@/lib/sessions/session-record'
import { newPasswordProblem } from '@/lib/sessions/weak-password'

// What somebody does with an invitation: the functions of prisma/migrations/*_invitations use it, once, and make the member.

type Answer = 'done' | 'used' | 'revoked' | 'expired' | keyof typeof WHY_NOT

const WHY_NOT = {
  unknown: 'This link isn’t complete. Open it from the email again.',
  signed_out: 'You’re signed out. Sign in in another tab, then press again here.',
  another_person:
    'This invitation is for another address than the one you’re signed in with. Nobody joined. Reload the page to see which.',
  staff: 'Plumbline’s own staff can’t be members of a company. Ask whoever invited you to use another address.',
  member: 'You’re in this company already. Nothing was changed.',
  has_account: 'There is an account for this address already. Reload the page, sign in, and join.',
} as const

/** @throws UserError, in words, unless the database did it */
function checkDone(answers: readonly { answer: string }[]): void {
  const answer = (answers[0]?.answer ?? 'unknown') as Answer
  if (answer === 'done') return
  if (answer === 'used' || answer === 'revoked' || answer === 'expired') throw overError(answer)
  throw new UserError(WHY_NOT[answer])
}

function overError(problem: 'used' | 'revoked' | 'expired'): UserError {
  const { title, words } = linkProblemWords(problem, 'invitation')
  return new UserError(`${title}. ${words}`)
}

export type Invitation = Link & { org: NonNullable<Link['org']>; role: NonNullable<Link['role']> }

/** Whether a link invites into a company. */
export const isInvitation = (link: Link): link is Invitation =>
  link.kind === 'invitation' && link.org !== null && link.role !== null

/** @throws UserError where the token opens no invitation */
async function requireInvitation(token: string): Promise<Invitation> {
  const link = await readLink(token)
  if ('problem' in link) throw link.problem === 'unknown' ? new UserError(WHY_NOT.unknown) : overError(link.problem)
  if (!isInvitation(link)) throw new UserError(WHY_NOT.unknown)
  return link
}

/** Whether somebody signs in with this address already. Only for whoever holds an invitation that was sent there. */
export const hasAccount = async (email: string): Promise<boolean> =>
  (await forSignIn(email, (tx) => tx.user.findUnique({ where: { email }, select: { id: true } }))) !== null

/**
 * Makes whoever is signed in a member, where the invitation was sent to their address.
 * @returns which company it is @throws UserError with why nobody joined
 */
export async function join(
  { user, session, source }: OwnContext,
  { token }: { token: string },
): Promise<{ slug: string }> {
  const { id, org } = await requireInvitation(token)
  await forUser(user.id, async (tx) => {
    await nameActor(tx, { user, source })
    checkDone(
      await tx.$queryRaw<{ answer: string }[]>`select public.join_by_link(${id}::uuid, ${session.id}::uuid) as answer`,
    )
  })
  return { slug: org.slug }
}

/** What is said to somebody who is signed in, and would make another account. */
export const somebodyIsIn = ({ email }: { email: string }) =>
  new UserError(`This browser is signed in as ${email} by now. Nobody joined. Reload the page to see what to do.`)

type NewPerson = { token: string; name: string; password: string }

/**
 * Makes an account for the address that an invitation was sent to, a member of the company, and begins a session.
 * @throws UserError where the password won't do, beside its field, or with why nobody joined; Busy
 */
export async function signUp(
  { token, name, password }: NewPerson,
  source: RequestSource,
): Promise<{ slug: string; email: string; session: StartedSession }> {
  const { id, org, email } = await requireInvitation(token)
  const problem = await newPasswordProblem(password, { name, email })
  if (problem) throw new UserError(problem, { password: problem })
  if (await hasAccount(email)) throw new UserError(WHY_NOT.has_account)
  const hash = await hashPassword(password)
  const userId = randomUUID()
  await forSystem(async (tx) => {
    await tx.$queryRaw`select set_config('app.address', ${source.address}, true),
      set_config('app.request_id', ${source.requestId}, true)`
    checkDone(
      await tx.$queryRaw<{ answer: string }[]>`select public.sign_up_by_link(${id}::uuid, ${userId}::uuid, ${name},
        ${hash}) as answer`,
    )
  })
  const session = await startSession(userId, source)
  await recordSecurity({ event: 'signed_in', userId, sessionId: session.id, detail: 'By an invitation' }, source)
  return { slug: org.slug, email, session }
}
