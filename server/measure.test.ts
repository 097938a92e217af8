import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server, ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { metrics } from '@/lib/metrics/registry'
import { createMeasure, routeNames } from './measure'

const folder = mkdtempSync(path.join(tmpdir(), 'routes-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = path.join(folder, 'routes-manifest.json')
writeFileSync(
  file,
  JSON.stringify({
    staticRoutes: [{ page: '/', regex: '^/(?:/)?$' }, { page: '/sign-in' }, { page: '/orgs/new' }],
    dynamicRoutes: [
      { page: '/orgs/[org]', regex: '^/orgs/([^/]+?)(?:/)?$' },
      { page: '/orgs/[org]/jobs/[job]/[document]', regex: '^/orgs/([^/]+?)/jobs/([^/]+?)/([^/]+?)(?:/)?$' },
    ],
  }),
)
const nameOf = routeNames(file)

let server: Server | undefined
beforeEach(() => metrics().registry.resetMetrics())
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

test.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  ['/orgs/new', '/orgs/new'],
  ['/orgs/summit-ridge', '/orgs/[org]'],
  ['/orgs/summit-ridge/jobs/1001/proposal', '/orgs/[org]/jobs/[job]/[document]'],
  ['/_next/static/chunks/a.js', '/_next/static'],
  ['/_next/image', '/_next'],
  ['/api/live/summit-ridge', '/api/live/[org]'],
  ['/api/live/a/b', 'other'],
  ['/wp-login.php', 'other'],
  ['/olivia.marsh@example.com', 'other'],
])('%s is counted as %s', (asked, name) => expect(nameOf(asked)).toBe(name))

test('without a list of routes all pages are one', () => {
  const names = routeNames(path.join(folder, 'none.json'))
  expect([names('/orgs/a'), names('/_next/static/a')]).toEqual(['other', '/_next/static'])
})

/** What is counted once this many answers have ended. */
async function countedAfter(answer: RequestListener, ask: (port: number) => Promise<unknown>) {
  const measure = createMeasure(nameOf)
  let close = () => {}
  const closed = new Promise<void>((resolve) => {
    close = resolve
  })
  server = createServer((request, response) => {
    measure(request, response)
    response.once('close', close)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await ask((server.address() as AddressInfo).port)
  await closed
  const { values } = await metrics().requests.get()
  const times = await metrics().requestSeconds.get()
  return { labels: values.map(({ labels }) => labels), timed: times.values.length > 0 }
}

test('a request is counted with its route, method and class of status, and timed', async () => {
  const counted = await countedAfter(
    (_, response) => response.writeHead(404).end(),
    (port) => fetch(`http://127.0.0.1:${port}/orgs/a?q=olivia`, { method: 'POST' }),
  )
  expect(counted).toEqual({ labels: [{ route: '/orgs/[org]', method: 'POST', status: '4xx' }], timed: true })
})

test('one whose client leaves before the end is counted as aborted', async () => {
  const counted = await countedAfter(
    (_, response) => response.write('begun'),
    async (port) => {
      const socket = connect(port, '127.0.0.1')
      socket.write('GET /sign-in HTTP/1.1\r\nhost: a\r\n\r\n')
      await once(socket, 'data')
      socket.destroy()
    },
  )
  expect(counted.labels).toEqual([{ route: '/sign-in', method: 'GET', status: 'aborted' }])
})

test('a stream is counted, and its length says nothing about speed', async () => {
  const counted = await countedAfter(
    (_, response) => response.setHeader('content-type', 'text/event-stream').end('data: 1\n\n'),
    async (port) => (await fetch(`http://127.0.0.1:${port}/api/live/a`)).text(),
  )
  expect(counted).toEqual({ labels: [{ route: '/api/live/[org]', method: 'GET', status: '2xx' }], timed: false })
})

test('a method that nobody uses makes no label of its own', async () => {
  const counted = await countedAfter(
    (_, response) => response.end(),
    (port) => fetch(`http://127.0.0.1:${port}/`, { method: 'DELETE' }),
  )
  expect(counted.labels).toEqual([{ route: '/', method: 'other', status: '2xx' }])
})

test('measuring costs a request microseconds', () => {
  const measure = createMeasure(nameOf)
  const many = 20_000
  const request = { url: '/orgs/a/jobs/1001/proposal?q=1', method: 'GET' } as never
  const begun = process.cpuUsage()
  for (let at = 0; at < many; at++) {
    const response = new ServerResponse(request)
    measure(request, response)
    response.emit('close')
  }
  // Of the processor's time, because other tests run beside this one. The answer itself is in it, too.
  const { user, system } = process.cpuUsage(begun)
  expect((user + system) / many).toBeLessThan(100)
})
