import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { authorization } from './sign'
import { answering, credentials, envelope, net, transport, useThrowAwayServer } from './test-server'
import { failureOf } from './test-support'

useThrowAwayServer()

const post = () => transport()({ method: 'POST', path: '/v4/payment', body: { Amount: 1 } })

describe('PS-001 signing', () => {
  it('follows the document’s example in form', () => {
    const at = new Date('2012-07-20T20:45:44.097Z')
    expect(authorization('APIUser1000', 'key', at)).toMatch(
      /^PSSERVER accessid=APIUser1000; timestamp=2012-07-20T20:45:44\.097Z; signature=[A-Za-z0-9+/]{43}=$/,
    )
  })

  it('signs every request again', async () => {
    answering(200, envelope(200, []))
    const send = transport()
    await send({ method: 'GET', path: '/v4/customer' })
    const first = Date.now()
    while (Date.now() === first); // the signature covers the time, to the millisecond
    await send({ method: 'GET', path: '/v4/customer' })
    const [one, two] = net.requests.map((request) => request.headers.authorization)
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
    expect(net.requests).toHaveLength(1)
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

  it('PS-005 takes a 204 as done when a body follows that should not', async () => {
    net.respond = (request) => void request.socket.write('HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nnull')
    const send = transport()
    for (const id of [1, 2, 3]) {
      const { status, response } = await send({ method: 'DELETE', path: `/v4/customer/${id}` })
      expect({ status, response }).toEqual({ status: 204, response: null })
    }
    expect(net.requests).toHaveLength(3)
  })

  it('knows that what waited for a connection all along was never sent', async () => {
    net.respond = () => undefined
    const call = { method: 'POST', path: '/v4/payment', body: {} } as const
    const busy = Array.from({ length: 32 }, () => failureOf(transport({ deadlineMs: 5_000 })(call)))
    const waiting = Array.from({ length: 8 }, () => failureOf(transport({ deadlineMs: 200 })(call)))
    for (const { kind } of await Promise.all(waiting)) expect(kind).toBe('not_sent')
    net.server.closeAllConnections() // the busy ones end, and what was dropped isn't sent later
    for (const { kind } of await Promise.all(busy)) expect(kind).toBe('no_answer')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(net.requests).toHaveLength(32)
  })

  it('writes nothing after the last instant that it was given, also when it gets a connection only then', async () => {
    const send = transport({ deadlineMs: 5_000 })
    const call = { method: 'POST', path: '/v4/payment', body: {} } as const
    net.respond = (_, response) => void setTimeout(() => response.end(envelope(200, [])), 300)
    const busy = Array.from({ length: 32 }, () => send(call))
    const late = failureOf(send({ ...call, sendBefore: performance.now() + 100 }))
    await Promise.all(busy)
    expect((await late).kind).toBe('not_sent')
    expect(net.requests).toHaveLength(32)
    expect(await send({ ...call, sendBefore: performance.now() + 1_000 })).toMatchObject({ status: 200 })
  })

  it('reads an answer that begins with a byte order mark', async () => {
    answering(201, `\uFEFF${envelope(201, { Id: 1 })}`)
    expect((await post()).response).toEqual({ Id: 1 })
  })

  it('follows no redirect, and trusts none', async () => {
    answering(307, '', { location: '/elsewhere' })
    expect(await failureOf(post())).toMatchObject({ kind: 'unreadable', mayHaveBeenProcessed: true })
    expect(net.requests).toHaveLength(1)
  })

  it('never sends a request twice, also when a kept connection breaks', async () => {
    answering(200, envelope(200, []))
    const send = transport()
    await send({ method: 'GET', path: '/v4/customer' })
    net.respond = (request) => request.socket.destroy()
    expect(await failureOf(send({ method: 'POST', path: '/v4/payment', body: {} }))).toMatchObject({
      kind: 'no_answer',
      mayHaveBeenProcessed: true,
    })
    expect(net.requests).toHaveLength(2)
  })

  it('gives up at its deadline, also in the middle of an answer', async () => {
    net.respond = () => undefined
    expect(await failureOf(post())).toMatchObject({ kind: 'no_answer', mayHaveBeenProcessed: true })
    net.respond = (_, response) => response.writeHead(201).write('{"Meta":')
    expect(await failureOf(post())).toMatchObject({ kind: 'no_answer', mayHaveBeenProcessed: true })
  })

  it('knows a request that was never sent', async () => {
    const gone = credentials()
    net.server.close()
    const send = transport({}, gone)
    expect(await failureOf(send({ method: 'POST', path: '/v4/payment' }))).toMatchObject({
      kind: 'not_sent',
      mayHaveBeenProcessed: false,
    })
    const late = { method: 'POST', path: '/v4/payment', sendBefore: performance.now() - 1 } as const
    expect((await failureOf(send(late))).kind).toBe('not_sent')
    expect(net.requests).toHaveLength(0)
  })

  it.each([
    ['speaks no TLS', (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['hangs up', (socket: Socket) => void socket.destroy()],
    ['says nothing', () => {}],
  ])('knows a request as never sent where the other side %s before the connection is encrypted', async (_, behave) => {
    const arrived: Buffer[] = []
    const server = createServer((socket) => {
      socket
        .on('error', () => {})
        .once('data', (bytes) => {
          arrived.push(bytes)
          behave(socket)
        })
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      expect(
        await failureOf(transport({ baseUrl })({ method: 'POST', path: '/v4/payment', body: { Amount: 1 } })),
      ).toMatchObject({ kind: 'not_sent', mayHaveBeenProcessed: false })
    } finally {
      server.close()
    }
    expect(Buffer.concat(arrived).toString('latin1')).not.toContain('payment')
  })

  it('knows a request as never sent where no host has the name', async () => {
    const send = transport({ baseUrl: 'http://nobody.invalid' })
    expect(await failureOf(send({ method: 'POST', path: '/v4/payment' }))).toMatchObject({ kind: 'not_sent' })
  })

  it('keeps of a number that PaySimple quotes the last four', async () => {
    const Message = "The value '4111 1111-11111111' is not valid for account 751111111111."
    answering(400, envelope(400, null, { ErrorCode: 'InvalidInput', ErrorMessages: [{ Field: '', Message }] }))
    const [said] = (await failureOf(post())).messages
    expect(said?.message).toBe("The value '••••1111' is not valid for account ••••1111.")
  })

  it('names routes without ids and keeps nothing of the body', async () => {
    answering(500, 'secret 4111111111111111')
    const error = await failureOf(transport()({ method: 'PUT', path: '/v4/payment/123/void', body: { CVV: '996' } }))
    expect(error.route).toBe('PUT /v4/payment/{id}/void')
    expect(JSON.stringify(error) + error.message + error.stack).not.toMatch(/4111|996|sandbox-key/)
  })
})
