/**
 * How fast the sandbox is, compared with a bare node:http server on the same machine in the same run.
 * `tsx sandbox/bench/bench.ts` prints the result; `npm run bench` calls benchSandbox().
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Load, load, rounded, type Shot } from './client.ts'

const USER = 'APIUser1000'
const KEY = 'sandbox-key'
const CONNECTIONS = 64

export type BenchOptions = { payments: number; customers: number; requests: number; rounds: number }

const FULL: BenchOptions = { payments: 100_000, customers: 100_000, requests: 20_000, rounds: 3 }

export type SandboxBench = Awaited<ReturnType<typeof benchSandbox>>

/** Measures with durability on. The data is in a temporary directory, which is removed afterward. */
export async function benchSandbox(options: Partial<BenchOptions> = {}) {
  const { payments, customers, requests, rounds } = { ...FULL, ...options }
  const data = mkdtempSync(join(tmpdir(), 'sandbox-bench-'))
  const started: ChildProcess[] = []
  const start = async (file: string, ...args: string[]) => {
    const server = await serverOf(file, args)
    started.push(server.child)
    return server
  }
  try {
    const bare = await start('bare.ts')
    const sandbox = await start('../main.ts', '--port', '0', '--data', data)
    const account = await accountOf(sandbox.port)
    const post = paymentOf(account)
    const [first] = (await load(sandbox.port, 1, 1, post)).answers
    const id = JSON.parse(first?.body ?? '{}').Response.Id as number
    const get = () => signed('GET', `/v4/payment/${id}`)

    // Both servers warm up before either is measured, and take turns, so that a busy moment affects both.
    await load(bare.port, requests >> 2, CONNECTIONS, get)
    await load(sandbox.port, requests >> 2, CONNECTIONS, get)
    const gets = await inTurns(rounds, {
      bare: () => load(bare.port, requests, CONNECTIONS, get),
      sandbox: () => load(sandbox.port, requests, CONNECTIONS, get),
    })
    const posts = await inTurns(rounds, {
      bare: () => load(bare.port, requests >> 1, CONNECTIONS, post),
      sandbox: () => load(sandbox.port, requests >> 1, CONNECTIONS, post),
    })
    const taken = 1 + rounds * (requests >> 1)
    if (payments > taken) await load(sandbox.port, payments - taken, CONNECTIONS, post)
    const fullPosts = await inTurns(rounds, {
      bare: () => load(bare.port, requests >> 1, CONNECTIONS, post),
      sandbox: () => load(sandbox.port, requests >> 1, CONNECTIONS, post),
    })
    await load(sandbox.port, customers, CONNECTIONS, customerOf)
    const reads = async (path: (n: number) => string) => {
      const found = await load(sandbox.port, 300, 4, (n) => signed('GET', path(n)))
      return { p50Ms: found.p50Ms, p99Ms: found.p99Ms }
    }
    const bareRead = await load(bare.port, 300, 4, get)
    const result = {
      rows: { payments: taken + Math.max(payments - taken, 0) + rounds * (requests >> 1), customers },
      getById: compare(gets),
      postPayment: compare(posts),
      // Relative to the bare server at the same time: 1 means no slower than when empty.
      postPaymentWhenFull: {
        ...compare(fullPosts),
        ofEmpty: rounded(fullPosts.sandbox / fullPosts.bare / (posts.sandbox / posts.bare)),
      },
      bareRead: { p50Ms: bareRead.p50Ms, p99Ms: bareRead.p99Ms },
      newestPage: await reads(() => '/v4/payment?pagesize=50'),
      deepPage: await reads(() => '/v4/payment?pagesize=50&page=1500'),
      authorizedByAmount: await reads((n) => `/v4/payment?status=authorized&sortby=amount&pagesize=50&page=${n + 1}`),
      customersByName: await reads((n) => `/v4/customer?sortby=lastname&pagesize=50&page=${n + 1}`),
      globalSearch: await reads((n) => `/v4/globalSearch?Query=${encodeURIComponent(nameOf(n * 331).join(' '))}`),
      globalSearchBeginning: await reads((n) => `/v4/globalSearch?Query=${nameOf(n * 331)[1].slice(0, 3)}`),
    }
    sandbox.child.kill('SIGKILL')
    await once(sandbox.child, 'exit')
    const beganMs = performance.now()
    await start('../main.ts', '--port', '0', '--data', data)
    return { ...result, restartAfterKillMs: Math.round(performance.now() - beganMs) }
  } finally {
    for (const child of started) child.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  }
}

/** The best of each side: what the machine can do when nothing else runs. */
async function inTurns(rounds: number, sides: { bare: () => Promise<Load>; sandbox: () => Promise<Load> }) {
  const best = { bare: 0, sandbox: 0, p99Ms: Number.POSITIVE_INFINITY }
  for (let n = 0; n < rounds; n++) {
    best.bare = Math.max(best.bare, (await sides.bare()).perSecond)
    const round = await sides.sandbox()
    const bad = round.answers.find((answer) => answer.status >= 300)
    if (bad) throw new Error(`The sandbox answered ${bad.status} in a benchmark.`)
    best.sandbox = Math.max(best.sandbox, round.perSecond)
    best.p99Ms = Math.min(best.p99Ms, round.p99Ms)
  }
  return best
}

function compare({ bare, sandbox, p99Ms }: { bare: number; sandbox: number; p99Ms: number }) {
  return { perSecond: sandbox, barePerSecond: bare, ofBare: rounded(sandbox / bare), p99Ms }
}

/** Signs every request separately, as clients should. */
function signed(method: string, path: string, body?: object): Shot {
  const timestamp = new Date().toISOString()
  const signature = createHmac('sha256', KEY).update(timestamp).digest('base64')
  const headers = `Authorization: PSSERVER accessid=${USER}; timestamp=${timestamp}; signature=${signature}\r\n`
  return { method, path, headers, ...(body && { body: JSON.stringify(body) }) }
}

async function accountOf(port: number): Promise<number> {
  const made = async (path: string, body: object): Promise<number> => {
    const { answers } = await load(port, 1, 1, () => signed('POST', path, body))
    return JSON.parse(answers[0]?.body ?? '{}').Response.Id
  }
  const CustomerId = await made('/v4/customer', { FirstName: 'A', LastName: 'B', ShippingSameAsBilling: true })
  const card = { CustomerId, CreditCardNumber: '4111111111111111', ExpirationDate: '12/2040', Issuer: 12 }
  return made('/v4/account/creditcard', card)
}

const paymentOf = (AccountId: number) => (n: number) =>
  signed('POST', '/v4/payment', { AccountId, Amount: 1 + (n % 5000) / 100, OrderId: `order-${n}` })

function customerOf(n: number): Shot {
  const [FirstName, LastName, Company] = nameOf(n)
  return signed('POST', '/v4/customer', { FirstName, LastName, Company, ShippingSameAsBilling: true })
}

/** A name from hundreds of first names and thousands of last names. */
function nameOf(n: number): [string, string, string] {
  const syllables = ['ba', 'ko', 'mi', 'ra', 'te', 'lu', 'so', 'ne', 'vi', 'da', 'po', 'chi']
  const word = (seed: number, length: number) => {
    let left = seed
    let text = ''
    for (let at = 0; at < length; at++) {
      text += syllables[left % 12]
      left = Math.floor(left / 12) + seed
    }
    return text
  }
  return [word(n % 400, 2), word(n % 9000, 4), `${word(n % 700, 3)} Roofing`]
}

async function serverOf(file: string, args: string[]) {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, port: Number(line.split(':').at(-1)) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await benchSandbox(), null, 2))
