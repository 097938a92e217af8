import type { DoorState } from '../door-form'
import { beginPasskeySignInAction, passkeySignInAction } from '../second-step/actions'
import { sign } from '../sign-with-passkey'

/** Signs in by a passkey alone, then goes to the page in `to`. @returns why not, in words */
export async function signInAlone(to: string): Promise<DoorState> {
  const signed = await sign(() => beginPasskeySignInAction(false), to)
  return signed instanceof FormData ? passkeySignInAction(null, signed) : signed
}
