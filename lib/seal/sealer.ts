import 'server-only'
import { createHash, verify, webcrypto, X509Certificate } from 'node:crypto'
import type { Signer } from '@libpdf/core'
import type { SealPair } from './make-certificate'

/** What seals: a certificate (DER) that this installation knows by its id, and what signs with its key. */
export type Sealer = { certificateId: string; signer: Signer }

/** SHA-256 in hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A sealer of a key of our own. @throws where the key isn't one */
export async function sealerOf(certificateId: string, { privateKey, certificate }: SealPair): Promise<Sealer> {
  const { CryptoKeySigner } = await import('@libpdf/core')
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('pkcs8', privateKey, algorithm, false, ['sign'])
  const signer = new CryptoKeySigner(key as CryptoKey, certificate, 'RSA', 'RSASSA-PKCS1-v1_5')
  return { certificateId, signer }
}

const SAMPLE = Buffer.from('plumbline')

/** Tells whether a signer's signature is one of this certificate's key: signs a few bytes, and looks. */
export async function signsFor(signer: Pick<Signer, 'sign'>, certificate: Uint8Array): Promise<boolean> {
  try {
    const { publicKey } = new X509Certificate(certificate)
    return verify('sha256', SAMPLE, { key: publicKey, dsaEncoding: 'der' }, await signer.sign(SAMPLE, 'SHA-256'))
  } catch {
    return false
  }
}

/** Tells whether a certificate holds at an instant. */
export function holdsAt(certificate: Uint8Array, at: Date): 'yes' | 'not yet' | 'no longer' {
  const { validFrom, validTo } = new X509Certificate(certificate)
  if (at.getTime() < Date.parse(validFrom)) return 'not yet'
  return at.getTime() > Date.parse(validTo) ? 'no longer' : 'yes'
}
