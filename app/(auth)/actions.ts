'use server'

import { redirect } from 'next/navigation'
import { CredentialsSignin } from 'next-auth'
import { signIn, signOut } from '@/lib/auth'
import { hasOwnOrigin } from '@/lib/orgs/action'

export type SignInState = { email: string; message: string } | null

/** A path of this site, or the start page: what comes in an address may name another site ("//elsewhere", "/\\elsewhere"). */
function ownPath(to: FormDataEntryValue | null): string {
  const path = String(to ?? '')
  return /^\/(?![/\\])[^\\]*$/.test(path) && !path.startsWith('/sign-in') ? path : '/'
}

/** Signs in with what the form holds and goes to the page that was asked for (`to`), or answers why not. */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').trim()
  const password = String(form.get('password') ?? '')
  if (!(await hasOwnOrigin()))
    return { email, message: 'This request did not come from Plumbline. Reload the page and try again.' }
  if (!email || !password) return { email, message: 'Enter your e-mail address and your password.' }
  try {
    await signIn('credentials', { email, password, redirect: false })
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error
    const message =
      error.code === 'too_many_attempts'
        ? 'Too many wrong passwords for this address. Wait a quarter of an hour, then try again.'
        : 'That e-mail address and password do not belong together. Check both and try again.'
    return { email, message }
  }
  redirect(ownPath(form.get('to')))
}

export async function signOutAction() {
  if (!(await hasOwnOrigin())) return
  await signOut({ redirect: false })
  redirect('/sign-in')
}
