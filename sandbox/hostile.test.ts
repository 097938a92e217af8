import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { CUSTOMER, type Reply, type TestSandbox, testSandbox, VISA } from './test-support.ts'

const sandbox: TestSandbox = await testSandbox()
vi.setConfig({ testTimeout: 60_000 })
const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
let customerId = 0
let accountId = 0
beforeAll(async () => {
  customerId = (await sandbox.customer()).Id
  accountId = (await sandbox.card(customerId)).Id
})
beforeEach(() => complaints.mockClear())
afterAll(() => sandbox.close())

/** Whatever was sent: an answer in a shape of the API, and nothing that surprised the sandbox itself. */
function isSane(reply: Reply) {
  expect(complaints).not.toHaveBeenCalled()
  expect([200, 201, 203, 204, 400, 401, 404, 405]).toContain(reply.status)
  if (reply.status === 405) expect(reply.json.Message).toEqual(expect.any(String))
  else if (reply.status !== 401 && reply.status !== 204) expect(reply.json.Meta.HttpStatusCode).toBe(reply.status)
}

const paths = fc.constantFrom('/v4/customer', '/v4/account/creditcard', '/v4/payment')
const methods = fc.constantFrom('POST', 'PUT')
const oddity = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(-1, 1e21, 1e-7, '0', 'NaN', '__proto__', '\u0000', '\ud800', [], {}, true, '1e400'),
)

test('PS-010 any JSON value as a body', async () => {
  const body = fc.oneof(fc.json(), fc.string(), fc.uint8Array().map(Buffer.from))
  await fc.assert(
    fc.asyncProperty(methods, paths, body, async (method, path, raw) =>
      isSane(await sandbox.call(method, path, { raw })),
    ),
    { numRuns: 150 },
  )
})

test('PS-004 any value in any member of a good request', async () => {
  const good: Record<string, object> = {
    '/v4/customer': CUSTOMER,
    '/v4/account/creditcard': { ...VISA, CustomerId: customerId, BillingZipCode: '1', Id: 0 },
    '/v4/payment': { AccountId: accountId, Amount: 1, CVV: '', SuccessReceiptOptions: {}, OrderId: '', IsDebit: false },
  }
  const cases = paths.chain((path) => {
    const body = good[path] ?? {}
    return fc.record({
      path: fc.constant(path),
      body: fc.constant(body),
      member: fc.constantFrom(...Object.keys(body)),
    })
  })
  await fc.assert(
    fc.asyncProperty(methods, cases, oddity, async (method, { path, body, member }, value) =>
      isSane(await sandbox.call(method, path, { body: { ...body, [member]: value } })),
    ),
    { numRuns: 300 },
  )
  const list = await sandbox.call('GET', '/v4/payment?sortby=amount')
  for (const payment of list.json.Response) {
    expect(payment.Amount).toBeGreaterThan(0)
    expect(Number.isInteger(Math.round(payment.Amount * 1e6) / 1e4)).toBe(true)
  }
})

test('PS-052 any query on any list', async () => {
  const keys = fc.constantFrom('page', 'pagesize', 'lite', 'status', 'startdate', 'enddate', 'sortby', 'direction', 'x')
  const values = fc.oneof(
    fc.string(),
    fc.constantFrom('amount', 'company', 'desc', 'true', '1', '999999999999999999', 'constructor', '2026-01-01', '%'),
  )
  const lists = fc.constantFrom('/v4/customer', '/v4/payment', `/v4/customer/${customerId}/payments`)
  await fc.assert(
    fc.asyncProperty(lists, fc.array(fc.tuple(keys, values), { maxLength: 4 }), async (path, pairs) =>
      isSane(await sandbox.call('GET', `${path}?${new URLSearchParams(pairs)}`)),
    ),
    { numRuns: 200 },
  )
})

test('PS-002 any path, any header of authorization', async () => {
  const segment = fc.oneof(fc.webSegment(), fc.constantFrom('v4', 'customer', '%', '%ff', '..', '1', '__proto__', '{}'))
  const path = fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`)
  const method = fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS')
  await fc.assert(
    fc.asyncProperty(method, path, async (name, target) => isSane(await sandbox.call(name, target))),
    { numRuns: 200 },
  )
  const header = fc.stringMatching(/^[ -~]{0,80}$/)
  await fc.assert(
    fc.asyncProperty(header, async (text) => {
      const reply = await sandbox.call('GET', '/v4/customer', { headers: { authorization: `PSSERVER ${text}` } })
      expect([reply.status, reply.text]).toEqual([401, ''])
    }),
    { numRuns: 100 },
  )
})

test('bytes that are no HTTP get a 400 in the shape of the API, or a closed connection', async () => {
  const raw = (bytes: Uint8Array | string) =>
    new Promise<string>((resolve) => {
      const socket = connect(sandbox.port, '127.0.0.1')
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1')
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
      socket.end(bytes)
    })
  expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*"ErrorCode":"InvalidInput"/)
  expect(await raw(`GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4/)
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
      await raw(bytes)
    }),
    { numRuns: 50 },
  )
  isSane(await sandbox.call('GET', '/v4/customer'))
})

test('a client that leaves in the middle of its request has done nothing', async () => {
  const before = await sandbox.control('GET', '')
  await new Promise<void>((resolve) => {
    const socket = connect(sandbox.port, '127.0.0.1', () => {
      socket.write('POST /v4/payment HTTP/1.1\r\nHost: x\r\nAuthorization: basic APIUser1000:sandbox-key\r\n')
      socket.write(`Content-Length: 500\r\n\r\n{"AccountId": ${accountId}, "Amount": 5`, () => socket.destroy())
    })
    socket.on('close', () => resolve())
  })
  const last = async () => (await sandbox.control('GET', '/journal')).requests.at(-1)
  await expect.poll(last, { timeout: 10_000 }).toMatchObject({ method: 'POST', path: '/v4/payment', status: 0 })
  expect((await sandbox.control('GET', '')).payments).toBe(before.payments)
  expect(complaints).not.toHaveBeenCalled()
})
