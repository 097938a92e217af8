'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { hasCardNumber, LONGEST, NO_CARD_HERE } from '@/lib/card-in-text'
import { env } from '@/lib/env'
import { report, UserError } from '@/lib/errors'
import { hasOwnOrigin, ownAction, refuseOrigin } from '@/lib/orgs/action'
import { ownPath } from '@/lib/own-path'
import { getRequestSource } from '@/lib/request-source'
import { listMethods, offersOf } from '@/lib/second-step/methods'
import { waitInWords } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import { clearSessionCookie, readDeviceCookie, setHalfCookie } from '@/lib/sessions/cookies'
import { getSession } from '@/lib/sessions/current-user'
import { endSessions } from '@/lib/sessions/session-record'
import { signIn } from '@/lib/sessions/sign-in'
import { givePassword } from '@/lib/sessions/step-up'
import type { DoorState } from './door-form'
import { enter } from './enter'

/** Signs in with the form's email and password, then goes to the page in `to`. Returns what to show when that fails. */
export async function signInAction(_previous: DoorState, form: FormData): Promise<DoorState> {
  const email = String(form.get('email') ?? '').trim()
  const password = String(form.get('password') ?? '')
  if (!(await hasOwnOrigin())) return { email, ...(await refuseOrigin('signIn')) }
  if (hasCardNumber(email.slice(0, LONGEST))) return { email: '', message: NO_CARD_HERE }
  if (!email || !password) return { email, message: 'Enter your email and password.' }
  const to = ownPath(String(form.get('to') ?? ''), new URL(env().APP_URL))
  let next = to
  try {
    const from = { source: await getRequestSource(), deviceCookie: await readDeviceCookie() }
    const signedIn = await signIn({ email, password }, from)
    if (!signedIn) return { email, message: 'That email and password don’t match. Check both and try again.' }
    if ('wait' in signedIn)
      return { email, message: `There were too many tries. Wait ${waitInWords(signedIn.wait)}, then try again.` }
    if ('half' in signedIn) {
      await setHalfCookie(signedIn.half)
      next = '/second-step'
    } else await enter(signedIn)
  } catch (error) {
    if (error instanceof UserError) return { email, message: error.message }
    const id = report(error, 'signIn')
    return { email, message: `Nobody can sign in right now (error ${id}). Wait a minute, then try again.` }
  }
  redirect(next === to ? to : `${next}?${new URLSearchParams({ to })}`)
}

/** Signs out, then goes to the page in `to`, or to the sign-in page. */
export async function signOutAction(form?: FormData) {
  if (!(await hasOwnOrigin())) return void (await refuseOrigin('signOut'))
  const session = await getSession()
  if (session && (await endSessions(session, 'signed_out')) > 0)
    await recordSecurity(
      { event: 'signed_out', userId: session.userId, sessionId: session.id },
      await getRequestSource(),
    )
  await clearSessionCookie()
  const to = form instanceof FormData ? form.get('to') : null
  redirect(typeof to === 'string' ? ownPath(to, new URL(env().APP_URL)) : '/sign-in')
}

/**
 * Notes that somebody has given their password again, for what asks for it (lib/sessions/step-up.ts). Answers what they
 * can give as a second step, for what asks for that as well.
 */
export const givePasswordAction = ownAction(
  'givePassword',
  z.object({ password: z.string().min(1, 'Enter your password.').max(1000) }),
  async (context, { password }) => {
    await givePassword(context, password)
    return offersOf(await listMethods(context.user.id))
  },
)
