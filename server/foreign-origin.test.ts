import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFront } from './front'

const APP = new URL('https://pay.test')
const noted: (string | undefined)[] = []
const shared = globalThis as { plumblineNoteForeignOrigin?: unknown }

let server: Server
beforeAll(async () => {
  const front = createFront(APP)
  server = createServer((request, response) => {
    if (front(request, response)) response.end('Next')
  }).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  shared.plumblineNoteForeignOrigin = ({ headers }: { headers: Record<string, string> }) =>
    noted.push(`${headers.origin} ${headers['x-client-address'] ? 'somewhere' : 'nowhere'}`)
})
afterAll(() => {
  delete shared.plumblineNoteForeignOrigin
  server.close()
})
beforeEach(() => noted.splice(0))

const send = (headers: NodeJS.Dict<string>, method = 'POST') =>
  new Promise<number | undefined>((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    ask({ port, method, path: '/orgs/a/jobs', headers: { host: APP.host, ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

const ACTIONS = [
  { 'next-action': '40'.padEnd(42, '0') },
  { 'next-action': '', 'content-type': 'application/json' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'Text/Plain;charset=UTF-8' },
  { 'content-type': 'multipart/form-data ;boundary=x' },
  { 'content-type': 'multipart/form-data,text/html' },
  { 'content-type': 'text/plain ;x' },
]
const FOREIGN = [
  ...['https://evil.example', 'null', '', 'http://pay.test', 'https://pay.test.evil.example', 'https://pay.test:8443'],
  ...['https://evil.pay.test', 'https://pay.test/', 'HTTPS://PAY.TEST', 'nonsense'],
]

test.each(ACTIONS)('an action (%j) is Next’s only from our own origin', async (headers) => {
  expect(await send({ ...headers, origin: APP.origin })).toBe(200)
  expect(noted).toEqual([])
  for (const origin of FOREIGN) expect([origin, await send({ ...headers, origin })]).toEqual([origin, 403])
  expect(await send(headers)).toBe(403)
  expect(await send({ ...headers, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).toBe(403)
  // Each is written down, with where it came from.
  expect(noted).toHaveLength(FOREIGN.length + 2)
  expect(noted.every((each) => each?.endsWith(' somewhere'))).toBe(true)
  for (const method of ['PUT', 'PATCH', 'DELETE']) expect(await send(headers, method)).toBe(405)
})

test('a page, and what can’t be an action, is nobody’s to refuse here', async () => {
  for (const method of ['GET', 'HEAD']) expect(await send({ origin: 'https://evil.example' }, method)).toBe(200)
  expect(await send({ origin: 'https://evil.example', 'content-type': 'application/csp-report' })).toBe(200)
})
