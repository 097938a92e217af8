// The app's process: Next behind our own front. `npm start` runs it compiled, `npm run dev` with --dev from source.
import { createServer, type ServerResponse } from 'node:http'
import next from 'next'
import { createFront } from './front'

const development = process.argv.includes('--dev')
const port = Number(process.env.PORT)
const front = createFront(new URL(process.env.APP_URL ?? `http://localhost:${port}`), {
  development,
  trustedProxies: Number(process.env.TRUSTED_PROXIES ?? 0),
})

/** How long what is under way may take once we're told to stop: a charge waits for PaySimple about as long. */
const LAST_REQUESTS_MS = 8_000

const isStream = (response: ServerResponse) =>
  String(response.getHeader('content-type')).startsWith('text/event-stream')

const open = new Set<ServerResponse>()
const server = createServer((request, response) => {
  open.add(response)
  response.once('close', () => open.delete(response))
  if (!front(request, response)) return
  handle(request, response).catch((error: unknown) => {
    console.error(error)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  })
})
// A browser, or a proxy, that asks again within seconds must not meet a connection that is just being closed.
server.keepAliveTimeout = 30_000
const app = next({ dev: development, port, httpServer: server })
const handle = app.getRequestHandler()

/** Ends without cutting off what is under way. Live updates would never end by themselves: their pages come back. */
function stop(): void {
  server.close(async () => {
    await app.close()
    process.exit(0)
  })
  server.closeIdleConnections()
  for (const response of open) if (isStream(response)) response.destroy()
  setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref()
}
process.once('SIGTERM', stop).once('SIGINT', stop)

await app.prepare()
server.listen(port)
