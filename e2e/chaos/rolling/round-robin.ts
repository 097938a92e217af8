// What stands before the apps in production, in small (docs/operate.md): one request to each in turn, none to an app that
// was taken out, no POST ever sent twice, and a script that one version doesn't have from the other one.
import { createServer, type IncomingMessage, type RequestOptions, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One app process, by its port. */
export type Behind = { port: number /** Its name and version, in the figures. */; label: string }

const SCRIPTS = '/_next/static/'

/** The requests under way at an app count until their answers are complete. Live updates don't: they never are. */
type Placed = Behind & { underWay: Set<ServerResponse> }

export async function startRoundRobin() {
  let places: Placed[] = []
  let turn = 0
  /** Server actions by the app that answered them. */
  const answered: Record<string, number> = {}
  const broken: string[] = []

  function passOn(incoming: IncomingMessage, outgoing: ServerResponse, place: Placed, others: Placed[]): void {
    const { method = 'GET', url = '/', headers } = incoming
    const isAction = method === 'POST' && headers['next-action'] !== undefined
    const from = incoming.socket.remoteAddress ?? ''
    const options: RequestOptions = {
      ...{ host: '127.0.0.1', port: place.port, method, path: url, agent: false },
      headers: { ...headers, connection: 'close', 'x-forwarded-for': from },
    }
    place.underWay.add(outgoing)
    const done = () => place.underWay.delete(outgoing)
    outgoing.once('close', done)
    const failed = (error: Error) => {
      done()
      if (outgoing.destroyed) return // whoever asked has gone
      broken.push(`${method} ${url} at ${place.label}: ${error.message}`)
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502).end()
    }
    const upstream = request(options, (answer) => {
      const [next, ...rest] = others
      if (answer.statusCode === 404 && url.startsWith(SCRIPTS) && next) {
        answer.resume()
        done()
        return passOn(incoming, outgoing, next, rest)
      }
      const isStream = String(answer.headers['content-type']).startsWith('text/event-stream')
      if (isStream) done()
      if (isAction) answered[place.label] = (answered[place.label] ?? 0) + 1
      const { connection: _, ...kept } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, kept)
      answer.pipe(outgoing)
      // Live updates end with their app, and their pages come back.
      answer.once('error', (error) => (isStream ? void outgoing.destroy() : failed(error)))
      outgoing.once('close', () => upstream.destroy())
    })
    upstream.once('error', failed)
    incoming.pipe(upstream)
  }

  const server = createServer((incoming, outgoing) => {
    const [first, ...others] = places.map((_, at) => places[(turn + at) % places.length] as Placed)
    turn++
    if (first) passOn(incoming, outgoing, first, others)
    else outgoing.writeHead(503).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    answered,
    /** Requests that an app didn't answer. */
    broken,
    put(place: Behind): void {
      places = [...places, { ...place, underWay: new Set() }]
    },
    /** Gives an app nothing new. @returns how many requests it is still at */
    take(port: number): number {
      const out = places.find((place) => place.port === port)
      places = places.filter((place) => place !== out)
      return out?.underWay.size ?? 0
    },
    async stop(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

export type RoundRobin = Awaited<ReturnType<typeof startRoundRobin>>
