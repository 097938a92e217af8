import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { FailedCall } from './errors'
import { readPayment } from './payment-record'
import { answering, credentials, envelope, net, transport, useThrowAwayServer } from './test-server'
import { failureOf } from './test-support'
import { type Call, type Credentials, createTransport } from './transport'

// Which calls are repeated, and what the observer gets about failed ones.

useThrowAwayServer()

describe('a GET', () => {
  const get = (change?: Partial<Credentials>) => transport(change)({ method: 'GET', path: '/v4/customer/7' })
  const failingFirst = (times: number, fail: typeof net.respond) => {
    net.respond = (request, response) =>
      net.requests.length <= times ? fail(request, response) : response.writeHead(200).end(envelope(200, { Id: 7 }))
  }
  const hangUp = (request: IncomingMessage) => void request.socket.destroy()

  it.each([
    ['a broken connection', hangUp],
    ['a 500', (_: unknown, response: ServerResponse) => response.writeHead(500).end(envelope(500, null))],
    ['a page of a proxy', (_: unknown, response: ServerResponse) => response.writeHead(503).end('<html></html>')],
    [
      'half an answer',
      (request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"Meta"')
        setImmediate(() => request.socket.destroy())
      },
    ],
  ])('is asked again after %s, signed again', async (_, fail) => {
    failingFirst(2, fail)
    expect((await get({ deadlineMs: 5_000 })).response).toEqual({ Id: 7 })
    expect(new Set(net.requests.map((request) => request.headers.authorization)).size).toBe(3)
  })

  it('is asked three times and no more', async () => {
    net.respond = hangUp
    expect((await failureOf(get({ deadlineMs: 5_000 }))).kind).toBe('no_answer')
    expect(net.requests).toHaveLength(3)
  })

  it.each([
    [401, ''],
    [400, envelope(400, null, { ErrorCode: 'InvalidInput' })],
    [404, envelope(404, null, { ErrorCode: 'NotFound' })],
    [200, '{}'],
    [302, ''],
  ])('is asked once when the answer is %i %s', async (status, body) => {
    answering(status, body)
    await failureOf(get())
    expect(net.requests).toHaveLength(1)
  })

  it('has one deadline for all of its tries', async () => {
    net.respond = (request) => void setTimeout(() => request.socket.destroy(), 200)
    const begun = performance.now()
    expect((await failureOf(get({ deadlineMs: 600 }))).kind).toBe('no_answer')
    expect(performance.now() - begun).toBeLessThan(900)
    expect(net.requests).toHaveLength(2)
  })

  it('is the only method that is ever repeated', async () => {
    net.respond = hangUp
    for (const method of ['POST', 'PUT', 'DELETE'] as const)
      await failureOf(transport()({ method, path: '/v4/customer/7' }))
    expect(net.requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE'])
  })
})

describe('the observer', () => {
  const told = async (call: Call, change: Partial<Credentials> = {}) => {
    const calls: FailedCall[] = []
    await transport({ onFailure: (failed) => void calls.push(failed), ...change })(call).catch(() => undefined)
    return calls
  }
  const card = '4111111111111111'
  const secret = { method: 'PUT', path: '/v4/payment/123/void', body: { CreditCardNumber: card, CVV: '996' } } as const

  it('is told once of a failed call, in facts', async () => {
    const errors = { ErrorCode: 'UnexpectedError', ErrorMessages: [], TraceCode: 'API8D0AE891FE42F3D' }
    answering(500, envelope(500, null, errors))
    expect(await told(secret)).toEqual([
      {
        route: 'PUT /v4/payment/{id}/void',
        kind: 'server_error',
        status: 500,
        errorCode: 'UnexpectedError',
        traceCode: 'API8D0AE891FE42F3D',
        milliseconds: expect.any(Number),
      },
    ])
    expect(await told({ method: 'GET', path: '/v4/customer' }, { deadlineMs: 5_000 })).toHaveLength(1)
    expect(await told({ ...secret, sendBefore: 0 })).toMatchObject([{ kind: 'not_sent', status: undefined }])
  })

  it('is told nothing of a body, whatever comes back', async () => {
    for (const status of [400, 401, 404, 500]) {
      answering(
        status,
        envelope(status, card, { ErrorCode: `No ${card}`, TraceCode: `${card} 996`, ErrorMessages: [card] }),
      )
      expect(JSON.stringify(await told(secret))).not.toMatch(/4111|996/)
    }
  })

  it('is not told of success, nor of what a second try fixed', async () => {
    net.respond = (request, response) =>
      net.requests.length === 1 ? void request.socket.destroy() : response.writeHead(200).end(envelope(200, []))
    expect(await told({ method: 'GET', path: '/v4/customer' }, { deadlineMs: 5_000 })).toEqual([])
  })

  it('is told of an answer that cannot be read', async () => {
    answering(201, envelope(201, { Id: 'none' }))
    const calls: FailedCall[] = []
    const send = createTransport({ ...credentials(), onFailure: (failed) => void calls.push(failed) })
    const call = send({ method: 'POST', path: '/v4/payment' }, ({ response }) => readPayment(response))
    expect(await failureOf(call)).toMatchObject({ kind: 'unreadable', status: 201, mayHaveBeenProcessed: true })
    expect(calls).toMatchObject([{ route: 'POST /v4/payment', kind: 'unreadable', status: 201 }])
  })

  it('cannot fail the call', async () => {
    answering(404, envelope(404, null, { ErrorCode: 'NotFound' }))
    const thrower = () => {
      throw new Error('full disk')
    }
    for (const onFailure of [thrower, async () => thrower()])
      expect((await failureOf(transport({ onFailure })(secret))).kind).toBe('not_found')
  })
})
