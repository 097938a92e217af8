// How much of a request is read at all.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { REPORTS } from './headers'
import { refuse } from './refuse'

/** What a server action may be sent. Only pages have actions. */
const MOST_OF_AN_ACTION = 1024 * 1024
/** The page where a company's logo is chosen: a file of 2 MB and what goes along (lib/company/logo-kind.ts). */
const COMPANY = /^\/orgs\/[^/]+\/settings\/company$/
const MOST_WITH_A_LOGO = 2.25 * 1024 * 1024
const MOST = 16 * 1024
const NO_PAGE = /^\/(?:api|_next)(?:\/|$)/
/** How long whoever sends too much may go on, unread, to get to our answer. */
const UNREAD_FOR_MS = 2_000

function mostOf({ method }: IncomingMessage, path: string): number {
  if (method !== 'POST' || NO_PAGE.test(path) || path === REPORTS) return MOST
  return COMPANY.test(path) ? MOST_WITH_A_LOGO : MOST_OF_AN_ACTION
}

/** Answers, and lets whoever sends go on for a moment: broken off at once, they wouldn't get to the answer. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  setTimeout(() => request.complete || request.destroy(), UNREAD_FOR_MS).unref()
  if (response.headersSent) return void response.destroy()
  refuse(response, 413, 'This is more than Plumbline takes at once. Go back, shorten what you typed, and try again.')
}

/**
 * Refuses a request with a longer body than its address takes, before any of it is kept. One that doesn't say its length
 * is counted while it comes, and broken off.
 * @returns whether it was refused
 */
export function refuseLongBody(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const most = mostOf(request, path)
  if (Number(request.headers['content-length'] ?? 0) > most) {
    refuseBody(request, response)
    return true
  }
  if (request.headers['transfer-encoding'] === undefined) return false
  let bytes = 0
  let isRefused = false
  const push = request.push.bind(request)
  request.push = (chunk: Buffer | null, encoding) => {
    bytes += chunk?.length ?? 0
    if (bytes <= most) return push(chunk, encoding)
    if (isRefused) return true
    isRefused = true
    refuseBody(request, response)
    // Whoever has begun to read it is told, and hears no more of it, not even its end.
    request.emit('error', Object.assign(new Error('The body is too long'), { code: 'BODY_TOO_LONG' }))
    return true
  }
  return false
}
