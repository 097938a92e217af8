import 'server-only'
import type { IncomingMessage } from 'node:http'
import { recordSecurity } from '@/lib/security/record-event'
import { readSession } from './session-token'

/** The other site, as far as a browser would say it. */
function siteOf(origin: string | undefined): string {
  if (origin === undefined) return 'Without an origin'
  return URL.canParse(origin) ? `From ${new URL(origin).host.slice(0, 100)}` : 'From an unknown origin'
}

/** Writes down that the front refused a request from another site (server/foreign-origin.ts). */
export function noteForeignOrigin({ headers }: IncomingMessage): Promise<void> {
  const session = readSession(headers.cookie)
  const source = {
    address: String(headers['x-client-address'] ?? ''),
    requestId: String(headers['x-request-id'] ?? ''),
    userAgent: '',
  }
  const detail = siteOf(headers.origin)
  return recordSecurity({ event: 'foreign_origin', userId: session?.userId, sessionId: session?.id, detail }, source)
}
