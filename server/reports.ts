// What browsers report of a page that wanted to do what its policy forbids: a foreign script, a style, a form to
// somewhere else. Anybody can send one, so an entry names nothing but what we know, and there are only so many.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '@/lib/log'
import { REPORTS } from './headers'

const MINUTE = 60_000
/** How many of a minute are logged one by one, of an address and of all. The others are only counted. */
const MOST = { address: 5, all: 30 }

const DIRECTIVE = /^[a-z-]{3,40}$/
/** What is blocked where there is no address: inline, eval, trusted-types-sink and such. */
const KEYWORD = /^[a-z-]{1,40}$/

/** Where from something was blocked: no path, no query. */
function source(blocked: unknown): string {
  const text = String(blocked ?? '')
  if (KEYWORD.test(text)) return text
  return URL.canParse(text) ? new URL(text).origin.slice(0, 100) : 'unknown'
}

type Violation = { directive: string; blocked: string }

/** The violations of a body in either form: `report-uri` sends one, `report-to` a list of all kinds. */
export function readReports(body: string): Violation[] {
  let sent: unknown
  try {
    sent = JSON.parse(body)
  } catch {
    return []
  }
  const bodies = Array.isArray(sent)
    ? sent.slice(0, 10).map((each) => (each?.type === 'csp-violation' ? each.body : undefined))
    : [(sent as { 'csp-report'?: unknown } | null)?.['csp-report']]
  return bodies.flatMap((each) => {
    if (typeof each !== 'object' || each === null) return []
    const facts = each as Record<string, unknown>
    const directive = String(
      facts.effectiveDirective ?? facts['effective-directive'] ?? facts['violated-directive'] ?? '',
    )
    if (!DIRECTIVE.test(directive)) return []
    return [{ directive, blocked: source(facts.blockedURL ?? facts['blocked-uri']) }]
  })
}

/** Makes what logs reports. `write` gets each entry, `now` is the clock in milliseconds. */
export function createReports(write: (facts: object, message: string) => void, now = Date.now) {
  let began = 0
  let logged = 0
  let unlogged = 0
  let byAddress = new Map<string, number>()
  return (address: string, violations: readonly Violation[]): void => {
    if (now() - began >= MINUTE) {
      if (unlogged > 0) write({ count: unlogged }, 'More was reported than is logged')
      byAddress = new Map()
      ;[began, logged, unlogged] = [now(), 0, 0]
    }
    for (const violation of violations) {
      const before = byAddress.get(address) ?? 0
      if (logged >= MOST.all || before >= MOST.address) unlogged++
      else {
        byAddress.set(address, before + 1)
        logged++
        write(violation, 'A browser kept a page from what its policy forbids')
      }
    }
  }
}

const note = createReports((facts, message) => log.warn({ event: 'page_report', ...facts }, message))

/**
 * Answers a browser's report. The front has limited how long it may be (body-limit.ts).
 * @returns whether the request was one
 */
export function answerReport(path: string, request: IncomingMessage, response: ServerResponse): boolean {
  if (path !== REPORTS) return false
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST' }).end()
    return true
  }
  const address = String(request.headers['x-client-address'] ?? request.socket.remoteAddress)
  request
    .setEncoding('utf8')
    .toArray()
    .then((chunks) => {
      note(address, readReports(chunks.join('')))
      response.writeHead(204).end()
    })
    .catch(() => response.destroy()) // broken off
  return true
}
