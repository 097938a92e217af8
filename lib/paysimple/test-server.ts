import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import { type Call, type Credentials, createTransport } from './transport'

/** A throwaway server for each test: it behaves like a real network and counts what the client really sent. */
export const net = {
  server: createServer() as Server,
  requests: [] as IncomingMessage[],
  respond: (_request: IncomingMessage, response: ServerResponse): void => void response.end(),
}

export function useThrowAwayServer() {
  beforeEach(async () => {
    net.requests = []
    net.server = createServer((request, response) => {
      net.requests.push(request)
      request.resume().on('end', () => net.respond(request, response))
    })
    net.server.listen(0, '127.0.0.1')
    await once(net.server, 'listening')
  })
  afterEach(() => {
    net.server.closeAllConnections()
    net.server.close()
  })
}

export const credentials = () => ({
  baseUrl: `http://127.0.0.1:${(net.server.address() as AddressInfo).port}`,
  userName: 'APIUser1000',
  apiKey: 'sandbox-key',
  deadlineMs: 500,
})
export const envelope = (status: number, response: unknown, errors: unknown = null) =>
  JSON.stringify({
    Meta: { Errors: errors, HttpStatus: 'OK', HttpStatusCode: status, PagingDetails: null },
    Response: response,
  })
export const answering = (status: number, body: string, headers = {}) => {
  net.respond = (_, response) => void response.writeHead(status, headers).end(body)
}
export const transport = (change: Partial<Credentials> = {}, from = credentials()) => {
  const send = createTransport({ ...from, ...change })
  return (call: Call) => send(call, (answer) => answer)
}
