import { request } from 'node:http'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, type TestSandbox, testSandbox, VISA } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const misuse = async (method: string, path: string, body?: unknown) => {
  const reply = await sandbox.call(method, `/_sandbox${path}`, { body })
  expect(reply.json.error).toMatch(/\w+ .*\.$/)
  return reply.status
}

test('GET /_sandbox: the business time and the number of objects', async () => {
  await sandbox.pay(await sandbox.account(), 5)
  const summary = await sandbox.control('GET', '')
  expect(summary).toMatchObject({ customers: 1, accounts: 1, payments: 1, faults: 0, duplicates: 'ach' })
  expect(Math.abs(Date.parse(summary.now) - Date.now())).toBeLessThan(2000)
})

test('the clock moves business time, while signatures are checked against real time', async () => {
  const { now } = await sandbox.control('POST', '/clock', { advanceDays: 40 })
  expect(Date.parse(now) - Date.now()).toBeGreaterThan(39 * 86_400_000)
  expect((await sandbox.customer()).CreatedOn.slice(0, 10)).toBe(now.slice(0, 10))
  await sandbox.control('POST', '/clock', { now: '2026-01-31T12:00:00Z' })
  expect((await sandbox.customer()).CreatedOn).toMatch(/^2026-01-31T12:00:/)
})

test('clients are added, and their keys replaced', async () => {
  const user = 'APIUser3000'
  expect((await sandbox.call('GET', '/v4/customer', { user, key: 'one' })).status).toBe(401)
  expect(await sandbox.control('POST', '/clients', { user, key: 'one' })).toEqual({ user })
  expect((await sandbox.call('GET', '/v4/customer', { user, key: 'one' })).status).toBe(200)
  await sandbox.control('POST', '/clients', { user, key: 'two' })
  expect((await sandbox.call('GET', '/v4/customer', { user, key: 'one' })).status).toBe(401)
})

test('the ledger holds the money rows of all clients, or those of one order', async () => {
  const other = { user: 'APIUser2000', key: 'other-key' }
  await sandbox.control('POST', '/clients', other)
  const account = await sandbox.account()
  const payment = await sandbox.pay(account, 12.34, { OrderId: 'Order-1' })
  await sandbox.pay(await sandbox.account(other), 9999.01, { OrderId: 'Order-2' }, other)
  expect(await sandbox.ledger()).toHaveLength(2)
  expect(await sandbox.ledger('Order-3')).toEqual([])
  expect(await sandbox.ledger('Order-2')).toMatchObject([{ client: other.user, status: 'Failed' }])
  expect(await sandbox.ledger('Order-1')).toEqual([
    {
      client: 'APIUser1000',
      id: payment.Id,
      customerId: payment.CustomerId,
      customerLastName: CUSTOMER.LastName,
      accountId: account,
      orderId: 'Order-1',
      amountCents: 1234,
      status: 'Authorized',
      isDebit: false,
      paymentType: 'CC',
      referenceId: 0,
      scheduleId: 0,
      createdOn: payment.CreatedOn,
      lastModified: payment.LastModified,
    },
  ])
})

test('a payment set to another status carries the dates that belong to it', async () => {
  const { Id } = await sandbox.pay(await sandbox.account(), 5)
  const read = () => sandbox.done('GET', `/v4/payment/${Id}`)
  await sandbox.control('POST', `/payments/${Id}/status`, { status: 'settled' })
  expect((await read()).ActualSettledDate).not.toBeNull()
  await sandbox.control('POST', `/payments/${Id}/status`, { status: 13 })
  expect(await read()).toMatchObject({ Status: 'Returned', ReturnDate: expect.any(String) })
})

test('a payment is set to another status only from the given ones', async () => {
  const { Id } = await sandbox.pay(await sandbox.account(), 5)
  await sandbox.done('PUT', `/v4/payment/${Id}/void`)
  const settle = (from: unknown[]) => sandbox.control('POST', `/payments/${Id}/status`, { status: 'Settled', from })
  expect(await settle(['Authorized', 'Posted'])).toMatchObject({ id: Id, status: 'Voided' })
  expect(await settle(['Voided'])).toMatchObject({ id: Id, status: 'Settled' })
})

test('DELETE /_sandbox/data empties it and returns to real time; ids keep counting', async () => {
  const before = await sandbox.customer()
  await sandbox.control('POST', '/clock', { advanceDays: 400 })
  const summary = await sandbox.control('DELETE', '/data')
  expect(summary).toMatchObject({ customers: 0, accounts: 0, payments: 0 })
  expect(Math.abs(Date.parse(summary.now) - Date.now())).toBeLessThan(2000)
  expect((await sandbox.customer()).Id).toBe(before.Id + 1)
})

test('the journal shows who called what, and nothing that was sent', async () => {
  const { Id } = await sandbox.customer()
  await sandbox.card(Id)
  await sandbox.call('GET', '/v4/customer/4111111111111111?number=4111111111111111')
  await sandbox.call('GET', '/v4/payment', { key: 'wrong' })
  const { requests } = await sandbox.control('GET', '/journal')
  expect(requests.map((entry) => [entry.method, entry.path, entry.client, entry.status])).toEqual([
    ['POST', '/v4/customer', 'APIUser1000', 201],
    ['POST', '/v4/account/creditcard', 'APIUser1000', 201],
    ['GET', '/v4/customer/*', 'APIUser1000', 404],
    ['GET', '/v4/payment', null, 401],
  ])
  expect(JSON.stringify(requests)).not.toMatch(new RegExp(`${VISA.CreditCardNumber}|${CUSTOMER.Phone}|sandbox-key`))
})

test('the journal keeps the last thousand requests, and counts them all', async () => {
  const { total: before } = await sandbox.control('GET', '/journal')
  for (let n = 0; n < 2_001; n += 87)
    await Promise.all(Array.from({ length: 87 }, () => sandbox.call('GET', '/v4/customer', { key: 'wrong' })))
  const { total, requests } = await sandbox.control('GET', '/journal')
  expect(total - before).toBe(2_001)
  expect(requests).toHaveLength(1_000)
  await sandbox.control('DELETE', '/data')
  expect(await sandbox.control('GET', '/journal')).toEqual({ total, requests: [] })
})

test.each([
  ['POST', '/clock', {}],
  ['POST', '/clock', { advanceDays: -1 }],
  ['POST', '/clock', { advanceDays: 1e9 }],
  ['POST', '/clock', { advanceDays: 1, now: '2026-01-01T00:00:00Z' }],
  ['POST', '/clock', { now: 'tomorrow' }],
  ['POST', '/clock', { now: '+275760-09-13T00:00:00.000Z' }],
  ['POST', '/clock', undefined],
  ['POST', '/faults', { kind: 'cut' }],
  ['POST', '/faults', { route: '/v4/payment', kind: 'cut' }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'explode' }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'toString' }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'cut', times: 0 }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'cut', times: 1.5 }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'cut', ms: -1 }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'cut', ms: '5' }],
  ['POST', '/faults', { route: 'POST /v4/payment', kind: 'cut', rate: 2 }],
  ['POST', '/clients', { user: 'a b', key: 'x' }],
  ['POST', '/clients', { user: 'a', key: '' }],
  ['POST', '/payments/1/status', { status: 'Settled' }],
  ['POST', '/clock', [1]],
])('misuse is a clear 400: %s %s %o', async (method, path, body) => {
  expect(await misuse(method, path, body)).toBe(400)
})

test('misuse: an unknown status, method and path', async () => {
  const { Id } = await sandbox.pay(await sandbox.account(), 5)
  expect(await misuse('POST', `/payments/${Id}/status`, { status: 'Paid' })).toBe(400)
  expect(await misuse('POST', `/payments/${Id}/status`, { status: { x: 1 } })).toBe(400)
  for (const from of ['Authorized', ['Paid']])
    expect(await misuse('POST', `/payments/${Id}/status`, { status: 'Settled', from })).toBe(400)
  expect(await misuse('PUT', '/clock')).toBe(405)
  expect(await misuse('GET', '/nothing')).toBe(404)
})

test.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'http://localhost:3000' }],
  [{ host: 'rebound.evil.example' }],
  [{ host: 'localhost.evil.example:4010' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
])('no web page reaches the control: %o', async (headers) => {
  const ask = (method: string, path: string, more: object = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(
        { host: '127.0.0.1', port: sandbox.port, path, method, headers: { 'content-type': 'text/plain', ...more } },
        (answer) => resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end(method === 'POST' ? '{"advanceDays":1}' : undefined)
    })
  expect([await ask('POST', '/_sandbox/clock', headers), await ask('GET', '/_sandbox/ledger', headers)]).toEqual([
    403, 403,
  ])
  expect([await ask('POST', '/_sandbox/clock'), await ask('GET', '/_sandbox/ledger')]).toEqual([200, 200])
})
