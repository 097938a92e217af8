/** What comes over the wire, made plain: path, query and body. */
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Query } from './call.ts'
import { type Body, isBody } from './fields.ts'

/** Larger bodies are answered with an error and never kept. */
const MAX_BODY_BYTES = 1 << 20
/** A body beyond this is not even read to its end. */
const MAX_DISCARDED_BYTES = 32 << 20

export type RawBody = Buffer | 'too large'

/** The client went away before its request was complete: nothing is done for it, and it is no failure of ours. */
export class GaveUp extends Error {}

/** Routes and query keys come in any case, with or without a trailing slash, and with stray spaces in the samples. */
export function parseUrl(url: string): { path: string; query: Query } {
  const at = url.indexOf('?')
  const rawPath = at < 0 ? url : url.slice(0, at)
  const path = decode(rawPath).toLowerCase().replace(/\s+/g, '').replace(/\/+$/, '')
  const query = new Map<string, string>()
  if (at >= 0) {
    for (const [key, value] of new URLSearchParams(url.slice(at + 1))) {
      const name = key.trim().toLowerCase()
      if (!query.has(name)) query.set(name, value.trim())
    }
  }
  return { path, query }
}

function decode(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Nothing is waited for where nothing was announced. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

export function readBody(req: IncomingMessage): Promise<RawBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
      else if (size > MAX_DISCARDED_BYTES) req.destroy()
      else chunks.length = 0
    })
    req.on('end', () => resolve(size > MAX_BODY_BYTES ? 'too large' : Buffer.concat(chunks)))
    req.on('error', () => reject(new GaveUp()))
    // An error is dear to make, and every request ends with a close.
    req.on('close', () => !req.complete && reject(new GaveUp()))
  })
}

/** PS-010: undefined unless the bytes are one JSON object. The parser's words are dropped: they quote the body. */
export function parseBody(bytes: Buffer): Body | undefined {
  if (!isUtf8(bytes)) return undefined
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
    return isBody(value) ? value : undefined
  } catch {
    return undefined
  }
}
