/** Parses what comes over the wire: path, query and body. */
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Query } from './call.ts'
import { type Body, isBody } from './fields.ts'

/** A larger body gets an error and is never kept. */
const MAX_BODY_BYTES = 1 << 20
/** A body larger than this is not read to its end. */
const MAX_DISCARDED_BYTES = 32 << 20

export type RawBody = Buffer | 'too large'

/** The client left before its request was complete. Nothing is carried out, and this is not an error of the sandbox. */
export class GaveUp extends Error {}

/**
 * Path and query keys in lower case. The API accepts any case and a trailing slash; the samples have stray spaces.
 */
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

/** Whether the headers announce a body: otherwise there is nothing to wait for. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

/** @throws {GaveUp} when the client leaves before its request is complete */
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
    // Create an error only if needed: it is expensive, and every request ends with a close.
    req.on('close', () => !req.complete && reject(new GaveUp()))
  })
}

/** PS-010: undefined unless the bytes are one JSON object. Drops the parser's message, because it quotes the body. */
export function parseBody(bytes: Buffer): Body | undefined {
  if (!isUtf8(bytes)) return undefined
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const value = parsed(text) ?? parsed(withoutTrailingCommas(text))
  return isBody(value) ? value : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The document's own samples have a comma after the last member, and clients copy them. */
function withoutTrailingCommas(text: string): string {
  let kept = ''
  let from = 0
  /** Where the last comma after a value stands, while nothing but space has followed it. */
  let comma = -1
  let afterValue = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (' \n\r\t'.includes(char)) continue
    if ((char === '}' || char === ']') && comma >= 0) {
      kept += text.slice(from, comma)
      from = comma + 1
    }
    comma = char === ',' && afterValue ? at : -1
    afterValue = !'{[,:'.includes(char)
    if (char === '"') at = endOfString(text, at)
  }
  return kept + text.slice(from)
}

/** The place of the closing quote of a string, or the text's end. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
