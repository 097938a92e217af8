import 'server-only'
import { readFile } from 'node:fs/promises'
import type { Signer } from '@libpdf/core'
import { signsFor } from './sealer'

/** Why a file with a key can't be used, for whoever runs the installation. */
export class P12Problem extends Error {}

/** Far more than a key and its certificates take. */
const MOST_BYTES = 256 * 1024

async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new P12Problem(
      error.code === 'ENOENT'
        ? 'SEAL_P12_FILE isn’t there. Put the file back, or unset SEAL_P12_FILE'
        : 'SEAL_P12_FILE can’t be read. Let the user that Plumbline runs as read it',
    )
  })
  if (bytes.length > MOST_BYTES) throw new P12Problem('SEAL_P12_FILE is too large for a file with a key')
  return bytes
}

/**
 * Opens a PKCS #12 file: the key in it, the key's certificate, and those that vouch for that one.
 * @throws P12Problem that says what is wrong and what to do, and quotes nothing of it
 */
export async function openP12(file: string, password: string): Promise<Signer> {
  const bytes = await bytesOf(file)
  const { P12Signer } = await import('@libpdf/core')
  const inFile = await P12Signer.create(bytes, password).catch(() => {
    throw new P12Problem(
      'SEAL_P12_FILE can’t be opened. Check SEAL_P12_PASSWORD, and that the file has a key (RSA, or EC of P-256, P-384 or P-521) with its certificate',
    )
  })
  // The order of the certificates in a file says nothing.
  const all = [inFile.certificate, ...inFile.certificateChain]
  for (const certificate of all)
    if (await signsFor(inFile, certificate))
      return {
        ...{ certificate, certificateChain: all.filter((other) => other !== certificate) },
        ...{ keyType: inFile.keyType, signatureAlgorithm: inFile.signatureAlgorithm },
        sign: (data, algorithm) => inFile.sign(data, algorithm),
      }
  throw new P12Problem('SEAL_P12_FILE has no certificate of its key. Export the two together')
}
