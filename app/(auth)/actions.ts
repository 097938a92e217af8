'use server'

import { redirect } from 'next/navigation'
import { CredentialsSignin } from 'next-auth'
import { hasCardNumber, NO_CARD_HERE } from '@/lib/card-in-text'
import { env } from '@/lib/env'
import { hasOwnOrigin } from '@/lib/orgs/action'
import { ownPath } from '@/lib/own-path'
import { getRequestSource } from '@/lib/request-source'
import { waitInWords } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import { getSession } from '@/lib/sessions/current-user'
import { endSessions } from '@/lib/sessions/session-record'
import { signIn, signOut, waitOf } from '@/lib/sessions/sign-in'

export type SignInState = { email: string; message: string } | null

/** Signs in with the form's email and password, then goes to the page in `to`. Returns what to show when that fails. */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').trim()
  const password = String(form.get('password') ?? '')
  if (!(await hasOwnOrigin()))
    return { email, message: 'This request didn’t come from Plumbline. Reload the page and try again.' }
  if (hasCardNumber(email)) return { email: '', message: NO_CARD_HERE }
  if (!email || !password) return { email, message: 'Enter your email and password.' }
  const before = await getSession()
  try {
    await signIn('credentials', { email, password, redirect: false })
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error
    const wait = waitOf(error)
    const message = wait
      ? `There were too many tries. Wait ${waitInWords(wait)}, then try again.`
      : 'That email and password don’t match. Check both and try again.'
    return { email, message }
  }
  if (before) await endSessions(before, 'signed_out') // this browser has another one now
  redirect(ownPath(String(form.get('to') ?? ''), new URL(env().APP_URL)))
}

export async function signOutAction() {
  if (!(await hasOwnOrigin())) return
  const session = await getSession()
  if (session && (await endSessions(session, 'signed_out')) > 0)
    await recordSecurity(
      { event: 'signed_out', userId: session.userId, sessionId: session.id },
      await getRequestSource(),
    )
  await signOut({ redirect: false })
  redirect('/sign-in')
}
