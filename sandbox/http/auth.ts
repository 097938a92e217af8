/** Who is calling: the PSSERVER signature, and the plain form that PaySimple tolerates (PS-001, PS-002). */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Requests signed longer ago than this, or further ahead, are stale. */
const TOLERANCE_MS = 5 * 60_000

/** The form in the document, which most clients send. Any other form takes the slow path. */
const PLAIN = /^PSSERVER accessid=([^;=\s]+); timestamp=([^;=\s]+); signature=([^;\s]+)$/

/** Any number of fraction digits: .NET writes seven, Go, Java and Rust up to nine, and the document sets no limit. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/i

export type Identity = { client: string } | { refused: string }

/**
 * Checks the Authorization header. `nowMs` is real time, never business time: moving the sandbox a week ahead must not
 * make every client's signature stale. Returns the API user, or the reason phrase of the 401.
 */
export function authenticate(
  header: string | undefined,
  clients: ReadonlyMap<string, string>,
  nowMs: number,
): Identity {
  const [, user, signedAt, signedWith] = PLAIN.exec(header ?? '') ?? []
  if (user && signedAt && signedWith) return verify(user, signedAt, signedWith, clients, nowMs)
  if (header === undefined || header.trim() === '') return refused('Request did not include authorization.')
  const [, scheme = '', rest = ''] = /^\s*(\S+)\s+(.*)$/s.exec(header) ?? []
  if (scheme.toLowerCase() === 'basic') return plain(rest.trim(), clients)
  if (scheme.toLowerCase() !== 'psserver') return refused('Authorization scheme is not supported.')

  const values = parameters(rest)
  const accessId = values.get('accessid')
  const timestamp = values.get('timestamp')
  const signature = values.get('signature')
  if (!accessId || !timestamp || !signature) return refused('Authorization is malformed.')
  return verify(accessId, timestamp, signature, clients, nowMs)
}

function verify(
  accessId: string,
  timestamp: string,
  signature: string,
  clients: ReadonlyMap<string, string>,
  nowMs: number,
): Identity {
  const signedMs = parseTimestamp(timestamp)
  if (signedMs === null) return refused('Timestamp is not valid.')
  if (Math.abs(nowMs - signedMs) > TOLERANCE_MS) return refused('Timestamp has expired.')

  const key = clients.get(accessId)
  // The signature covers the text of the timestamp, not the instant.
  const expected = createHmac('sha256', key ?? '')
    .update(timestamp, 'utf8')
    .digest()
  const given = Buffer.from(signature, 'base64')
  const matches = given.length === expected.length && timingSafeEqual(given, expected)
  return key !== undefined && matches ? { client: accessId } : refused('Authorization is not valid.')
}

/** Parses `accessid=x; timestamp=y; signature=z` in any case, with spaces around `=`, with or without a last `;`. */
function parameters(text: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const part of text.split(';')) {
    const at = part.indexOf('=')
    if (at > 0) values.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim())
  }
  return values
}

/** A timestamp without a zone is UTC. Digits beyond the millisecond are dropped. */
function parseTimestamp(text: string): number | null {
  const match = TIMESTAMP.exec(text)
  if (!match) return null
  const [, fraction = '', zone = ''] = match
  const base = text.slice(0, 19).toUpperCase()
  const offset = zone === '' || zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const ms = Date.parse(`${base}${fraction.slice(0, 4)}${offset}`)
  return Number.isNaN(ms) ? null : ms
}

/** Seen in live systems: `basic USER:KEY`, not base64. */
function plain(credentials: string, clients: ReadonlyMap<string, string>): Identity {
  const at = credentials.indexOf(':')
  const user = credentials.slice(0, Math.max(at, 0))
  const key = clients.get(user)
  const given = Buffer.from(credentials.slice(at + 1))
  const expected = Buffer.from(key ?? '')
  const matches = key !== undefined && given.length === expected.length && timingSafeEqual(given, expected)
  return matches ? { client: user } : refused('Authorization is not valid.')
}

function refused(reason: string): Identity {
  return { refused: reason }
}
