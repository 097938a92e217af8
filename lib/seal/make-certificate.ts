import 'server-only'
import { generateKeyPair, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import { promisify } from 'node:util'
import { BitString, Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension } from 'pkijs'

/** A private key (PKCS #8) and the certificate that names it, both DER. */
export type SealPair = { privateKey: Buffer; certificate: Buffer }

const DAY = 24 * 60 * 60_000
/** Long before whatever is sealed with it, by any clock: the server's may be wrong, and so may a reader's. */
const BEFORE = DAY
const YEARS = 10
const BITS = 3072

const COMMON_NAME = '2.5.4.3'
const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
/** digitalSignature and nonRepudiation, and six bits that aren't used. */
const SIGNS_DOCUMENTS = { bits: Buffer.from([0xc0]), unused: 6 }
const LONGEST_NAME = 64

/** The same bytes in a buffer of their own, which asn1js wants. */
export const ownBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

/**
 * Makes a key that seals documents, and its certificate, which nobody else vouches for.
 * @param given when it's made, and for which host: people read it in the certificate
 */
export async function makeCertificate({ at, host }: { at: Date; host: string }): Promise<SealPair> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS })
  const certificate = new Certificate({ version: 2 })
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40 // positive, and of one length
  certificate.serialNumber = new Integer({ valueHex: ownBuffer(serial) })
  const value = new Utf8String({ value: `Plumbline seal, ${host}`.slice(0, LONGEST_NAME) })
  for (const name of [certificate.issuer, certificate.subject])
    name.typesAndValues.push(new AttributeTypeAndValue({ type: COMMON_NAME, value }))
  const from = new Date(Math.floor((at.getTime() - BEFORE) / 1000) * 1000)
  certificate.notBefore.value = from
  certificate.notAfter.value = new Date(Date.UTC(from.getUTCFullYear() + YEARS, from.getUTCMonth(), from.getUTCDate()))
  const usage = new BitString({ valueHex: ownBuffer(SIGNS_DOCUMENTS.bits), unusedBits: SIGNS_DOCUMENTS.unused })
  const constraints = new BasicConstraints({ cA: false }).toSchema().toBER(false)
  certificate.extensions = [
    new Extension({ extnID: BASIC_CONSTRAINTS, critical: true, extnValue: constraints }),
    new Extension({ extnID: KEY_USAGE, critical: true, extnValue: usage.toBER(false) }),
  ]
  const crypto = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto })
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const asWebKey = (key: KeyObject, use: 'sign' | 'verify') =>
    use === 'sign'
      ? webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), algorithm, false, [use])
      : webcrypto.subtle.importKey('spki', key.export({ type: 'spki', format: 'der' }), algorithm, true, [use])
  await certificate.subjectPublicKeyInfo.importKey((await asWebKey(publicKey, 'verify')) as CryptoKey, crypto)
  await certificate.sign((await asWebKey(privateKey, 'sign')) as CryptoKey, 'SHA-256', crypto)
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }),
    certificate: Buffer.from(certificate.toSchema(true).toBER(false)),
  }
}
