import 'server-only'
import { now } from '@/lib/dates'
import { env } from '@/lib/env'
import { report, UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import { KeyClosed, noteCertificate, ownKey } from './own-key'
import { openP12, P12Problem } from './p12'
import { holdsAt, type Sealer, sealerOf, signsFor } from './sealer'

/** Why nothing can be sealed now, for whoever runs the installation. Its message says what to do. */
export class CannotSeal extends Error {}

const CLOSED =
  'The key that seals documents can’t be opened. Put the key of VAULT_KEYS back that sealed it, or make another with npm run admin -- rotate-seal'
const EXPIRED_P12 = 'The certificate in SEAL_P12_FILE has expired. Put a new file in its place'
const EXPIRED_OWN = 'The certificate that seals documents has expired. Make another with npm run admin -- rotate-seal'
const TOO_EARLY = 'The certificate that seals documents doesn’t hold yet. Check the clock of this machine'

function requireValid(certificate: Uint8Array, at: Date, expired: string): void {
  const holds = holdsAt(certificate, at)
  if (holds !== 'yes') throw new CannotSeal(holds === 'not yet' ? TOO_EARLY : expired)
}

async function fromP12(file: string, at: Date): Promise<Sealer> {
  const signer = await openP12(file, env().SEAL_P12_PASSWORD ?? '').catch((error: Error) => {
    throw error instanceof P12Problem ? new CannotSeal(error.message) : error
  })
  requireValid(signer.certificate, at, EXPIRED_P12)
  return { certificateId: await noteCertificate(signer.certificate, at), signer }
}

/**
 * Returns what seals now: the key in SEAL_P12_FILE, where one is set, else the installation's own, which is made where
 * there is none yet. Proven: it has signed a few bytes. Not from within a transaction: it has ones of its own.
 * @throws CannotSeal, with words for whoever runs the installation
 */
export async function currentSealer(at: Date = now()): Promise<Sealer> {
  const { SEAL_P12_FILE: file } = env()
  if (file) return fromP12(file, at)
  const key = await ownKey(at).catch((error: Error) => {
    throw error instanceof KeyClosed ? new CannotSeal(CLOSED) : error
  })
  requireValid(key.certificate, at, EXPIRED_OWN)
  const sealer = await sealerOf(key.id, key)
  if (!(await signsFor(sealer.signer, key.certificate))) throw new CannotSeal(CLOSED)
  return sealer
}

export type CanSeal = { ok: true } | { ok: false; words: string }

const REFUSED =
  'Signed papers can’t be sealed right now, so nothing was sent for signature. Tell whoever runs your Plumbline, and send it again afterwards.'

/**
 * Tells whether a paper that is sent now could be sealed once it's signed: nobody signs what can't be kept. What is wrong
 * goes into the log (`seal_unusable`), with what to do; what is returned is for the office. A timestamp server isn't asked.
 */
export async function canSeal(at: Date = now()): Promise<CanSeal> {
  try {
    await currentSealer(at)
    return { ok: true }
  } catch (error) {
    if (error instanceof CannotSeal) log.error({ event: 'seal_unusable' }, error.message)
    else report(error, 'canSeal')
    return { ok: false, words: REFUSED }
  }
}

/** Holds that a paper that is sent for signature now could be sealed. @throws UserError, with words for the office */
export async function requireSealable(): Promise<void> {
  const can = await canSeal()
  if (!can.ok) throw new UserError(can.words)
}
