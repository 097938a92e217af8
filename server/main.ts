// The app's process: Next behind our own front. `npm start` runs it compiled, `npm run dev` with --dev from source. Only
// with --public do other machines reach it.
import { createServer, type ServerResponse } from 'node:http'
import next from 'next'
import { errorFacts, inLogContext, log } from '@/lib/log'
import { logConsole } from './console'
import { createFront } from './front'
import { headersOf } from './headers'
import { listen } from './listen'
import { createMeasure } from './measure'
import { watchPage } from './page-check'
import { refuse } from './refuse'
import { createStop, isDraining } from './stop'

const development = process.argv.includes('--dev')
const port = Number(process.env.PORT)
const appUrl = new URL(process.env.APP_URL ?? `http://localhost:${port}`)
const front = createFront(appUrl, { development, trustedProxies: Number(process.env.TRUSTED_PROXIES ?? 0) })
if (!development) logConsole()

/** How long what is under way may take once we're told to stop: a charge waits for PaySimple, and is then written down. */
const LAST_REQUESTS_MS = (Number(process.env.PAYSIMPLE_TIMEOUT_SECONDS || 30) + 10) * 1000

const measure = createMeasure()
let close: (() => Promise<void>) | undefined
const open = new Set<ServerResponse>()
// A request without a Host gets an answer of ours, too.
const server = createServer({ requireHostHeader: false }, (request, response) => {
  open.add(response)
  response.once('close', () => open.delete(response))
  // Whoever asks next asks on a new connection, which goes to another app.
  if (isDraining()) response.shouldKeepAlive = false
  measure(request, response)
  // The front adds the request's id.
  inLogContext({}, () => {
    if (!front(request, response)) return
    handle(request, response).catch((error: unknown) => {
      log.error({ event: 'unexpected_error', where: 'front', ...errorFacts(error) }, 'Unexpected error')
      if (response.headersSent) return response.destroy()
      refuse(response, 500, 'Something went wrong on our side. Try again.')
    })
  })
})
// A browser, or a proxy, that asks again within seconds must not meet a connection that is just being closed.
server.keepAliveTimeout = 30_000
const app = next({ dev: development, port, httpServer: server })
const handle = app.getRequestHandler()

const stopServing = createStop({
  ...{ server, open, close: () => close, lastRequestsMs: LAST_REQUESTS_MS },
  drainMs: Number(process.env.DRAIN_SECONDS || 0) * 1000,
})
async function stop(): Promise<void> {
  await stopServing()
  await app.close()
  process.exit(0)
}
process.on('SIGTERM', stop).on('SIGINT', stop)

// A package's mistake with one request doesn't end those of everybody else, as in Next's own server.
process.on('uncaughtException', (error) => {
  log.error({ event: 'unexpected_error', where: 'process', ...errorFacts(error) }, 'Unexpected error')
  // Without a port there is nothing to serve. An app that ends has no port either, and serves what is under way.
  if (!server.listening && !isDraining()) process.exit(1)
})

// What isn't HTTP never becomes a request; its answer has the headers of all others.
server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  const headers = [
    ...headersOf(appUrl),
    ['cache-control', 'no-store'],
    ['content-length', '0'],
    ['connection', 'close'],
  ]
  socket.end(`HTTP/1.1 ${status}\r\n${headers.map((header) => `${header.join(': ')}\r\n`).join('')}\r\n`)
})

await app.prepare()
close = listen(server, port, {
  isPublic: process.argv.includes('--public'),
  ready: () => {
    if (development) return
    watchPage(port, appUrl, {
      changed: (differences) => {
        const facts = {
          event: 'page_changed' as const,
          count: differences.length,
          differences: differences.slice(0, 20),
        }
        log.error(facts, 'What we serve is not what was built. Take the app off the network until it is known why.')
      },
      asBuilt: (inventory) => log.info({ event: 'page_checked', inventory }, 'What we serve is what was built'),
      failed: (error) =>
        log.error({ event: 'page_changed', ...errorFacts(error) }, 'What we serve couldn’t be checked'),
    })
  },
})
