'use server'

import { redirect } from 'next/navigation'
import { CredentialsSignin } from 'next-auth'
import { signIn, signOut } from '@/lib/auth'
import { hasCardNumber, NO_CARD_HERE } from '@/lib/card-in-text'
import { env } from '@/lib/env'
import { hasOwnOrigin } from '@/lib/orgs/action'
import { ownPath } from '@/lib/own-path'

export type SignInState = { email: string; message: string } | null

/** Signs in with the form's email and password, then goes to the page in `to`. Returns what to show when that fails. */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').trim()
  const password = String(form.get('password') ?? '')
  if (!(await hasOwnOrigin()))
    return { email, message: 'This request didn’t come from Plumbline. Reload the page and try again.' }
  if (hasCardNumber(email)) return { email: '', message: NO_CARD_HERE }
  if (!email || !password) return { email, message: 'Enter your email and password.' }
  try {
    await signIn('credentials', { email, password, redirect: false })
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error
    const message =
      error.code === 'too_many_attempts'
        ? 'Too many wrong passwords for this email. Wait 15 minutes, then try again.'
        : 'That email and password don’t match. Check both and try again.'
    return { email, message }
  }
  redirect(ownPath(String(form.get('to') ?? ''), new URL(env().APP_URL)))
}

export async function signOutAction() {
  if (!(await hasOwnOrigin())) return
  await signOut({ redirect: false })
  redirect('/sign-in')
}
