import type { Server } from 'node:http'
import { createServer } from 'node:net'

/** What a machine without IPv6 says about ::1. */
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']

type Options = {
  isPublic: boolean
  /** Called once it listens. */
  ready?: () => void
}

/**
 * Has a server listen on a port: on all addresses of this machine, or only on the two that `localhost` can mean. Nobody
 * else's browser or program reaches it there, whatever it says in `Host`.
 * @returns a function that stops listening, and resolves when the last connection is closed
 */
export function listen(server: Server, port: number, { isPublic, ready = () => {} }: Options): () => Promise<void> {
  const closed = (one: { close: (done: () => void) => unknown }) => new Promise<void>((done) => one.close(() => done()))
  if (isPublic) {
    server.listen(port, ready)
    return () => closed(server)
  }
  server.listen(port, '127.0.0.1', ready)
  // A server listens on one address only, so another one hands it what comes to the second.
  const second = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
  second.on('error', (error: NodeJS.ErrnoException) => {
    if (!NO_SUCH_ADDRESS.includes(error.code ?? '')) throw error
  })
  second.listen({ port, host: '::1', ipv6Only: true })
  return async () => void (await Promise.all([closed(server), closed(second)]))
}
