import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'

// Loaded where somebody presses: the rest of the page does without it.

type Begun = { options?: PublicKeyCredentialRequestOptionsJSON; message?: string }

/** Has the browser ask for a passkey. @returns what it signed, as JSON, or why there is nothing, in words */
export async function sign(begin: () => Promise<Begun>): Promise<{ passkey: string } | { message: string }> {
  const { options, message } = await begin()
  if (!options) return { message: message ?? NONE }
  try {
    return { passkey: JSON.stringify(await startAuthentication({ optionsJSON: options })) }
  } catch {
    return { message: NONE }
  }
}

const NONE = 'No passkey was used. Try again, or sign in another way.'
