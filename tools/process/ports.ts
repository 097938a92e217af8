import { type AddressInfo, createServer } from 'node:net'

/** Listens for a moment: answers the port that was got, or undefined when it is taken. */
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

/** True when nobody listens on the port, neither on all addresses nor on the loopback one alone. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined && (await tryPort(port, '127.0.0.1')) !== undefined
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await tryPort(0, '127.0.0.1')
    if (port && (await isPortFree(port))) return port
  }
}
