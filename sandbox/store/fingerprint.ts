/** Recognizes an account number without storing it: a keyed hash, with a key that belongs to the data directory. */
import { createHmac, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

export type Fingerprint = (number: string) => string

export function fingerprintWith(key: Buffer): Fingerprint {
  return (number) => createHmac('sha256', key).update(number).digest('base64')
}

/** Reads the key from a file, or creates it: random, readable by its owner only, on disk before its first use. */
export function keyFromFile(path: string): Buffer {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
    if (key.length !== 32) throw new Error(`${path} does not hold a fingerprint key.`)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = randomBytes(32)
  const fd = openSync(path, 'wx', 0o600)
  writeSync(fd, `${key.toString('hex')}\n`)
  fsyncSync(fd)
  closeSync(fd)
  return key
}
