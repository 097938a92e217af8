import { createHash } from 'node:crypto'

/** The SHA-256 of some bytes, in hexadecimal. */
export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
