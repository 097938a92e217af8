import { dayOf } from '@/lib/dates'
import { type SignerState, stateOf, waitsFor } from '@/lib/signing/states'

// How a request to sign stands. It's never stored: it follows from who has signed. Pure.

/**
 * `waits`: somebody signs before them. `withdrawn`: the version no longer waits for signatures: it was taken back, sent
 * again, or signed on paper.
 */
export type SigningRequestState = 'open' | 'signed' | 'declined' | 'withdrawn' | 'expired' | 'waits'

type Signed = Pick<SignerState, 'id' | 'name' | 'turn' | 'signed' | 'declined'>

/** A version that people were asked to sign. `isStanding`: it's the one that was sent last, and waits for signatures. */
export type AskedVersion = {
  isStanding: boolean
  /** The last day on which it can be signed, YYYY-MM-DD. */
  expiresOn: string | null
  timeZone: string
  signers: readonly Signed[]
}

/** How the request to one of the signers stands at an instant. */
export function signingRequestState(version: AskedVersion, signerId: string, at: Date): SigningRequestState {
  const signer = version.signers.find(({ id }) => id === signerId)
  if (!signer) return 'withdrawn'
  if (signer.signed) return 'signed'
  if (stateOf(version.signers) === 'over') return 'declined'
  if (!version.isStanding) return 'withdrawn'
  if (version.expiresOn !== null && dayOf(at, version.timeZone) > version.expiresOn) return 'expired'
  return waitsFor(version.signers, signer).length > 0 ? 'waits' : 'open'
}

/** Since when somebody is asked: since the last of those before them signed, where that came later. */
export const askedSince = (signers: readonly Signed[], turn: number, createdAt: Date): Date =>
  signers.reduce(
    (since, each) => (each.turn < turn && each.signed && each.signed.at > since ? each.signed.at : since),
    createdAt,
  )
