import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { BANK, CUSTOMER, type Reply, type TestSandbox, testSandbox, VISA } from './testing/support.ts'

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

/** For any request: an answer in a shape of the API, and no unexpected error in the sandbox. */
function isSane(reply: Reply) {
  expect(complaints).not.toHaveBeenCalled()
  expect([200, 201, 203, 204, 400, 401, 404, 405]).toContain(reply.status)
  if (reply.status === 405) expect(reply.json.Message).toEqual(expect.any(String))
  else if (reply.status !== 401 && reply.status !== 204) expect(reply.json.Meta.HttpStatusCode).toBe(reply.status)
}

const BODIES = [
  '/v4/customer',
  '/v4/account/creditcard',
  '/v4/account/ach',
  '/v4/payment',
  '/v4/recurringpayment',
  '/v4/paymentplan',
]
const paths = fc.constantFrom(...BODIES, '/v4/markpaymentstatus')
/** The number of rows of each kind. */
const rows = async () => {
  const { customers, accounts, payments, schedules } = await sandbox.control('GET', '')
  return { customers, accounts, payments, schedules }
}
const methods = fc.constantFrom('POST', 'PUT')
const oddity = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(-1, 1e21, 1e-7, '0', 'NaN', '__proto__', '\u0000', '\ud800', [], {}, true, '1e400'),
)

/** An accepted body for each path, with every member that has a limit. */
function goodBodies(): Record<string, Record<string, unknown>> {
  const schedule = {
    AccountId: accountId,
    StartDate: '2990-01-02',
    FirstPaymentAmount: 1,
    FirstPaymentDate: '2990-01-01',
    ExecutionFrequencyType: 'Weekly',
    ExecutionFrequencyParameter: 7,
    PaymentSubType: 'Moto',
    InvoiceNumber: '',
    OrderId: '',
    Description: '',
  }
  return {
    '/v4/customer': { ...CUSTOMER, AltEmail: null, AltPhone: null, MobilePhone: null, Fax: null, Website: null },
    '/v4/account/creditcard': { ...VISA, CustomerId: customerId, BillingZipCode: '1', Id: 0 },
    '/v4/account/ach': { ...BANK, CustomerId: customerId, AccountNumber: String(Date.now()) },
    '/v4/payment': {
      AccountId: accountId,
      Amount: 1,
      CVV: '',
      PaymentSubType: '',
      InvoiceNumber: '',
      PurchaseOrderNumber: '',
      OrderId: '',
      Description: '',
      SuccessReceiptOptions: {},
      IsDebit: false,
    },
    '/v4/recurringpayment': { ...schedule, PaymentAmount: 1, EndDate: null },
    '/v4/paymentplan': { ...schedule, TotalDueAmount: 100, TotalNumberOfPayments: 5 },
  }
}

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
  const good: Record<string, object> = goodBodies()
  const cases = fc.constantFrom(...BODIES).chain((path) => {
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

test('PS-004 an object that can’t be written as text, in every member of a good request', async () => {
  for (const [path, body] of Object.entries(goodBodies()))
    for (const member of Object.keys(body))
      isSane(await sandbox.call('POST', path, { body: { ...body, [member]: { toString: 0, valueOf: 0 } } }))
})

test('PS-052 any query on any list', async () => {
  const keys = fc.constantFrom(
    'page',
    'pagesize',
    'lite',
    'status',
    'startdate',
    'enddate',
    'sortby',
    'direction',
    'query',
    'x',
  )
  const values = fc.oneof(
    fc.string(),
    fc.constantFrom('amount', 'company', 'desc', 'true', '1', '999999999999999999', 'constructor', '2026-01-01', '%'),
  )
  const of = `/v4/customer/${customerId}`
  const lists = fc.constantFrom(
    ...[
      '/v4/customer',
      '/v4/payment',
      '/v4/paymentschedule',
      '/v4/recurringpayment',
      '/v4/paymentplan',
      '/v4/globalsearch',
    ],
    ...[`${of}/payments`, `${of}/paymentschedules`, `${of}/recurringpayments`, `${of}/paymentplans`, `${of}/accounts`],
  )
  await fc.assert(
    fc.asyncProperty(lists, fc.array(fc.tuple(keys, values), { maxLength: 4 }), async (path, pairs) =>
      isSane(await sandbox.call('GET', `${path}?${new URLSearchParams(pairs)}`)),
    ),
    { numRuns: 200 },
  )
})

test('PS-002 any path, any Authorization header', async () => {
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

const limits: [path: string, member: string, value: unknown][] = [
  ...['FirstName', 'LastName'].map((name): [string, string, unknown] => ['/v4/customer', name, 'x'.repeat(151)]),
  ['/v4/customer', 'Company', 'x'.repeat(51)],
  ['/v4/customer', 'CustomerAccount', 'x'.repeat(29)],
  ...['Phone', 'AltPhone', 'MobilePhone', 'Fax'].map((name): [string, string, unknown] => [
    '/v4/customer',
    name,
    '30355512345',
  ]),
  ...['Email', 'AltEmail'].map((name): [string, string, unknown] => ['/v4/customer', name, `${'x'.repeat(95)}@ab.co`]),
  ['/v4/customer', 'Website', `https://example.com/${'x'.repeat(90)}`],
  ['/v4/customer', 'Notes', 'x'.repeat(2049)],
  ['/v4/customer', 'BillingAddress', { ...CUSTOMER.BillingAddress, StreetAddress1: 'x'.repeat(251) }],
  ['/v4/customer', 'BillingAddress', { ...CUSTOMER.BillingAddress, StreetAddress2: 'x'.repeat(251) }],
  ['/v4/customer', 'BillingAddress', { ...CUSTOMER.BillingAddress, City: 'x'.repeat(101) }],
  ['/v4/customer', 'BillingAddress', { ...CUSTOMER.BillingAddress, ZipCode: 'x'.repeat(11) }],
  ['/v4/customer', 'BillingAddress', { ...CUSTOMER.BillingAddress, Country: 'USAA' }],
  ['/v4/account/creditcard', 'CreditCardNumber', '4'.repeat(5000)],
  ['/v4/account/creditcard', 'BillingZipCode', 'x'.repeat(11)],
  ['/v4/account/ach', 'RoutingNumber', '1'.repeat(10)],
  ['/v4/account/ach', 'AccountNumber', '1'.repeat(101)],
  ['/v4/account/ach', 'BankName', 'x'.repeat(101)],
  ['/v4/payment', 'Amount', 2_000_000.01],
  ['/v4/payment', 'CVV', '12345'],
  ['/v4/payment', 'PurchaseOrderNumber', 'x'.repeat(51)],
  ['/v4/recurringpayment', 'PaymentAmount', '1e12'],
  ['/v4/paymentplan', 'TotalNumberOfPayments', 100],
  ['/v4/paymentplan', 'TotalDueAmount', 10_000_000_000],
  ...['/v4/payment', '/v4/recurringpayment', '/v4/paymentplan'].flatMap((path): [string, string, unknown][] => [
    [path, 'InvoiceNumber', 'x'.repeat(51)],
    [path, 'OrderId', 'x'.repeat(51)],
    [path, 'Description', 'x'.repeat(2049)],
  ]),
]
test.each(limits)('PS-004 %s: %s over its limit is a 400, and nothing is stored', async (path, member, value) => {
  const before = await rows()
  const reply = await sandbox.call('POST', path, { body: { ...goodBodies()[path], [member]: value } })
  isSane(reply)
  expect([reply.status, reply.json.Meta.Errors.ErrorMessages.length]).toEqual([400, 1])
  expect(await rows()).toEqual(before)
})

test.each(BODIES)('PS-010 %s: deep nesting, half a body, a list, and ten megabytes', async (path) => {
  const good = goodBodies()[path]
  const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`
  const long = JSON.stringify({ ...good, Unknown: 'x'.repeat(10 << 20) })
  const text = JSON.stringify(good)
  const before = await rows()
  for (const raw of [
    deep('[', ']'),
    deep('{"a":', '}'),
    text.slice(0, -1),
    `[${text}]`,
    `${text}x`,
    long,
    'null',
    '',
  ]) {
    const reply = await sandbox.call('POST', path, { raw })
    isSane(reply)
    expect(reply.status).toBe(400)
  }
  expect(await rows()).toEqual(before)
  isSane(await sandbox.call('POST', path, { raw: `{"__proto__":{"Amount":5},"constructor":1,${text.slice(1)}` }))
})

test('PS-003 odd headers and methods on every kind of route', async () => {
  const odd: Record<string, string>[] = [
    { 'content-type': 'text/html; charset=utf-16' },
    { 'transfer-encoding': 'chunked' },
    { expect: '100-continue' },
    { cookie: 'x'.repeat(8000) },
    { 'x-http-method-override': 'DELETE' },
    { accept: 'application/xml' },
  ]
  for (const headers of odd) {
    isSane(await sandbox.call('POST', '/v4/customer', { raw: '{', headers }))
    isSane(await sandbox.call('GET', '/v4/customer?pagesize=1', { headers }))
  }
  for (const path of ['/v4/globalsearch', '/v4/new/payment', '/v4/lookup', '/v4/help', `/v4/payment/1/void`]) {
    for (const method of ['PATCH', 'OPTIONS', 'DELETE', 'POST']) isSane(await sandbox.call(method, path))
  }
})

test('bytes that are not HTTP get a 400 in the shape of the API, or a closed connection', async () => {
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

test('a client that leaves in the middle of its request changes nothing', async () => {
  const before = await sandbox.control('GET', '')
  await new Promise<void>((resolve) => {
    const socket = connect(sandbox.port, '127.0.0.1', () => {
      socket.write('POST /v4/payment HTTP/1.1\r\nHost: x\r\nAuthorization: basic APIUser1000:sandbox-key\r\n')
      socket.write(`Content-Length: 500\r\n\r\n{"AccountId": ${accountId}, "Amount": 5`, () => socket.destroy())
    })
    socket.on('close', () => resolve())
  })
  const last = async () => (await sandbox.control('GET', '/journal')).requests.at(-1)
  await expect.poll(last).toMatchObject({ method: 'POST', path: '/v4/payment', status: 0 })
  expect((await sandbox.control('GET', '')).payments).toBe(before.payments)
  expect(complaints).not.toHaveBeenCalled()
})
