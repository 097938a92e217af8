import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFront } from './front'

// A server behind the front that reads every body to its end, as Next may.

const APP = new URL('http://plumbline.test:3000')
let server: Server
let read = 0
beforeAll(async () => {
  const front = createFront(APP)
  server = createServer((request, response) => {
    if (!front(request, response)) return
    request.on('data', (chunk: Buffer) => {
      read += chunk.length
    })
    request.on('error', () => {}).on('end', () => response.end('read'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

const MB = 1024 * 1024
const PIECE = Buffer.alloc(64 * 1024, 'x')

/** Sends a body of so many bytes. @returns the answer's status, and how much of the body was passed on */
async function send(path: string, bytes: number, { isChunked = false, method = 'POST' } = {}) {
  read = 0
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
  const length = isChunked ? 'transfer-encoding: chunked' : `content-length: ${bytes}`
  socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${APP.host}\r\n${length}\r\n\r\n`)
  const answered = once(socket, 'data')
  for (let left = bytes; left > 0 && !socket.destroyed; left -= PIECE.length) {
    const piece = PIECE.subarray(0, Math.min(left, PIECE.length))
    if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`)
    socket.write(piece)
    if (isChunked) socket.write('\r\n')
  }
  if (isChunked) socket.write('0\r\n\r\n')
  const [head] = await answered
  socket.destroy()
  return { status: Number(/^HTTP\/1.1 (\d+)/.exec(String(head))?.[1]), passedOn: read }
}

const EVERYWHERE = [
  '/api/auth/callback/credentials',
  '/api/health',
  '/api/live/a',
  '/api/page-reports',
  '/_next/static/a',
]

test.each([...EVERYWHERE, '/sign-in', '/orgs/a/jobs'])('9 MB to %s are refused before any is read', async (path) => {
  expect(await send(path, 9 * MB)).toEqual({ status: 413, passedOn: 0 })
})

test.each([...EVERYWHERE, '/sign-in', '/orgs/a/jobs'])(
  '9 MB to %s that don’t say how many they are, too',
  async (path) => {
    const { status, passedOn } = await send(path, 9 * MB, { isChunked: true })
    expect(status).toBe(413)
    expect(passedOn).toBeLessThanOrEqual(MB)
  },
)

test('only an action may have as much as Next takes of one', async () => {
  expect(await send('/orgs/a/jobs', MB)).toEqual({ status: 200, passedOn: MB })
  expect(await send('/orgs/a/jobs', MB, { isChunked: true })).toEqual({ status: 200, passedOn: MB })
  expect((await send('/orgs/a/jobs', MB + 1)).status).toBe(413)
  expect((await send('/orgs/a/jobs', 20_000, { method: 'GET' })).status).toBe(413)
  expect((await send('/api/anything', 20_000)).status).toBe(413)
})

test.each([
  ['a logo of 2 MB', '/orgs/a/logo', 2.25],
  ['a photo of 12 MB', '/orgs/a/files', 12.25],
  ['a paper of 40 MB', '/verify/file', 40.25],
])('%s may be sent to the one route that takes it, and no more', async (_, route, most) => {
  expect(await send(route, most * MB)).toEqual({ status: 200, passedOn: most * MB })
  expect((await send(route, most * MB + 1)).status).toBe(413)
  expect((await send(route, (most + 1) * MB, { isChunked: true })).status).toBe(413)
  expect((await send(route, 20_000, { method: 'GET' })).status).toBe(413)
  for (const other of [`${route}/b`, `/orgs/a/b${route.slice(7)}`, '/orgs/a/settings/company'])
    expect((await send(other, MB + 1)).status, other).toBe(413)
})
