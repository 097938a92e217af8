import type { SignInState } from '../actions'
import { beginPasskeySignInAction, passkeySignInAction } from '../second-step/actions'
import { sign } from '../sign-with-passkey'

/** Signs in by a passkey alone. @returns why not, in words */
export async function signInAlone(to: string): Promise<SignInState> {
  const signed = await sign(() => beginPasskeySignInAction(false))
  if ('message' in signed) return { email: '', message: signed.message }
  const form = new FormData()
  form.set('passkey', signed.passkey)
  form.set('to', to)
  const answer = await passkeySignInAction(null, form)
  return answer && { email: '', message: answer.message }
}
