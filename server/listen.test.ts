import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '../tools/process/ports'
import { listen } from './listen'

/** Another address of this machine, which no `localhost` means: as good as the one that its network knows. */
const OTHER = '127.0.0.2'

async function withServer(isPublic: boolean, work: (port: number) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => response.end(`for ${request.headers.host}`))
  const port = await freePort()
  const close = listen(server, port, { isPublic })
  await once(server, 'listening')
  try {
    await work(port)
  } finally {
    const closed = close()
    server.closeAllConnections()
    await closed
  }
}

async function answers(host: string, port: number): Promise<boolean> {
  const request = get({ host, port, headers: { host: 'localhost' }, agent: false })
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    response.resume()
    return response.statusCode === 200
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED')
    return false
  }
}

const hasIpv6 = await new Promise<boolean>((resolve) => {
  const probe = createServer().on('error', () => resolve(false))
  probe.listen(0, '::1', () => probe.close(() => resolve(true)))
})

test('on loopback both addresses of localhost answer, and no other', () =>
  withServer(false, async (port) => {
    expect(await answers('localhost', port)).toBe(true)
    expect(await answers('127.0.0.1', port)).toBe(true)
    expect(await answers('::1', port)).toBe(hasIpv6)
    expect(await answers(OTHER, port)).toBe(false)
  }))

test('in public every address answers', () =>
  withServer(true, async (port) => {
    expect(await answers('localhost', port)).toBe(true)
    expect(await answers(OTHER, port)).toBe(true)
  }))

test.each(hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'])(
  'an answer that is under way at %s ends before it is closed',
  async (host) => {
    let finish = () => {}
    const server = createServer((_, response) => {
      finish = () => response.end('all of it')
      response.write('begun, ')
    })
    const port = await freePort()
    const close = listen(server, port, { isPublic: false })
    await once(server, 'listening')
    const client = connect({ host, port })
    client.write('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    let text = ''
    client.on('data', (bytes) => {
      text += bytes
    })
    await once(client, 'data')
    let isClosed = false
    const closed = close().then(() => {
      isClosed = true
    })
    server.closeIdleConnections()
    await new Promise((resolve) => setImmediate(resolve))
    expect(isClosed).toBe(false)
    finish()
    await closed
    await once(client, 'close')
    expect(text).toContain('all of it')
  },
)
