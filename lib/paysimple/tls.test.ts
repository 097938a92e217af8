import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, it, vi } from 'vitest'
import { exchange, NeverSent } from './exchange'

// Whom the client believes to be PaySimple: whoever has a certificate for its name, whatever the process's variables say.

let stop = () => {}
afterEach(() => stop())

/** A server that counts whom it could begin to talk to. Its certificate, which is a package's, is nobody's. */
async function impostor(maxVersion?: 'TLSv1.1') {
  const { key, cert } = new SMTPServer({ secure: true, logger: false }).options
  let heard = 0
  const server = createServer({ key, cert, ...(maxVersion && { minVersion: 'TLSv1', maxVersion }) }, (socket) => {
    socket.on('data', () => heard++).on('error', () => {})
  }).on('tlsClientError', () => {})
  server.listen(0, 'localhost')
  await once(server, 'listening')
  stop = () => void server.close()
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, heard: () => heard }
}

it.each(['', '0'])(
  'a certificate that nobody vouches for is refused, with NODE_TLS_REJECT_UNAUTHORIZED “%s”',
  async (value) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value)
    const { url, heard } = await impostor()
    const asked = exchange(url, { method: 'GET', path: '/v4/customer' }, { withinMs: 5_000 })
    await expect(asked).rejects.toBeInstanceOf(NeverSent)
    expect(heard()).toBe(0)
  },
)
