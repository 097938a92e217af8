/** The server: from bytes to a handler and back, with any fault that was ordered. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { control } from './control/control.ts'
import { carriedFault, createFaults, type Exchange, type FaultRule, KINDS } from './control/faults.ts'
import { createJournal, type Entry } from './control/journal.ts'
import { authenticate } from './http/auth.ts'
import type { Query } from './http/call.ts'
import { type Answer, invalid, methodNotAllowed, notFound, systemFailure, unauthorized } from './http/envelope.ts'
import { GaveUp, hasBody, parseBody, parseUrl, type RawBody, readBody } from './http/request.ts'
import { testTool } from './reference/help.ts'
import { matchRoute, type Route } from './routes.ts'
import type { App } from './store/app.ts'

/** One API request in progress. Its body is read at most once. */
type Incoming = {
  req: IncomingMessage
  entry: Entry
  query: Query
  forced: Exchange['forced']
  reading?: Promise<RawBody>
}

const EMPTY = Buffer.alloc(0)

const FROM_PAGE = 'The control answers programs on this machine, and no web page: call it with curl or from a test.'

/**
 * Tells whether a web page asks: a browser names its page in Origin, and one that was led here by a name of its own
 * (DNS rebinding) names that as the host.
 */
function isFromPage({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  const site = headers['sec-fetch-site'] ?? 'none'
  return headers.origin !== undefined || site !== 'none' || !['localhost', '127.0.0.1', '[::1]'].includes(host)
}

export type RunningServer = { port: number; close: () => Promise<void> }

/** Calls `open` after the port is taken: a second sandbox on the same port must not touch the first one's data. */
export function listen(port: number, open: () => App): Promise<RunningServer> {
  const faults = createFaults()
  const journal = createJournal()
  let app: App

  const server = createServer((req, res) => {
    serve(req, res).catch((error: unknown) => {
      if (error instanceof GaveUp) return
      // Without its message, which may quote a body.
      console.error(withoutMessage(error))
      if (!res.headersSent && !res.destroyed) send(res, systemFailure())
    })
  })

  async function serve(req: IncomingMessage, res: ServerResponse) {
    const startedMs = performance.now()
    const method = req.method ?? 'GET'
    const { path, query } = parseUrl(req.url ?? '/')
    if (path === '/_sandbox' || path.startsWith('/_sandbox/')) {
      if (isFromPage(req)) return send(res, { status: 403, body: JSON.stringify({ error: FROM_PAGE }) })
      const bytes = await readBody(req)
      const body = bytes === 'too large' ? undefined : parseBody(bytes)
      return send(res, await control({ app, faults, journal }, method, path, query, body))
    }
    if (method === 'GET' && (path === '/v4/help' || path === '/v4/help/test')) return send(res, testTool())

    const entry: Entry = { atMs: 0, method, path, client: null, status: 0, ms: 0, fault: null }
    const request: Incoming = { req, entry, query, forced: {} }
    let rule: Pick<FaultRule, 'kind' | 'ms'> | null
    try {
      rule = carriedFault(req.headers['x-sandbox-fault']) ?? faults.take(method, path)
    } catch (error) {
      return send(res, { status: 400, body: JSON.stringify({ error: (error as RangeError).message }) })
    }
    try {
      const answer = rule ? await suffer(rule, request, res) : perform(request)
      // A read that need not wait is answered in the same turn of the event loop.
      const given = answer instanceof Promise ? await answer : answer
      entry.status = given?.status ?? 0
      if (given) send(res, given)
    } catch (error) {
      entry.status = res.destroyed ? 0 : 500
      throw error
    } finally {
      entry.atMs = Date.now()
      entry.ms = Math.round((performance.now() - startedMs) * 10) / 10
      entry.fault = rule?.kind ?? null
      journal.add(entry)
    }
  }

  function suffer(
    { kind, ms }: Pick<FaultRule, 'kind' | 'ms'>,
    request: Incoming,
    res: ServerResponse,
  ): Promise<Answer | null> {
    const { req, forced } = request
    const exchange: Exchange = {
      req,
      res,
      forced,
      received: () => received(request),
      perform: async () => perform(request),
    }
    return KINDS[kind].run(exchange, ms ?? KINDS[kind].ms)
  }

  /** Sends no answer before all that it shows is on disk, including what another client has just written. */
  function perform(request: Incoming): Answer | Promise<Answer> {
    const answer = answerTo(request)
    if (answer instanceof Promise) return answer.then(durable)
    return durable(answer)
  }

  function durable(answer: Answer): Answer | Promise<Answer> {
    const flushed = app.store.flushed()
    return flushed ? flushed.then(() => answer) : answer
  }

  /** PS-001 to PS-010: checks the caller, then the route, then the body; then calls the handler. */
  function answerTo(request: Incoming): Answer | Promise<Answer> {
    const { req, entry } = request
    const identity = authenticate(req.headers.authorization, app.clients, Date.now())
    if ('refused' in identity) return unauthorized(identity.refused)
    const { client } = identity
    entry.client = client
    const match = matchRoute(entry.method, entry.path)
    if (match === 'no such route') return notFound('No resource was found that matches the request URI.')
    if (match === 'no such method') return methodNotAllowed(entry.method)
    if (!hasBody(req)) return handle(request, client, match.route, match.ids, EMPTY)
    return received(request).then((bytes) => handle(request, client, match.route, match.ids, bytes))
  }

  function handle(request: Incoming, client: string, route: Route, ids: number[], bytes: RawBody): Answer {
    if (bytes === 'too large') return invalid('The request body is too large.')
    const body = route.takesBody ? parseBody(bytes) : {}
    if (!body) return invalid('Invalid JSON.')
    app.clock.tick()
    return route.handle({ app, client, ids, query: request.query, body, forced: request.forced })
  }

  server.on('clientError', refuseBrokenRequest)

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      try {
        app = open()
      } catch (error) {
        server.close()
        return reject(error)
      }
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed, failed) => {
            server.close(() => app.store.close().then(closed, failed))
            server.closeAllConnections()
          }),
      })
    })
  })
}

function received(request: Incoming): Promise<RawBody> {
  request.reading ??= hasBody(request.req) ? readBody(request.req) : Promise.resolve(EMPTY)
  return request.reading
}

function send(res: ServerResponse, answer: Answer) {
  if (res.destroyed) return
  const headers: Record<string, string | number> = {}
  if (answer.body !== null) {
    headers['Content-Type'] = answer.contentType ?? 'application/json; charset=utf-8'
    headers['Content-Length'] = Buffer.byteLength(answer.body)
  } else if (answer.status !== 204) headers['Content-Length'] = 0
  if (answer.reason) res.writeHead(answer.status, answer.reason, headers)
  else res.writeHead(answer.status, headers)
  res.end(answer.body ?? undefined)
}

/** Bytes that are not HTTP also get an answer in the API's shape. */
function refuseBrokenRequest(_error: Error, socket: Duplex) {
  if (!socket.writable) return socket.destroy()
  const { body } = invalid('The request could not be read.')
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nConnection: close`
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body ?? '')}\r\n\r\n${body}`)
}

function withoutMessage(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  return [error instanceof Error ? error.name : 'Unknown error', ...frames].join('\n')
}
