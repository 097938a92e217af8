// How much of a request is read at all.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { REPORTS } from './headers'
import { refuse } from './refuse'

const MB = 1024 * 1024
/** What a server action may be sent, as Next has it by itself. Only pages have actions. */
const MOST_OF_AN_ACTION = MB
/**
 * Routes that take a file, of at most 2, 12 and 40 MB (lib/company/logo-kind.ts, lib/files/photo-rules.ts,
 * lib/seal/verdict.ts), and what goes along.
 */
const LOGO = /^\/orgs\/[^/]+\/logo$/
const MOST_WITH_A_LOGO = 2.25 * MB
const PHOTO = /^\/orgs\/[^/]+\/files$/
const MOST_WITH_A_PHOTO = 12.25 * MB
const TO_VERIFY = '/verify/file'
const MOST_TO_VERIFY = 40.25 * MB
const MOST = 16 * 1024
const NO_PAGE = /^\/(?:api|_next)(?:\/|$)/
/** How long whoever sends too much may go on, unread, to get to our answer. */
const UNREAD_FOR_MS = 2_000

function mostOf({ method }: IncomingMessage, path: string): number {
  if (method !== 'POST' || NO_PAGE.test(path) || path === REPORTS) return MOST
  if (LOGO.test(path)) return MOST_WITH_A_LOGO
  if (path === TO_VERIFY) return MOST_TO_VERIFY
  return PHOTO.test(path) ? MOST_WITH_A_PHOTO : MOST_OF_AN_ACTION
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
