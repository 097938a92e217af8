import { request as ask, createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFront } from './front'

// A real server behind the front, which answers with the headers that Next would see.

const APP = new URL('http://plumbline.test:3000')
let server: Server
let secure: Server
beforeAll(async () => {
  const behind = (app: URL) => {
    const front = createFront(app, { trustedProxies: app === APP ? 0 : 1 })
    return createServer((request, response) => {
      if (!front(request, response)) return
      if (request.url?.includes('kept')) response.setHeader('cache-control', 'public, max-age=60')
      response.end(JSON.stringify({ ...request.headers, ':url': request.url }))
    }).listen(0)
  }
  server = behind(APP)
  secure = behind(new URL('https://pay.test'))
  await Promise.all([server, secure].map((each) => new Promise((resolve) => each.once('listening', resolve))))
})
afterAll(() => [server, secure].map((each) => each.close()))

type Answer = {
  status: number | undefined
  headers: IncomingMessage['headers']
  body: string
  seen: NodeJS.Dict<string>
}
const get = (path: string, headers: NodeJS.Dict<string> = {}, from = server, method = 'GET') =>
  new Promise<Answer>((resolve, reject) => {
    const { port } = from.address() as AddressInfo
    ask(
      { port, path, method, headers: { host: from === secure ? 'pay.test' : APP.host, ...headers } },
      async (response) => {
        const body = (await response.setEncoding('utf8').toArray()).join('')
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body,
          seen: body.startsWith('{') ? JSON.parse(body) : {},
        })
      },
    )
      .on('error', reject)
      .end()
  })
const nonceOf = (csp: string | string[] | undefined) => /'nonce-([^']+)'/.exec(String(csp))?.[1]

describe('the front', () => {
  test('gives each answer a nonce of its own, and Next the same policy', async () => {
    const answers = await Promise.all([get('/orgs'), get('/orgs')])
    for (const { headers, seen } of answers)
      expect(seen['content-security-policy']).toBe(headers['content-security-policy'])
    const nonces = new Set(answers.map(({ headers }) => nonceOf(headers['content-security-policy'])))
    expect(nonces.size).toBe(2)
    for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{22}$/)
  })

  test('believes none of what it tells Next when it comes from outside', async () => {
    const { seen } = await get('/orgs', {
      'x-path': '/elsewhere',
      'content-security-policy': "script-src 'nonce-mine'",
    })
    expect(seen['x-path']).toBe('/orgs')
    expect(seen['content-security-policy']).not.toContain('mine')
  })

  test('tells who asks by the connection, and behind a proxy of our own by what that saw', async () => {
    const forged = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-client-address': '203.0.113.1' }
    expect((await get('/orgs', forged)).seen['x-client-address']).toMatch(/^(127\.0\.0\.1|::1)$/)
    expect((await get('/orgs', forged, secure)).seen['x-client-address']).toBe('198.51.100.7')
    const nonsense = { 'x-forwarded-for': '203.0.113.9, "><script>' }
    expect((await get('/orgs', nonsense, secure)).seen['x-client-address']).toMatch(/^(127\.0\.0\.1|::1)$/)
  })

  test('names each request, whatever it says itself', async () => {
    const answers = await Promise.all([get('/orgs', { 'x-request-id': 'mine' }), get('/orgs')])
    for (const { seen, headers } of answers) {
      expect(seen['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers['x-request-id']).toBe(seen['x-request-id'])
    }
    expect(answers[0]?.seen['x-request-id']).not.toBe(answers[1]?.seen['x-request-id'])
  })

  test.each([
    ['/orgs/a/jobs?q=deck+%26+rail', '/orgs/a/jobs?q=deck+%26+rail'],
    ['/orgs/a/jobs?_rsc=1x2', '/orgs/a/jobs'],
    ['/orgs/a/jobs?q=x&_rsc=1x2', '/orgs/a/jobs?q=x'],
  ])('tells Next that %s is the page %s', async (asked, page) => {
    expect((await get(asked)).seen['x-path']).toBe(page)
  })

  test.each(['/sign-in', '/_next/static/a.js', '/api/health', '/api/ready', '/icon.svg'])(
    'protects %s',
    async (path) => {
      expect((await get(path)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      })
    },
  )

  test('insists on encryption where its address has it, and only there', async () => {
    expect((await get('/', {}, secure)).headers['strict-transport-security']).toContain('max-age=')
    expect((await get('/')).headers['strict-transport-security']).toBeUndefined()
  })

  test.each([
    ['/orgs/a?b=1', 'http://plumbline.test:3000/orgs/a?b=1'],
    ['//evil.test/x', 'http://plumbline.test:3000//evil.test/x'],
    ['http://evil.test/x', 'http://plumbline.test:3000/x'],
    ['/"><script>', 'http://plumbline.test:3000/%22%3E%3Cscript%3E'],
  ])('leads who asks another host for %s to the app’s own address', async (path, own) => {
    const { headers, body } = await get(path, { host: '127.0.0.1:3000' })
    expect(headers.refresh).toBe(`0; url=${own}`)
    expect(body).toContain(`href="${own}"`)
  })

  test.each([
    ['http://evil.test//x/y?z', '//x/y?z'],
    ['HTTP://evil.test', '/'],
    ['http://plumbline.test:3000/orgs?q=a', '/orgs?q=a'],
    ['http://[', '/'],
    ['*', '/'],
    ['//evil.test/x', '//evil.test/x'],
    ['/_next/static/../../sign-in?a', '/sign-in?a'],
    ['/_next/static/%2e%2E/.%2e/sign-in', '/sign-in'],
    ['/api/health/../../orgs/a', '/orgs/a'],
  ])('passes on no host that the target %s names', async (target, url) => {
    expect((await get(target)).seen[':url']).toBe(url)
  })

  test('answers files and the health checks under every name', async () => {
    for (const path of ['/_next/static/a.js', '/api/health', '/api/ready', '/icon.svg?1', '/favicon.ico'])
      expect((await get(path, { host: '10.0.0.7' })).seen.host).toBe('10.0.0.7')
    for (const path of ['/api/healthy', '/api/readyx', '/icon.svgs', '/_next/data'])
      expect((await get(path, { host: '10.0.0.7' })).body).toContain('Plumbline is at')
  })

  test('lets the certification report and an email run nothing', async () => {
    for (const path of ['/staff/certification/report?of=today', '/orgs/a/mailbox/b/html?sent=1'])
      expect((await get(path)).headers['content-security-policy']).toMatch(/^default-src 'none'; style-src/)
    expect((await get('/orgs/a/mailbox/b')).headers['content-security-policy']).not.toContain('unsafe-inline')
  })

  // Next reads "..", so what the front takes for a file would be a page, without a policy and under any name.
  test('takes no page for a file, however its address is written', async () => {
    for (const up of ['..', '%2e%2e', '.%2E', '..\\'])
      for (const files of ['/_next/static', '/_next/image', '/_next/static/a'])
        for (const path of [`${files}/${up}/${up}/sign-in`, `${files}/${up}/${up}/${up}/sign-in`]) {
          const own = await get(path)
          const isPage = !/^\/(?:_next|api)/.test(own.seen[':url'] ?? '')
          if (isPage) expect(own.headers['content-security-policy'], path).toContain('nonce-')
          if (isPage) expect((await get(path, { host: 'evil.test' })).body, path).toContain('Plumbline is at')
          expect(own.seen[':url'], path).not.toMatch(/\.\.|%2e/i)
        }
    const posted = await get('/_next/static/../../sign-in', { 'content-type': 'text/plain' }, server, 'POST')
    expect(posted.status).toBe(403)
  })

  test('refuses what is no address, and no method of ours, before Next sees it', async () => {
    for (const path of [
      '/%00',
      '/orgs/a%00/jobs',
      '/a?q=%00',
      '/%ED%A0%80',
      '/%',
      '/%0d%0ax',
      `/${'a'.repeat(5_000)}`,
    ]) {
      const { status, seen, headers } = await get(path)
      expect([path, status, seen]).toEqual([path, 400, {}])
      expect(headers['cache-control']).toBe('no-store')
    }
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])
      expect((await get('/sign-in', {}, server, method)).status, method).toBe(405)
    for (const path of ['/orgs/%E2%9C%93', '/a?q=50%25', '/a?q=%', '/a?q=%ED%A0%80', '/orgs/a/jobs?q=caf%C3%A9'])
      expect((await get(path)).status, path).toBe(200)
  })

  test('keeps nothing but files', async () => {
    const pictures = [`/orgs/a/logo/${'0'.repeat(32)}`, `/orgs/a/files/${'0'.repeat(64)}`]
    for (const path of ['/_next/static/kept.js', '/icon.svg?kept'])
      expect((await get(path)).headers['cache-control'], path).toBe('public, max-age=60')
    // Nor a file of which nobody says for how long: a refusal, or the way elsewhere.
    for (const path of ['/_next/static/a.js', '/icon.svg', ...pictures])
      expect((await get(path)).headers['cache-control'], path).toBe('no-store')
    for (const path of ['/', '/sign-in', '/api/health', '/api/ready', '/api/page-reports', '/orgs/a/payments/export'])
      expect((await get(path)).headers['cache-control'], path).toBe('no-store')
    const elsewhere = await get('/sign-in', { host: '127.0.0.1' })
    expect(elsewhere.headers).toMatchObject({ 'cache-control': 'no-store', vary: 'host' })
  })

  test('leads nobody elsewhere who sends something', async () => {
    expect((await get('/sign-in', { host: '127.0.0.1' }, server, 'POST')).status).toBe(421)
  })
})
