import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PaySimpleError } from './errors'
import { authorization } from './sign'
import { createTransport, readAnswer } from './transport'

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
const post = () => createTransport(credentials())({ method: 'POST', path: '/v4/payment', body: { Amount: 1 } })
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
    const send = createTransport(credentials())
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
    const send = createTransport(credentials())
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
    const send = createTransport(gone)
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
    const error = await failureOf(
      createTransport(credentials())({ method: 'PUT', path: '/v4/payment/123/void', body: { CVV: '996' } }),
    )
    expect(error.route).toBe('PUT /v4/payment/{id}/void')
    expect(JSON.stringify(error) + error.message + error.stack).not.toMatch(/4111|996|sandbox-key/)
  })
})

describe('the observer', () => {
  it('is told once of a failed call, with PaySimple’s codes and nothing of a body', async () => {
    answering(500, envelope(500, { CVV: '996' }, { ErrorCode: 'UnexpectedError', TraceCode: 'API8D0' }))
    const told: unknown[] = []
    const send = createTransport({ ...credentials(), onFailure: (call) => void told.push(call) })
    await failureOf(send({ method: 'PUT', path: '/v4/payment/12/void', body: { CVV: '996' } }))
    expect(told).toEqual([
      {
        route: 'PUT /v4/payment/{id}/void',
        kind: 'server_error',
        status: 500,
        errorCode: 'UnexpectedError',
        traceCode: 'API8D0',
        milliseconds: expect.any(Number),
      },
    ])
    answering(200, envelope(200, []))
    await send({ method: 'GET', path: '/v4/customer' })
    expect(told).toHaveLength(1)
  })

  it('changes nothing by failing itself', async () => {
    answering(404, envelope(404, null, { ErrorCode: 'NotFound' }))
    for (const onFailure of [() => Promise.reject(new Error('no log')), () => JSON.parse('')]) {
      const send = createTransport({ ...credentials(), onFailure })
      expect((await failureOf(send({ method: 'GET', path: '/v4/customer/1' }))).kind).toBe('not_found')
    }
  })
})

describe('answers', () => {
  it('PS-005 takes 204 as done, whatever stray body it has', () => {
    expect(readAnswer(204, 'stray', 'PUT /x')).toEqual({ status: 204, response: null, paging: null })
  })
  it('PS-003 brings paging', () => {
    const text = JSON.stringify({ Meta: { PagingDetails: { TotalItems: 5, Page: 2, ItemsPerPage: 2 } }, Response: [] })
    expect(readAnswer(200, text, 'GET /x').paging).toEqual({ TotalItems: 5, Page: 2, ItemsPerPage: 2 })
  })
})
