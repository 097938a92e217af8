import 'server-only'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { forUser, queryUnscoped } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

// Passkeys (WebAuthn): a key on the person's device, which a fingerprint, face or PIN opens, for our address alone.

/** What a challenge is for, and of whom: the session, the half sign-in or the browser. */
export type Challenge = { purpose: 'register' | 'second step' | 'again' | 'sign in'; of: string }

const place = () => {
  const { hostname, origin } = new URL(env().APP_URL)
  return { hostname, origin }
}

/** Whether browsers make passkeys for our address: never for one that is a number. */
export const canUsePasskeys = (): boolean => !/^[\d.]+$|:/.test(place().hostname)

async function keep({ purpose, of }: Challenge, challenge: string): Promise<void> {
  await queryUnscoped('keep_challenge', 'select public.keep_challenge($1, $2, $3)', [challenge, purpose, of])
}

/** Whether this was to be signed, for this: asked once. */
const take =
  ({ purpose, of }: Challenge) =>
  async (challenge: string): Promise<boolean> => {
    const text = 'select public.take_challenge($1, $2, $3) as was'
    const [row] = await queryUnscoped<{ was: boolean }>('take_challenge', text, [challenge, purpose, of])
    return row?.was === true
  }

type Who = { id: string; email: string; name: string }

/** What the browser makes a passkey of. */
export async function registrationOptions(user: Who, of: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { hostname } = place()
  const known = await forUser(user.id, (tx) => tx.passkey.findMany({ where: { userId: user.id } }))
  const options = await generateRegistrationOptions({
    ...{ rpName: 'Plumbline', rpID: hostname, userName: user.email, userDisplayName: user.name },
    userID: new TextEncoder().encode(user.id),
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keep({ purpose: 'register', of }, options.challenge)
  return options
}

export type NewPasskey = {
  credentialId: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: bigint
  transports: string[]
}

/** Returns the passkey that a browser has made; null where it isn't one that we asked for. */
export async function readRegistration(response: RegistrationResponseJSON, of: string): Promise<NewPasskey | null> {
  const { hostname, origin } = place()
  const checked = await quietly(() =>
    verifyRegistrationResponse({
      ...{ response, expectedChallenge: take({ purpose: 'register', of }) },
      ...{ expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true },
    }),
  )
  if (!checked?.verified) return null
  const { id: credentialId, publicKey, counter } = checked.registrationInfo.credential
  const transports = (response.response.transports ?? []).filter((each) => /^[a-z-]{2,20}$/.test(each)).slice(0, 8)
  return { credentialId, publicKey, counter: BigInt(counter), transports }
}

/** What a passkey is to sign. @param userId whose passkey; null for anybody's, who then says who they are */
export async function authenticationOptions(
  challenge: Challenge,
  userId: string | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = userId === null ? [] : await forUser(userId, (tx) => tx.passkey.findMany({ where: { userId } }))
  const options = await generateAuthenticationOptions({
    rpID: place().hostname,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
  })
  await keep(challenge, options.challenge)
  return options
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whose passkey it says it is. */
function ownerIn({ response }: AuthenticationResponseJSON): string | null {
  const id = Buffer.from(response.userHandle ?? '', 'base64url').toString('utf8')
  return UUID.test(id) ? id : null
}

/**
 * Uses a passkey: what it signed was to be signed, for this, by its owner and with a fingerprint, face or PIN.
 * @param userId whose it has to be; null where it says so itself
 * @returns whose it is; null where anything doesn't fit
 */
export async function usePasskey(
  response: AuthenticationResponseJSON,
  challenge: Challenge,
  userId: string | null,
): Promise<string | null> {
  const owner = userId ?? ownerIn(response)
  if (owner === null) return null
  const { hostname, origin } = place()
  const where = { userId: owner, credentialId: response.id }
  const key = await forUser(owner, (tx) => tx.passkey.findFirst({ where }))
  if (!key) return null
  const checked = await quietly(() =>
    verifyAuthenticationResponse({
      ...{ response, expectedChallenge: take(challenge) },
      ...{ expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true },
      credential: {
        ...{ id: key.credentialId, counter: Number(key.counter), transports: key.transports },
        publicKey: new Uint8Array(key.publicKey),
      },
    }),
  )
  if (!checked?.verified) return null
  const counter = BigInt(checked.authenticationInfo.newCounter)
  const data = { counter, usedAt: new Date() }
  // Removed meanwhile: then it isn't one any longer.
  const { count } = await forUser(owner, (tx) =>
    tx.passkey.updateMany({ where: { ...where, counter: { lte: counter } }, data }),
  )
  return count > 0 ? owner : null
}

/** What doesn't fit, the library throws. Null then; its words are for the log. */
async function quietly<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check()
  } catch (error) {
    log.info({ event: 'passkey_refused', why: error instanceof Error ? error.message.slice(0, 200) : '' }, 'Passkey')
    return null
  }
}
