import 'server-only'
import { randomUUID, X509Certificate } from 'node:crypto'
import { forSystem, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { open, seal } from '@/lib/vault'
import { makeCertificate, type SealPair } from './make-certificate'
import { sha256Of } from './sealer'

/** A pair under the id of its certificate. */
type Kept = SealPair & { id: string }
type Row = { id: string; certificate: Uint8Array; keySealed: string | null }

const SELECT = { id: true, certificate: true, keySealed: true }
const inUse = (tx: Tx) => tx.sealCertificate.findFirst({ where: { isOwn: true, retiredAt: null }, select: SELECT })

/** The key couldn't be opened: VAULT_KEYS lacks the one that sealed it. */
export class KeyClosed extends Error {}

function opened({ id, certificate, keySealed }: Row): Kept {
  try {
    return { id, certificate: Buffer.from(certificate), privateKey: Buffer.from(open(id, keySealed ?? ''), 'base64') }
  } catch {
    throw new KeyClosed('the key that seals documents can’t be opened')
  }
}

/** A new pair as a row. The private key is under VAULT_KEYS, and opens in this row alone. */
async function newRow(at: Date) {
  const { certificate, privateKey } = await makeCertificate({ at, host: new URL(env().APP_URL).hostname })
  const id = randomUUID()
  const keySealed = seal(id, privateKey.toString('base64'))
  return { id, isOwn: true, certificate: new Uint8Array(certificate), keySealed, madeAt: at }
}

/**
 * Returns the installation's own key and certificate, and makes them where there are none yet: once, whoever else does so at
 * the same time.
 * @throws KeyClosed where VAULT_KEYS doesn't open it
 */
export async function ownKey(at: Date): Promise<Kept> {
  const there = await forSystem(inUse)
  if (there) return opened(there)
  const row = await newRow(at) // takes too long for a transaction
  await forSystem((tx) => tx.sealCertificate.createMany({ data: [row], skipDuplicates: true }))
  return opened(await forSystem(async (tx) => (await inUse(tx)) ?? Promise.reject(new Error('the new key is gone'))))
}

/**
 * Makes another key. The one before is erased, its certificate stays: what it sealed is still known.
 * @param note writes it down, in the same transaction
 * @returns the new certificate
 */
export async function rotateOwnKey(
  at: Date,
  note: (tx: Tx, sha256: string) => Promise<void>,
): Promise<X509Certificate> {
  const row = await newRow(at)
  await forSystem(async (tx) => {
    // In one order with another rotation at the same time: the later one retires the earlier one's.
    await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('seal key'))) as locked`
    await tx.sealCertificate.updateMany({
      where: { isOwn: true, retiredAt: null },
      data: { retiredAt: at, keySealed: null },
    })
    await tx.sealCertificate.create({ data: row })
    await note(tx, sha256Of(row.certificate))
  })
  return new X509Certificate(row.certificate)
}

/** Notes a certificate that isn't of our own key, so that it's known for good. @returns its id */
export async function noteCertificate(certificate: Uint8Array, at: Date): Promise<string> {
  const sha256 = sha256Of(certificate)
  const find = (tx: Tx) => tx.sealCertificate.findUnique({ where: { sha256 }, select: { id: true } })
  const there = await forSystem(find)
  if (there) return there.id
  const row = { id: randomUUID(), isOwn: false, certificate: new Uint8Array(certificate), madeAt: at }
  await forSystem((tx) => tx.sealCertificate.createMany({ data: [row], skipDuplicates: true }))
  return (await forSystem(find))?.id ?? Promise.reject(new Error('the certificate is gone'))
}

export type KnownCertificate = { sha256: string; isOwn: boolean }

/** All certificates that seal or sealed here. */
export const knownCertificates = (): Promise<KnownCertificate[]> =>
  forSystem((tx) => tx.sealCertificate.findMany({ select: { sha256: true, isOwn: true } }))
