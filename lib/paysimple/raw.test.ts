import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FailedCall } from './errors'
import { rawCalls } from './raw'

let server: Server
let requests: { line: string; headers: IncomingMessage['headers']; body: string }[]
let told: FailedCall[]
let respond: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  requests = []
  told = []
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers, body })
    respond(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})
const raw = () =>
  rawCalls({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    userName: 'APIUser1000',
    apiKey: 'sandbox-key',
    deadlineMs: 500,
    onFailure: (call) => void told.push(call),
  })
const answering = (status: number, body: string | Buffer, headers = {}) => {
  respond = (_, response) => response.writeHead(status, headers).end(body)
}

describe('a raw call', () => {
  it('sends what it was given, signed, and brings the answer as it came', async () => {
    respond = (_, response) => response.writeHead(201, 'Created', { 'x-two': ['a', 'b'] }).end('{"Meta":1.10}')
    const body = '{ "FirstName": "Ann" }'
    const answer = await raw()({ method: 'POST', path: '/v4/customer?x=1%20', body })
    expect(requests).toMatchObject([{ line: 'POST /v4/customer?x=1%20', body }])
    expect(requests[0]?.headers.authorization).toMatch(/^PSSERVER accessid=APIUser1000; /)
    expect(answer).toMatchObject({ status: 201, reason: 'Created', text: '{"Meta":1.10}', cut: false })
    expect(answer.headers).toEqual(expect.arrayContaining([{ name: 'x-two', value: 'a' }]))
    expect(answer.milliseconds).toBeGreaterThanOrEqual(0)
    expect(told).toEqual([])
  })

  it('brings a failure as an answer, and tells the observer', async () => {
    const errors = { ErrorCode: 'UnexpectedError', ErrorMessages: [], TraceCode: 'API8D0' }
    answering(500, JSON.stringify({ Meta: { Errors: errors }, Response: null }))
    const answer = await raw()({ method: 'PUT', path: '/v4/payment/7/void?card=4111111111111111', body: '{"CVV":996}' })
    expect(answer.status).toBe(500)
    expect(told).toMatchObject([{ route: 'PUT /v4/payment/{id}/void', status: 500, traceCode: 'API8D0' }])
    expect(JSON.stringify(told)).not.toMatch(/4111|996/)
  })

  it('follows no redirect and repeats nothing', async () => {
    answering(307, '', { location: 'http://127.0.0.1:1/elsewhere' })
    expect((await raw()({ method: 'GET', path: '/v4/customer' })).status).toBe(307)
    respond = (request) => request.socket.destroy()
    await expect(raw()({ method: 'GET', path: '/v4/customer' })).rejects.toMatchObject({ kind: 'no_answer' })
    expect(requests).toHaveLength(2)
    expect(told.map(({ kind }) => kind)).toEqual(['unreadable', 'no_answer'])
  })

  it('gives up at its deadline, and says when nothing was sent', async () => {
    respond = (_, response) => response.writeHead(200).write('{')
    await expect(raw()({ method: 'POST', path: '/v4/payment' })).rejects.toMatchObject({ kind: 'no_answer' })
    const send = raw()
    server.closeAllConnections()
    server.close()
    await expect(send({ method: 'POST', path: '/v4/payment' })).rejects.toMatchObject({ kind: 'not_sent' })
    expect(told.map(({ kind }) => kind)).toEqual(['no_answer', 'not_sent'])
  })

  it('keeps a megabyte of an endless answer, with no character cut in two', async () => {
    answering(200, Buffer.from(`x${'é'.repeat(600_000)}`))
    const { text, cut } = await raw()({ method: 'GET', path: '/v4/customer' })
    expect([cut, text.length, text.endsWith('é')]).toEqual([true, 524_288, true])
  })

  it('shows no signature and no session, whatever the endpoint repeats', async () => {
    respond = (request, response) =>
      response
        .writeHead(200, { 'x-echo': String(request.headers.authorization), 'set-cookie': 'session=abc' })
        .end(JSON.stringify(request.headers))
    const answer = await raw()({ method: 'GET', path: '/v4/customer' })
    expect(JSON.stringify(answer)).not.toMatch(/PSSERVER|session=abc/)
    expect(answer.text).toContain('[not shown]')
  })
})
