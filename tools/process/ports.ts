import { randomInt } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'

/** Listens for a moment. Returns the port, or undefined when it's taken. */
function tryPort(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const got = (server.address() as AddressInfo).port
      server.close(() => resolve(got))
    })
  })
}

/** Tells whether nobody listens on the port, neither on all addresses nor only on the loopback. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined && (await tryPort(port, '127.0.0.1')) !== undefined
}

/**
 * Returns a port that's free now, below those that the system draws from for outgoing connections (from 32,768 on Linux):
 * nobody's connection takes it while what listened there starts again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (await isPortFree(port)) return port
  }
}
