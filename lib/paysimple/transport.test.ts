import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAnswer } from './envelope'
import { type FailedCall, PaySimpleError } from './errors'
import { readPayment } from './payment-record'
import { authorization } from './sign'
import { type Call, type Credentials, createTransport } from './transport'

// A throw-away server for each test: what a real network does, and how often the client really sent.

let server: Server
let requests: IncomingMessage[]
let respond: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  requests = []
  server = createServer((request, response) => {
    requests.push(request)
    request.resume().on('end', () => respond(request, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const credentials = () => ({
  baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  userName: 'APIUser1000',
  apiKey: 'sandbox-key',
  deadlineMs: 500,
})
const envelope = (status: number, response: unknown, errors: unknown = null) =>
  JSON.stringify({
    Meta: { Errors: errors, HttpStatus: 'OK', HttpStatusCode: status, PagingDetails: null },
    Response: response,
  })
const answering = (status: number, body: string, headers = {}) => {
  respond = (_, response) => response.writeHead(status, headers).end(body)
}
const transport = (change: Partial<Credentials> = {}, from = credentials()) => {
  const send = createTransport({ ...from, ...change })
  return (call: Call) => send(call, (answer) => answer)
}
const post = () => transport()({ method: 'POST', path: '/v4/payment', body: { Amount: 1 } })
async function failureOf(call: Promise<unknown>): Promise<PaySimpleError> {
  const error = await call.then(
    () => null,
    (reason) => reason,
  )
  if (!(error instanceof PaySimpleError)) throw new Error(`no PaySimpleError: ${error}`)
  return error
}

describe('PS-001 signing', () => {
  it('follows the document’s example in form', () => {
    const at = new Date('2012-07-20T20:45:44.097Z')
    expect(authorization('APIUser1000', 'key', at)).toMatch(
      /^PSSERVER accessid=APIUser1000; timestamp=2012-07-20T20:45:44\.097Z; signature=[A-Za-z0-9+/]{43}=$/,
    )
  })

  it('signs every request anew', async () => {
    answering(200, envelope(200, []))
    const send = transport()
    await send({ method: 'GET', path: '/v4/customer' })
    const first = Date.now()
    while (Date.now() === first); // the signature is over the time, to the millisecond
    await send({ method: 'GET', path: '/v4/customer' })
    const [one, two] = requests.map((request) => request.headers.authorization)
    expect(one).not.toBe(two)
  })
})

describe('failures', () => {
  it.each([
    ['PS-002 401 without a body', 401, '', 'unauthorized', false],
    [
      '400 in the envelope',
      400,
      envelope(400, null, { ErrorCode: 'InvalidInput', ErrorMessages: [{ Field: 'Amount', Message: 'No' }] }),
      'refused',
      false,
    ],
    ['400 without the envelope', 400, '{"Message":"Bad"}', 'refused', false],
    ['400 that is a page', 400, '<html>proxy</html>', 'unreadable', true],
    [
      'a rights problem',
      400,
      envelope(400, null, {
        ErrorCode: 'InvalidInput',
        ErrorMessages: [{ Message: 'Current user does not have enough rights to execute this operation.' }],
      }),
      'forbidden',
      false,
    ],
    ['403', 403, envelope(403, null, { ErrorCode: 'InvalidPermissions' }), 'forbidden', false],
    ['404', 404, envelope(404, null, { ErrorCode: 'NotFound' }), 'not_found', false],
    ['404 that is a page', 404, '<html></html>', 'unreadable', true],
    [
      'PS-006 405',
      405,
      '{"Message":"The requested resource does not support http method \'POST\'."}',
      'unsupported',
      false,
    ],
    [
      'PS-008 500',
      500,
      envelope(500, null, { ErrorCode: 'UnexpectedError', ErrorMessages: [], TraceCode: 'API8D0' }),
      'server_error',
      true,
    ],
    ['502 page', 502, '<html>Bad Gateway</html>', 'server_error', true],
    [
      'PS-043 a duplicate',
      400,
      envelope(400, null, {
        ErrorCode: 'InvalidInput',
        ErrorMessages: [{ Field: '', Message: 'Duplicate Transaction.' }],
      }),
      'refused',
      true,
    ],
    ['201 without an envelope', 201, '{}', 'unreadable', true],
    ['201 that is no JSON', 201, 'ok', 'unreadable', true],
  ])('%s', async (_, status, body, kind, mayHaveBeenProcessed) => {
    answering(status, body)
    expect(await failureOf(post())).toMatchObject({ kind, status, mayHaveBeenProcessed })
    expect(requests).toHaveLength(1)
  })

  it('carries messages, fields and TraceCode', async () => {
    const ErrorMessages = [
      { Field: 'FirstName', Message: 'The FirstName field is required.' },
      { Field: null, Message: 'Other' },
    ]
    answering(400, envelope(400, null, { ErrorCode: 'InvalidInput', ErrorMessages, TraceCode: 'T1' }))
    expect(await failureOf(post())).toMatchObject({
      errorCode: 'InvalidInput',
      traceCode: 'T1',
      messages: [
        { field: 'FirstName', message: 'The FirstName field is required.' },
        { field: '', message: 'Other' },
      ],
    })
  })

  it('follows no redirect, and trusts none', async () => {
    answering(307, '', { location: '/elsewhere' })
    expect(await failureOf(post())).toMatchObject({ kind: 'unreadable', mayHaveBeenProcessed: true })
    expect(requests).toHaveLength(1)
  })

  it('never sends a request twice, also when a kept connection breaks', async () => {
    answering(200, envelope(200, []))
    const send = transport()
    await send({ method: 'GET', path: '/v4/customer' })
    respond = (request) => request.socket.destroy()
    expect(await failureOf(send({ method: 'POST', path: '/v4/payment', body: {} }))).toMatchObject({
      kind: 'no_answer',
      mayHaveBeenProcessed: true,
    })
    expect(requests).toHaveLength(2)
  })

  it('gives up at its deadline, also in the middle of an answer', async () => {
    respond = () => undefined
    expect(await failureOf(post())).toMatchObject({ kind: 'no_answer', mayHaveBeenProcessed: true })
    respond = (_, response) => response.writeHead(201).write('{"Meta":')
    expect(await failureOf(post())).toMatchObject({ kind: 'no_answer', mayHaveBeenProcessed: true })
  })

  it('knows a request that was never sent', async () => {
    const gone = credentials()
    server.close()
    const send = transport({}, gone)
    expect(await failureOf(send({ method: 'POST', path: '/v4/payment' }))).toMatchObject({
      kind: 'not_sent',
      mayHaveBeenProcessed: false,
    })
    const late = { method: 'POST', path: '/v4/payment', sendBefore: performance.now() - 1 } as const
    expect((await failureOf(send(late))).kind).toBe('not_sent')
    expect(requests).toHaveLength(0)
  })

  it('names routes without ids and keeps nothing of the body', async () => {
    answering(500, 'secret 4111111111111111')
    const error = await failureOf(transport()({ method: 'PUT', path: '/v4/payment/123/void', body: { CVV: '996' } }))
    expect(error.route).toBe('PUT /v4/payment/{id}/void')
    expect(JSON.stringify(error) + error.message + error.stack).not.toMatch(/4111|996|sandbox-key/)
  })
})

describe('a GET', () => {
  const get = (change?: Partial<Credentials>) => transport(change)({ method: 'GET', path: '/v4/customer/7' })
  const failingFirst = (times: number, fail: typeof respond) => {
    respond = (request, response) =>
      requests.length <= times ? fail(request, response) : response.writeHead(200).end(envelope(200, { Id: 7 }))
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
  ])('is asked again after %s, signed anew', async (_, fail) => {
    failingFirst(2, fail)
    expect((await get({ deadlineMs: 5_000 })).response).toEqual({ Id: 7 })
    expect(new Set(requests.map((request) => request.headers.authorization)).size).toBe(3)
  })

  it('is asked three times and no more', async () => {
    respond = hangUp
    expect((await failureOf(get({ deadlineMs: 5_000 }))).kind).toBe('no_answer')
    expect(requests).toHaveLength(3)
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
    expect(requests).toHaveLength(1)
  })

  it('has one deadline for all of its tries', async () => {
    respond = (request) => void setTimeout(() => request.socket.destroy(), 200)
    const begun = performance.now()
    expect((await failureOf(get({ deadlineMs: 600 }))).kind).toBe('no_answer')
    expect(performance.now() - begun).toBeLessThan(900)
    expect(requests).toHaveLength(2)
  })

  it('is the only method that is ever repeated', async () => {
    respond = hangUp
    for (const method of ['POST', 'PUT', 'DELETE'] as const)
      await failureOf(transport()({ method, path: '/v4/customer/7' }))
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE'])
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

  it('is not told of success, nor of what a second try mended', async () => {
    respond = (request, response) =>
      requests.length === 1 ? void request.socket.destroy() : response.writeHead(200).end(envelope(200, []))
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

describe('answers', () => {
  it('PS-005 takes 204 as done, whatever stray body it has', () => {
    expect(readAnswer(204, 'stray', 'PUT /x')).toEqual({ status: 204, response: null, paging: null, deleted: false })
  })
  it('PS-003 brings paging', () => {
    const text = JSON.stringify({ Meta: { PagingDetails: { TotalItems: 5, Page: 2, ItemsPerPage: 2 } }, Response: [] })
    expect(readAnswer(200, text, 'GET /x').paging).toEqual({ TotalItems: 5, Page: 2, ItemsPerPage: 2 })
  })

  it('PS-005 tells a deleted object apart', () => {
    expect(readAnswer(203, envelope(203, { Id: 1 }), 'GET /x').deleted).toBe(true)
    expect(readAnswer(200, envelope(200, { Id: 1 }), 'GET /x').deleted).toBe(false)
  })
  it('PS-008 finds a trace number in a message', () => {
    const Message =
      "CM-003: An unknown error occurred. Please contact customer service. Trace number is '8D0AE88CCB92CF0'."
    const text = envelope(400, null, { ErrorCode: 'InvalidInput', ErrorMessages: [{ Message }], TraceCode: null })
    expect(() => readAnswer(400, text, 'GET /x')).toThrow(expect.objectContaining({ traceCode: '8D0AE88CCB92CF0' }))
  })
  it('are an answer or a PaySimpleError, whatever they hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.json(), (status, text) => {
        const wrapped = [text, `{"Meta":${text},"Response":1}`, `{"Meta":{"Errors":${text},"PagingDetails":${text}}}`]
        for (const body of wrapped) {
          try {
            expect(readAnswer(status, body, 'GET /x').status).toBeLessThan(300)
          } catch (error) {
            expect(error).toBeInstanceOf(PaySimpleError)
          }
        }
      }),
    )
  })
})
