import { createHash } from 'node:crypto'

/** The uuid of a text: the same one for the same text. Of version 8, which is anybody's own (RFC 9562, 5.8). */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
