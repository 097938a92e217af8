import { request as ask, type IncomingMessage } from 'node:http'
import { expect, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { browserOf } from '../support/app'
import { createFurnished } from '../support/furnished'
import { addressOf, allRoutes } from '../support/routes'

// Every answer of the app, whatever it is about, says what a browser may do with it.

/** Asks for exactly this target. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port, host } = new URL(stackInfo().appUrl)
    ask({ hostname, port, path, method, agent: false, headers: { host, ...headers } }, (response) => {
      if (String(response.headers['content-type']).startsWith('text/event-stream')) response.destroy()
      else response.resume()
      resolve(response)
    })
      .on('error', reject)
      .end()
  })

const ALWAYS = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^(?:DENY|SAMEORIGIN)$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'reporting-endpoints': /^page="\/api\/page-reports"$/,
  'content-security-policy': /frame-ancestors '(?:none|self)'/,
}

/** The routes whose answer is a document of its own with styles in it (server/headers.ts), and may run nothing at all. */
const DOCUMENTS = ['/staff/certification/report', '/orgs/[org]/mailbox/[email]/html']

/** The routes whose address has the hash of what they answer: whoever may see it may keep it, and nobody else gets it. */
const KEPT = ['/orgs/[org]/logo/[hash]', '/orgs/[org]/files/[photo]']

function expectHeaders(what: string, { headers }: IncomingMessage, mayBeKept = false) {
  for (const [name, value] of Object.entries(ALWAYS)) expect(String(headers[name]), `${what}: ${name}`).toMatch(value)
  // What opens something may be in such an address.
  const referrer = /\/(?:c|link)\//.test(what) ? 'no-referrer' : 'same-origin'
  expect(headers['referrer-policy'], what).toBe(referrer)
  expect(headers['x-powered-by'], what).toBeUndefined()
  expect(String(headers['cache-control']), `${what}: cache-control`).toMatch(
    mayBeKept ? /^private, max-age=31536000, immutable$/ : /no-store/,
  )
  const policy = String(headers['content-security-policy'])
  for (const never of ["'unsafe-eval'", 'http:', 'https:', '*']) expect(policy, what).not.toContain(never)
  expect(policy, what).toMatch(/base-uri 'none'/)
  expect(policy, what).toMatch(/form-action '(?:self|none)'/)
  return policy
}

test('security 7, 9, 10, 15: every route has the headers, signed in or not', async ({ browser }) => {
  const { values } = await createFurnished(browser)
  for (const person of ['admin', 'staff', null] as const) {
    const cookies = person ? await (await browserOf(browser, person)).context().cookies() : []
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    for (const route of allRoutes()) {
      const answer = await get(addressOf(route, values), cookie ? { cookie } : {})
      const isKept = KEPT.includes(route.route) && answer.statusCode === 200
      if (KEPT.includes(route.route)) expect(isKept, `${person} ${route.route}: is answered`).toBe(person === 'admin')
      const policy = expectHeaders(`${person} ${route.route}`, answer, isKept)
      if (DOCUMENTS.includes(route.route))
        expect(policy, route.route).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/)
      else expect(policy, route.route).not.toContain('unsafe-inline')
      if (!route.isPage) continue
      expect(policy, route.route).toMatch(/script-src 'self' 'nonce-[\w-]{22}' 'strict-dynamic';/)
      for (const part of ["style-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"])
        expect(policy, route.route).toContain(`${part};`)
      expect(policy, route.route).toContain('trusted-types default; report-to page; report-uri /api/page-reports')
    }
  }
})

test('security 7, 15: and every other answer: refusals, redirects, what isn’t there', async () => {
  const others: [path: string, status: number, headers?: Record<string, string>, method?: string][] = [
    ['/nothing/here', 404],
    ['/api/nothing', 404],
    ['/_next/static/nothing.js', 404],
    ['/api/auth/session', 404],
    ['/sign-in/', 308],
    ['/', 307],
    ['/%00', 400],
    ['/%ED%A0%80', 400],
    [`/${'a'.repeat(5_000)}`, 400],
    [`/${'a'.repeat(20_000)}`, 431],
    ['/sign-in', 405, {}, 'PUT'],
    ['/sign-in', 405, {}, 'DELETE'],
    ['/sign-in', 405, {}, 'OPTIONS'],
    ['/api/live/a', 403, {}, 'POST'],
    ['/api/page-reports', 405],
    ['/sign-in', 413, { 'content-length': '9000000' }, 'POST'],
    ['/sign-in', 200, { host: 'elsewhere.test' }],
    ['/sign-in', 421, { host: 'elsewhere.test' }, 'POST'],
  ]
  for (const [path, status, headers, method] of others) {
    const what = `${method ?? 'GET'} ${path.slice(0, 40)} ${JSON.stringify(headers ?? {})}`
    const answer = await get(path, headers, method)
    expect(answer.statusCode, what).toBe(status)
    expectHeaders(what, answer)
    if (headers?.host && status === 200) expect(answer.headers.vary, what).toContain('host')
  }
})

test('security 15: files are protected as well, and may be kept', async ({ page }) => {
  const html = await (await page.request.get('/sign-in')).text()
  const files = Array.from(html.matchAll(/(?:src|href)="(\/(?:_next\/static\/|icon)[^"]+)"/g), ([, file = '']) => file)
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    const { headers, statusCode } = await get(file)
    expect(statusCode, file).toBe(200)
    for (const [name, value] of Object.entries(ALWAYS)) expect(String(headers[name]), `${file}: ${name}`).toMatch(value)
    expect(headers['cache-control'], file).toMatch(/^public, max-age=/)
  }
})

test('security 20: no header of a stranger’s passes the front by', async ({ browser }) => {
  const { values } = await createFurnished(browser)
  const subrequests = [
    'middleware',
    'src/middleware',
    'proxy',
    'middleware:middleware:middleware:middleware:middleware',
  ]
  for (const route of allRoutes().filter(({ route }) => route.includes('[org]')))
    for (const header of [
      ...subrequests.map((value) => ({ 'x-middleware-subrequest': value })),
      { 'x-middleware-rewrite': '/sign-in' },
      { 'x-invoke-path': '/sign-in', 'x-matched-path': '/sign-in' },
      { rsc: '1' },
      { rsc: '1', 'next-router-prefetch': '1' },
    ]) {
      const what = `${route.route} ${JSON.stringify(header)}`
      const answer = await get(addressOf(route, values), header as Record<string, string>)
      expect(answer.statusCode, what).not.toBe(500)
      if (answer.statusCode === 200) expect(String(answer.headers['content-type']), what).toContain('text/x-component')
      expectHeaders(what, answer)
    }
})
