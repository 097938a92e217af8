/** What the sandbox's tests share: a sandbox on a free port, and raw HTTP signed as the document says. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { DEFAULTS, type Options, startSandbox } from '../sandbox.ts'
import type { Json } from './answers.ts'

export type Reply = { status: number; reason: string; headers: IncomingHttpHeaders; text: string; json: Json }

export type Sending = {
  body?: unknown
  raw?: string | Buffer
  headers?: Record<string, string>
  user?: string
  key?: string
}

export function sign(user = DEFAULTS.user, key = DEFAULTS.key, timestamp = new Date().toISOString()): string {
  const signature = createHmac('sha256', key).update(timestamp).digest('base64')
  return `PSSERVER accessid=${user}; timestamp=${timestamp}; signature=${signature}`
}

/** Sends one request over its own connection. Rejects when the connection ends before the answer does. */
export function send(port: number, method: string, path: string, sending: Sending = {}): Promise<Reply> {
  const { body, raw, headers, user, key } = sending
  const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  return new Promise((resolve, reject) => {
    const req = request({
      port,
      host: '127.0.0.1',
      method,
      path,
      agent: false,
      headers: {
        authorization: sign(user, key),
        ...(bytes !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(bytes)),
        }),
        ...headers,
      },
    })
    req.on('error', reject)
    req.on('response', (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const status = res.statusCode ?? 0
        resolve({ status, reason: res.statusMessage ?? '', headers: res.headers, text, json: parsed(text) })
      })
    })
    req.end(bytes)
  })
}

/** Null if the answer is not JSON. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse('null')
  }
}

/** The document's sample customer. */
export const CUSTOMER = {
  BillingAddress: {
    StreetAddress1: '123 Some St',
    StreetAddress2: null,
    City: 'Denver',
    StateCode: 'CO',
    ZipCode: '80202',
    Country: null,
  },
  ShippingSameAsBilling: true,
  ShippingAddress: null,
  Company: 'ABC Company',
  Notes: 'This is a note about ABC Company.',
  CustomerAccount: 'TP-117',
  FirstName: 'Test',
  LastName: 'Person',
  Email: 'testperson@abcco.com',
  Phone: '8005551212',
}

export const VISA = { CreditCardNumber: '4111111111111111', ExpirationDate: '12/2021', Issuer: 12, IsDefault: false }

/** The document's sample bank account, in the shape of the sample: booleans as text. */
export const BANK = {
  IsCheckingAccount: 'true',
  RoutingNumber: '072000326',
  AccountNumber: '751666666',
  BankName: 'Test Bank',
  IsDefault: 'true',
  Id: 0,
  LastModified: '0001-01-01T07:00:00Z',
  CreatedOn: '0001-01-01T07:00:00Z',
}

export type TestSandbox = Awaited<ReturnType<typeof testSandbox>>

/** A sandbox in this process, in memory by default. */
export async function testSandbox(options: Partial<Options> = {}) {
  const server = await startSandbox({ ...DEFAULTS, port: 0, ...options })
  return { ...clientOf(server.port), port: server.port, close: server.close }
}

export function clientOf(port: number) {
  const call = (method: string, path: string, sending?: Sending) => send(port, method, path, sending)
  /** The Response of an API call that must succeed. */
  const done = async (method: string, path: string, body?: unknown, as: Sending = {}): Promise<Json> => {
    const reply = await call(method, path, { ...as, body })
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
    return reply.json?.Response
  }
  const control = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const reply = await call(method, `/_sandbox${path}`, { body })
    if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
    return reply.json
  }
  const customer = (more: object = {}, as?: Sending) => done('POST', '/v4/customer', { ...CUSTOMER, ...more }, as)
  const card = (CustomerId: number, more: object = {}, as?: Sending) =>
    done('POST', '/v4/account/creditcard', { ...VISA, CustomerId, ...more }, as)
  const ach = (CustomerId: number, more: object = {}, as?: Sending) =>
    done('POST', '/v4/account/ach', { ...BANK, CustomerId, ...more }, as)
  return {
    port,
    call,
    done,
    control,
    customer,
    card,
    ach,
    /** The id of a new customer's bank account. */
    bank: async (as?: Sending): Promise<number> => (await ach((await customer({}, as)).Id, {}, as)).Id,
    recurring: (AccountId: number, more: object = {}) =>
      done('POST', '/v4/recurringpayment', { AccountId, PaymentAmount: 10, ...more }),
    plan: (AccountId: number, more: object = {}) =>
      done('POST', '/v4/paymentplan', { AccountId, TotalDueAmount: 100, TotalNumberOfPayments: 5, ...more }),
    /** What a schedule has charged so far: the day and the dollars of each payment, oldest first. */
    charged: async (kind: string, id: number): Promise<[day: string, dollars: number][]> =>
      (await done('GET', `/v4/${kind}/${id}/payments`)).map((row) => [row.PaymentDate.slice(0, 10), row.Amount]),
    setClock: (now: string) => control('POST', '/clock', { now }),
    advance: (advanceDays: number) => control('POST', '/clock', { advanceDays }),
    /** The id of a new customer's card. */
    account: async (as?: Sending): Promise<number> => (await card((await customer({}, as)).Id, {}, as)).Id,
    pay: (AccountId: number, Amount: unknown, more: object = {}, as?: Sending) =>
      done('POST', '/v4/payment', { AccountId, Amount, ...more }, as),
    fault: (kind: string, more: object = {}) =>
      control('POST', '/faults', { route: 'POST /v4/payment', kind, times: 1, ...more }),
    ledger: async (orderId?: string): Promise<Json[]> =>
      (await control('GET', orderId === undefined ? '/ledger' : `/ledger?orderId=${orderId}`)).payments,
  }
}

export const messages = (reply: Reply): [string | null, string][] =>
  reply.json.Meta.Errors.ErrorMessages.map((error) => [error.Field, error.Message])

/** The command itself, as a process that can be killed. */
export async function spawnSandbox(args: string[]) {
  const child = runCommand(args)
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>,
    once(child, 'exit').then(() => [''] as [string]),
  ])
  return { child, line, exited: once(child, 'exit'), ...clientOf(Number(line.split(':').at(-1))) }
}

export function runCommand(args: string[]): ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> } {
  const compiled = process.env.SANDBOX_PROGRAM // by whoever runs the tests: it starts faster
  const main = compiled ? [compiled] : ['--import', 'tsx', fileURLToPath(new URL('../main.ts', import.meta.url))]
  const child = spawn(process.execPath, [...main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8')
  return child
}
