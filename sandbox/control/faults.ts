/** Faults: which requests fail, how often, and how. Each entry of KINDS is one way to fail. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Call } from '../http/call.ts'
import { type Answer, systemFailure, unauthorized } from '../http/envelope.ts'
import { duplicateTransaction } from '../payments/create.ts'

/** One request in progress, as a fault handles it. */
export type Exchange = {
  req: IncomingMessage
  res: ServerResponse
  forced: Call['forced']
  /** Reads the request to its end. */
  received: () => Promise<unknown>
  /** Carries out the request, durably, and returns the answer instead of sending it. */
  perform: () => Promise<Answer>
}

/** The answer to send, or null if the fault has handled the connection itself. */
type Run = (exchange: Exchange, ms: number) => Promise<Answer | null>

/** "after": the request was carried out. "before": nothing happened. `ms` is the default for a rule without one. */
export const KINDS = {
  refuse: kind('the connection is destroyed before the request is read', async ({ req }) => {
    req.socket.destroy()
    return null
  }),
  'no-answer-before': kind('nothing done, never answered', async ({ req }) => {
    req.resume()
    return null
  }),
  'no-answer-after': kind('done, never answered', async ({ perform }) => {
    await perform()
    return null
  }),
  'reset-before': kind('nothing done, connection reset', async ({ req, received }) => {
    await received()
    req.socket.resetAndDestroy()
    return null
  }),
  'reset-after': kind('done, connection reset', async ({ req, perform }) => {
    await perform()
    req.socket.resetAndDestroy()
    return null
  }),
  cut: kind('done, the answer breaks off in the middle', async ({ res, perform }) => {
    const { status, body } = await perform()
    const bytes = Buffer.from(body ?? '{}')
    res.writeHead(status, { 'Content-Type': JSON_TYPE, 'Content-Length': bytes.length })
    res.write(bytes.subarray(0, bytes.length >> 1), () => res.destroy())
    return null
  }),
  '500-before': kind('nothing done, 500', async ({ received }) => {
    await received()
    return systemFailure()
  }),
  '500-after': kind('done, 500', async ({ perform }) => {
    await perform()
    return systemFailure()
  }),
  '502-html': kind('nothing done, 502 with an HTML page', async ({ received }) => {
    await received()
    return htmlPage(502, 'Bad Gateway')
  }),
  '503-html': kind('nothing done, 503 with an HTML page', async ({ received }) => {
    await received()
    return htmlPage(503, 'Service Unavailable')
  }),
  '401': kind('nothing done, 401', async ({ received }) => {
    await received()
    return unauthorized('Authorization is not valid.')
  }),
  slow: kind('done, the answer comes one byte every ms', async ({ res, perform }, ms) => {
    const { status, body } = await perform()
    const bytes = Buffer.from(body ?? '')
    res.writeHead(status, { 'Content-Type': JSON_TYPE, ...(body && { 'Content-Length': bytes.length }) })
    res.flushHeaders()
    for (let at = 0; at < bytes.length && !res.destroyed; at++) {
      await pause(ms)
      res.write(bytes.subarray(at, at + 1))
    }
    res.end()
    return null
  }),
  delay: kind('ms later, done and answered as ever', async ({ received, perform }, ms) => {
    await received()
    await pause(ms)
    return perform()
  }),
  'late-commit': kind('never answered, done ms later', async ({ received, perform }, ms) => {
    await received()
    await pause(ms)
    await perform()
    return null
  }),
  'late-visible': kind(
    'done and answered, but a new payment shows in reads and lists only ms later',
    async ({ forced, perform }, ms) => {
      forced.hideMs = ms
      return perform()
    },
    2000,
  ),
  'duplicate-after': kind('done, answered 400 Duplicate Transaction.', async ({ perform }) => {
    await perform()
    return duplicateTransaction()
  }),
  pending: kind('a new payment stays Pending', async ({ forced, perform }) => {
    forced.status = 'Pending'
    return perform()
  }),
  '204-body': kind('done, 204 with a body that should not be there', async ({ req, perform }) => {
    const body = (await perform()).body ?? 'null'
    // Node refuses to write an invalid answer, so this writes the bytes itself and ends the connection.
    const head = `HTTP/1.1 204 No Content\r\nContent-Type: ${JSON_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}`
    req.socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
    return null
  }),
  'exit-after': kind('done and on disk, then the sandbox dies with exit code 137', async ({ perform }) => {
    await perform()
    process.exit(137)
  }),
} satisfies Record<string, { about: string; run: Run; ms: number }>

export type FaultKind = keyof typeof KINDS

export type FaultRule = {
  /** `METHOD /path`. `*` is any method or any one segment; a final `**` is any rest. */
  route: string
  kind: FaultKind
  /** How many more requests it hits; null for no limit. */
  times: number | null
  ms: number | null
  /** The share of matching requests that it hits. Each rule has its own generator, so a seed repeats a run exactly. */
  rate: number
  seed: number
}

export type Faults = ReturnType<typeof createFaults>

export function createFaults() {
  let rules: { rule: FaultRule; matches: (line: string) => boolean; random: () => number }[] = []
  return {
    add(rule: FaultRule) {
      rules.push({ rule, matches: routeMatcher(rule.route), random: generator(rule.seed) })
    },
    clear() {
      rules = []
    },
    list: (): FaultRule[] => rules.map(({ rule }) => rule),
    /** The first rule that hits this request, and counts it. */
    take(method: string, path: string): FaultRule | null {
      if (rules.length === 0) return null
      const hit = rules.find((entry) => entry.matches(`${method} ${path}`) && entry.random() < entry.rule.rate)
      if (!hit) return null
      if (hit.rule.times !== null && --hit.rule.times === 0) rules = rules.filter((entry) => entry !== hit)
      return hit.rule
    },
  }
}

/**
 * The fault in a request's own header, `X-Sandbox-Fault: late-commit; ms=3000`, with which a proxy between client and
 * sandbox can target one request among many. Null without the header.
 * @throws {RangeError} for a header that cannot be read
 */
export function carriedFault(header: string | string[] | undefined): Pick<FaultRule, 'kind' | 'ms'> | null {
  if (header === undefined) return null
  const [, kind = '', ms] = /^\s*([\w-]+)\s*(?:;\s*ms=(\d{1,6}))?\s*$/.exec(String(header)) ?? []
  if (!Object.hasOwn(KINDS, kind)) throw new RangeError(`X-Sandbox-Fault is KIND or KIND; ms=N, not "${header}".`)
  return { kind: kind as FaultKind, ms: ms === undefined ? null : Number(ms) }
}

export const ROUTE_PATTERN = /^(\*|[a-z]+) \/\S*$/i

function routeMatcher(route: string): (line: string) => boolean {
  const [method = '', path = ''] = route.split(' ')
  const segments = path.toLowerCase().replace(/\/+$/, '').split('/')
  const open = segments.at(-1) === '**'
  if (open) segments.pop()
  return (line) => {
    const [actualMethod = '', actualPath = ''] = line.split(' ')
    const actual = actualPath.split('/')
    if (method !== '*' && method.toUpperCase() !== actualMethod) return false
    if (open ? actual.length < segments.length : actual.length !== segments.length) return false
    return segments.every((segment, at) => segment === '*' || segment === actual[at])
  }
}

/** mulberry32: small, seeded, and even enough to choose requests. Numbers from 0 to 1. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'

function kind(about: string, run: Run, ms = 1000) {
  return { about, run, ms }
}

function htmlPage(status: number, title: string): Answer {
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { status, body, contentType: 'text/html' }
}

/** Does not keep the process alive: whatever still waits when the sandbox closes never happens. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
