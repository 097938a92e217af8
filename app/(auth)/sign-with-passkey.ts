import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'

// Loaded where somebody presses: the rest of the page does without it.

type Begun = { options?: PublicKeyCredentialRequestOptionsJSON; message?: string }

/**
 * Has the browser ask for a passkey.
 * @param to the page to go to after sign-in
 * @returns what it signed, as a form for the action that takes it, or why there is nothing, in words
 */
export async function sign(begin: () => Promise<Begun>, to: string): Promise<FormData | { message: string }> {
  const { options, message } = await begin()
  if (!options) return { message: message ?? NONE }
  try {
    const signed = new FormData()
    signed.set('passkey', JSON.stringify(await startAuthentication({ optionsJSON: options })))
    signed.set('to', to)
    return signed
  } catch {
    return { message: NONE }
  }
}

const NONE = 'No passkey was used. Try again, or sign in another way.'
