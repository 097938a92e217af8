import { request as ask, createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

// A page with its policy's nonce in it, of a server that counts how often it draws.

let drawn = 0
let server: Server
let status = 200
let type = 'text/html; charset=utf-8'
let told: IncomingMessage['headers'] = {}

beforeAll(async () => {
  server = createServer((request, response) => front(request, response) && draw(request, response)).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
})
afterAll(() => server.close())

let front: ReturnType<typeof import('./front').createFront>
beforeEach(async () => {
  vi.resetModules() // nothing is kept yet
  const { createFront } = await import('./front')
  front = createFront(new URL('http://plumbline.test'))
  drawn = 0
  status = 200
})

function draw(request: IncomingMessage, response: import('node:http').ServerResponse) {
  drawn++
  told = request.headers
  const nonce = /'nonce-([^']+)'/.exec(String(request.headers['content-security-policy']))?.[1]
  response.writeHead(status, { 'content-type': type, 'x-drawn': String(drawn) })
  response.write(`<script nonce="${nonce}">é</script>`)
  response.end(`<script nonce="${nonce}"></script>`)
}

const get = (path: string, headers: NodeJS.Dict<string> = {}, method = 'GET') =>
  new Promise<{ headers: IncomingMessage['headers']; body: string; nonce: string; drawn: number }>(
    (resolve, reject) => {
      const { port } = server.address() as AddressInfo
      ask({ port, path, method, headers: { host: 'plumbline.test', ...headers } }, async (response) => {
        const bytes = Buffer.concat(await response.toArray())
        const body = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8')
        const nonce = /'nonce-([^']+)'/.exec(String(response.headers['content-security-policy']))?.[1] ?? ''
        resolve({ headers: response.headers, body, nonce, drawn })
      })
        .on('error', reject)
        .end()
    },
  )

const pageOf = (nonce: string) => `<script nonce="${nonce}">é</script><script nonce="${nonce}"></script>`

test('the sign-in page is drawn once, and each answer has a nonce of its own all over', async () => {
  const nonces = new Set<string>()
  for (const headers of [{}, {}, { 'accept-encoding': 'br, gzip' }, { cookie: 'theme=dark' }]) {
    const answer = await get('/sign-in', headers)
    expect(answer.body).toBe(pageOf(answer.nonce))
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['x-frame-options']).toBe('DENY')
    nonces.add(answer.nonce)
  }
  expect(nonces.size).toBe(4)
  expect(drawn).toBe(1)
})

// Next answers x-middleware-prefetch with {} instead of the page, for whoever comes after, too.
test('nothing that the first one to ask says is in the page of the others', async () => {
  const said = {
    'x-middleware-prefetch': '1',
    'next-url': '/x',
    'user-agent': 'odd',
    cookie: 'a=b',
    range: 'bytes=0-1',
  }
  await get('/sign-in', { ...said, 'accept-encoding': 'br' })
  expect(Object.keys(told).sort()).toEqual([
    'content-security-policy',
    'host',
    'x-client-address',
    'x-path',
    'x-request-id',
  ])
  expect((await get('/sign-in')).drawn).toBe(1)
})

test('what isn’t a page is kept for nobody', async () => {
  type = 'application/json'
  await get('/sign-in')
  type = 'text/html; charset=utf-8'
  expect((await get('/sign-in')).drawn).toBe(2)
})

test('whoever may be signed in, asks for a part, for another page or with a query gets their own', async () => {
  await get('/sign-in')
  for (const [path, headers, method] of [
    ['/sign-in', { cookie: 'plumbline.session=x' }],
    ['/sign-in', { cookie: '__Host-plumbline.session=x' }],
    ['/sign-in', { rsc: '1' }],
    ['/sign-in', {}, 'POST'],
    ['/sign-in?to=%2Forgs'],
    ['/orgs/a/jobs'],
  ] as const) {
    const before = drawn
    const answer = await get(path, headers, method)
    expect(answer.body).toBe(pageOf(answer.nonce))
    expect(drawn).toBe(before + 1)
  }
})

test('an error is not kept', async () => {
  status = 500
  await get('/sign-in')
  status = 200
  await get('/sign-in')
  expect((await get('/sign-in')).drawn).toBe(2)
})
