import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { send, sign, spawnSandbox, type TestSandbox, testSandbox } from '../testing/support.ts'
import { KINDS } from './faults.ts'

const sandbox: TestSandbox = await testSandbox()
let account = 0
/** A busy machine must not fail a test. */
const PATIENT = { timeout: 10_000, interval: 20 }
vi.setConfig({ testTimeout: 30_000 })
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.control('DELETE', '/faults')
  account = await sandbox.account()
})
afterAll(() => sandbox.close())

const charge = (OrderId = 'o') =>
  sandbox.call('POST', '/v4/payment', { body: { AccountId: account, Amount: 5, OrderId } })
const committed = async () => (await sandbox.ledger()).length
const lastEntry = async () => (await sandbox.control('GET', '/journal')).requests.at(-1)

/** Charges, and gives up once the sandbox has the request, as a client with a timeout does. */
async function chargeAndGiveUp(until: () => Promise<unknown>): Promise<'no answer' | 'answered'> {
  const controller = new AbortController()
  const request = fetch(`http://127.0.0.1:${sandbox.port}/v4/payment`, {
    method: 'POST',
    headers: { authorization: sign() },
    body: JSON.stringify({ AccountId: account, Amount: 5 }),
    signal: controller.signal,
  }).then(
    () => 'answered' as const,
    () => 'no answer' as const,
  )
  await until()
  controller.abort()
  return request
}

const journaled = () => expect.poll(async () => (await lastEntry())?.fault, PATIENT).not.toBeNull()

test('the names of the kinds', async () => {
  const known = (await sandbox.control('GET', '/faults')).kinds
  expect(Object.keys(known)).toEqual(Object.keys(KINDS))
  expect(Object.keys(KINDS)).toEqual(
    `401 refuse no-answer-before no-answer-after reset-before reset-after cut 500-before 500-after 502-html 503-html slow
    delay late-commit late-visible duplicate-after pending 204-body exit-after`.split(/\s+/),
  )
})

test.each([
  ['refuse', 0],
  ['reset-before', 0],
  ['reset-after', 1],
  ['cut', 1],
])('%s ends the connection; %i committed', async (kind, count) => {
  await sandbox.fault(kind)
  await expect(charge()).rejects.toThrow(/hang up|ECONNRESET|aborted/)
  expect(await committed()).toBe(count)
  expect((await charge()).status).toBe(201)
})

test.each([
  ['no-answer-before', 0],
  ['no-answer-after', 1],
])('%s keeps the client waiting until it gives up; %i committed', async (kind, count) => {
  await sandbox.fault(kind)
  expect(await chargeAndGiveUp(journaled)).toBe('no answer')
  expect(await committed()).toBe(count)
  expect(await lastEntry()).toMatchObject({ fault: kind, status: 0 })
})

test.each([
  ['500-before', 500, 0],
  ['500-after', 500, 1],
  ['502-html', 502, 0],
  ['503-html', 503, 0],
  ['401', 401, 0],
  ['duplicate-after', 400, 1],
])('%s answers %i; %i committed', async (kind, status, count) => {
  await sandbox.fault(kind)
  const reply = await charge()
  expect(reply.status).toBe(status)
  expect(await committed()).toBe(count)
  if (kind.endsWith('html')) expect([reply.headers['content-type'], reply.text[0]]).toEqual(['text/html', '<'])
  if (kind === '401') expect(reply.text).toBe('')
  if (kind === 'duplicate-after')
    expect(reply.json.Meta.Errors.ErrorMessages[0]?.Message).toBe('Duplicate Transaction.')
})

test('cut sends the beginning of the true answer', async () => {
  await sandbox.fault('cut')
  const text = await rawCharge()
  expect(text).toMatch(/^HTTP\/1\.1 201 /)
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1])
  const body = text.slice(text.indexOf('\r\n\r\n') + 4)
  expect(body.startsWith('{"Meta"')).toBe(true)
  expect(body.length).toBe(Math.floor(length / 2))
})

test('204-body is a 204 with a body that should not be there', async () => {
  await sandbox.fault('204-body')
  const text = await rawCharge()
  expect(text).toMatch(/^HTTP\/1\.1 204 No Content\r\n/)
  expect(text).toContain('"Status":"Authorized"')
  expect(await committed()).toBe(1)
})

/** Everything the server sends until it closes the connection. */
function rawCharge(): Promise<string> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ AccountId: account, Amount: 5 })
    const socket = connect(sandbox.port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    socket.write(
      `POST /v4/payment HTTP/1.1\r\nHost: x\r\nAuthorization: ${sign()}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
  })
}

test('slow and delay give the true answer, late', async () => {
  await sandbox.fault('slow', { ms: 0 })
  expect((await charge()).json.Response.Status).toBe('Authorized')
  await sandbox.fault('delay', { ms: 50 })
  expect((await charge()).json.Response.Status).toBe('Authorized')
  expect((await lastEntry())?.ms).toBeGreaterThan(45)
  expect(await committed()).toBe(2)
})

test('slow makes a client wait in the middle of an answer', async () => {
  await sandbox.fault('slow', { ms: 60_000 })
  expect(await chargeAndGiveUp(() => expect.poll(committed, PATIENT).toBe(1))).toBe('answered')
})

test('late-commit is done after the client has given up', async () => {
  await sandbox.fault('late-commit', { ms: 1000 })
  const outcome = await chargeAndGiveUp(async () => {
    await expect.poll(async () => (await sandbox.control('GET', '')).faults, PATIENT).toBe(0)
    expect(await committed()).toBe(0)
  })
  expect(outcome).toBe('no answer')
  await expect.poll(committed, PATIENT).toBe(1)
})

test('late-visible is answered and on the ledger before any read shows it', async () => {
  await sandbox.fault('late-visible', { ms: 1500 })
  const { Id, CustomerId } = (await charge()).json.Response
  expect(await committed()).toBe(1)
  const statuses = async () => [
    (await sandbox.call('GET', `/v4/payment/${Id}`)).status,
    (await sandbox.done('GET', '/v4/payment')).length,
    (await sandbox.done('GET', `/v4/customer/${CustomerId}/payments?sortby=amount`)).length,
  ]
  expect(await statuses()).toEqual([400, 0, 0])
  await expect.poll(statuses, PATIENT).toEqual([200, 1, 1])
})

test('pending is a 201 that stays Pending as time passes', async () => {
  await sandbox.fault('pending')
  const payment = (await charge()).json.Response
  expect(payment).toMatchObject({ Status: 'Pending', ProviderAuthCode: null, TraceNumber: null })
  await sandbox.control('POST', '/clock', { advanceDays: 5 })
  expect((await sandbox.done('GET', `/v4/payment/${payment.Id}`)).Status).toBe('Pending')
})

test('exit-after: the sandbox dies with the payment on disk and the client unanswered', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const first = await spawnSandbox(['--port', '0', '--data', data])
  const AccountId = await first.account()
  await first.fault('exit-after')
  await expect(
    send(first.port, 'POST', '/v4/payment', { body: { AccountId, Amount: 5, OrderId: 'gone' } }),
  ).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
  expect((await first.exited)[0]).toBe(137)
  const second = await spawnSandbox(['--port', '0', '--data', data])
  expect(await second.ledger('gone')).toMatchObject([{ orderId: 'gone', amountCents: 500, status: 'Authorized' }])
  second.child.kill('SIGKILL')
})

test('a rule hits only its route, as often as ordered, and earlier rules come first', async () => {
  await sandbox.control('POST', '/faults', { route: 'GET /v4/customer/*/payments', kind: '500-before', times: 2 })
  await sandbox.control('POST', '/faults', { route: '* /v4/account/**', kind: '502-html' })
  const statusOf = async (path: string) => (await sandbox.call('GET', path)).status
  const { CustomerId } = (await charge()).json.Response
  expect(await statusOf(`/v4/customer/${CustomerId}`)).toBe(200)
  expect(await statusOf(`/V4/Customer/${CustomerId}/Payments/?lite=true`)).toBe(500)
  expect(await statusOf(`/v4/customer/${CustomerId}/payments`)).toBe(500)
  expect(await statusOf(`/v4/customer/${CustomerId}/payments`)).toBe(200)
  expect(await statusOf(`/v4/account/creditcard/${account}`)).toBe(502)
  expect(await statusOf(`/v4/account/creditcard/${account}`)).toBe(200)
})

test('a rate hits its share, and the same seed the same requests', async () => {
  const run = async (seed: number) => {
    await sandbox.control('DELETE', '/faults')
    await sandbox.fault('500-before', { rate: 0.3, seed, times: undefined })
    const statuses = []
    for (let n = 0; n < 60; n++) statuses.push((await sandbox.call('POST', '/v4/payment', { body: {} })).status)
    return statuses.join(' ')
  }
  const [one, again, other] = [await run(7), await run(7), await run(8)]
  expect(again).toBe(one)
  expect(other).not.toBe(one)
  const hits = one.split('500').length - 1
  expect(hits).toBeGreaterThan(5)
  expect(hits).toBeLessThan(35)
})

test('faults of other routes: a refund, a void, a schedule and a bank account are carried out but not answered', async () => {
  const order = (route: string, kind: string, more = {}) => sandbox.fault(kind, { route, ...more })
  const { CustomerId, Id } = await sandbox.pay(account, 5)
  await sandbox.advance(1)
  await order('PUT /v4/payment/*/reverse', 'reset-after')
  await expect(sandbox.call('PUT', `/v4/payment/${Id}/reverse`)).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
  const credit = (await sandbox.ledger()).at(-1)
  expect(credit).toMatchObject({ referenceId: Id, isDebit: true, status: 'Authorized' })
  await order('PUT /v4/payment/*/void', '500-after')
  expect((await sandbox.call('PUT', `/v4/payment/${credit?.id}/void`)).status).toBe(500)
  expect((await sandbox.done('GET', `/v4/payment/${credit?.id}`)).Status).toBe('Voided')

  await order('PUT /v4/payment/*/reverse', 'late-visible', { ms: 600_000 })
  const hidden = await sandbox.done('PUT', `/v4/payment/${Id}/reverse`)
  expect(hidden.Status).toBe('Authorized')
  const listed = await sandbox.done('GET', `/v4/customer/${CustomerId}/payments`)
  expect(listed.map((row) => row.Id)).toEqual([credit?.id, Id])
  expect(await sandbox.ledger()).toHaveLength(3)

  await order('POST /v4/recurringpayment', 'cut')
  const schedule = { StartDate: '2990-01-01', ExecutionFrequencyType: 1 }
  await expect(sandbox.recurring(account, schedule)).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
  expect(await sandbox.done('GET', '/v4/paymentschedule')).toHaveLength(1)
  await order('POST /v4/account/ach', '503-html')
  await expect(sandbox.ach(CustomerId)).rejects.toThrow('503')
  expect(await sandbox.done('GET', `/v4/customer/${CustomerId}/achaccounts`)).toEqual([])
})

test('a request brings its own fault in a header; others on the same route are not affected', async () => {
  const carrying = (fault: string) =>
    send(sandbox.port, 'POST', '/v4/payment', {
      headers: { authorization: sign(), 'x-sandbox-fault': fault },
      body: { AccountId: account, Amount: 5 },
    })
  const [hit, other] = await Promise.all([carrying('500-after'), charge()])
  expect([hit.status, other.status]).toEqual([500, 201])
  expect((await carrying('delay; ms=1')).status).toBe(201)
  expect(await committed()).toBe(3)
  const misread = await carrying('no-such-kind')
  expect(misread.status).toBe(400)
  expect(misread.json.error).toContain('no-such-kind')
  expect(await committed()).toBe(3)
})
