// What the PaySimple client costs: the time of one request beside that of a bare undici pool, against the same bare
// node:http server in a process of its own, in turns within one run.
import path from 'node:path'
import { Pool } from 'undici'
import { createPaySimple } from '@/lib/paysimple/client'
import { createTransport } from '@/lib/paysimple/transport'
import { startChild } from '../../tools/process/children'

export type ClientBench = {
  /** How many requests are under way at a time. */
  connections: number
  /** Microseconds a request, the best of the rounds. `bare` reads the body and parses it. */
  bareMicroseconds: number
  transportMicroseconds: number
  clientMicroseconds: number
  /** What our own part multiplies: 1 is no slower than the bare pool. */
  transportOfBare: number
  clientOfBare: number
}

const PATH = '/v4/payment/935887'
const rounded = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places

/** Microseconds a request, `connections` at a time. */
async function timeOf(one: () => Promise<unknown>, requests: number, connections: number): Promise<number> {
  let left = requests
  const work = async () => {
    while (left-- > 0) await one()
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, work))
  return ((performance.now() - begun) * 1000) / requests
}

async function compare(baseUrl: string, connections: number, requests: number, rounds: number): Promise<ClientBench> {
  const pool = new Pool(baseUrl, { connections })
  const credentials = { baseUrl, userName: 'APIUser1000', apiKey: 'sandbox-key' }
  const send = createTransport(credentials)
  const paysimple = createPaySimple(credentials)
  const subjects = {
    bare: async () => (await pool.request({ method: 'GET', path: PATH })).body.json(),
    transport: () => send({ method: 'GET', path: PATH }, ({ response }) => response),
    client: () => paysimple.payments.get(935887),
  }
  const best = { bare: Number.POSITIVE_INFINITY, transport: Number.POSITIVE_INFINITY, client: Number.POSITIVE_INFINITY }
  const names = ['bare', 'transport', 'client'] as const
  for (const name of names) await timeOf(subjects[name], requests, connections) // warm-up
  // In turns, so that a busy moment of the machine hits all of them.
  for (let round = 0; round < rounds; round++)
    for (const name of names) best[name] = Math.min(best[name], await timeOf(subjects[name], requests, connections))
  await pool.close()
  return {
    connections,
    bareMicroseconds: rounded(best.bare, 0),
    transportMicroseconds: rounded(best.transport, 0),
    clientMicroseconds: rounded(best.client, 0),
    transportOfBare: rounded(best.transport / best.bare, 2),
    clientOfBare: rounded(best.client / best.bare, 2),
  }
}

/** At one connection and at sixteen. */
export async function benchClient(options: { requests?: number; rounds?: number } = {}): Promise<ClientBench[]> {
  const { requests = 4_000, rounds = 5 } = options
  const file = path.join(import.meta.dirname, 'bare-server.ts')
  let baseUrl = ''
  const server = startChild({
    name: 'bare server',
    args: ['--import', 'tsx', file],
    env: process.env,
    onLine(line) {
      const port = /^listening on (\d+)$/.exec(line)?.[1]
      if (port) baseUrl = `http://127.0.0.1:${port}`
      else console.error(line)
    },
  })
  try {
    await server.says(/^listening on/)
    return [await compare(baseUrl, 1, requests >> 1, rounds), await compare(baseUrl, 16, requests, rounds)]
  } finally {
    await server.kill()
  }
}
