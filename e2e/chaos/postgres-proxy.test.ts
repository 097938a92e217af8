import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { forOrg, insertForOrg, type Step } from '@/lib/db'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, rowOf, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { asked } from '@/lib/testing/payments'
import { freePort } from '@/tools/process/ports'
import { type Aim, type Aims, createAims } from './aims'
import { createPostgresProxy } from './postgres-proxy'

setUpSandbox()

type Work = { id: string; step?: Step; name?: string | undefined; text?: string; end?: 'COMMIT' | 'ROLLBACK' }

/** One transaction that names its step, as the product's own do; a statement with a name is sent once. */
async function transact(client: pg.Client, { id, name, ...work }: Work) {
  const { step = 'record-outcome', text = 'insert into written values ($1)', end = 'COMMIT' } = work
  const named = (part: string) => name && `${part} ${name}`
  await client.query({ name: named('begin'), text: 'BEGIN' })
  await client.query({ name: named('step'), text: `select set_config('app.step', $1, true)`, values: [step] })
  await client.query({ name: named('work'), text, values: [id] })
  await client.query({ name: named('end'), text: end })
}

/** Has the product's own connections (lib/db.ts) go through the proxy for a while. */
async function through<T>(port: number, work: () => Promise<T>): Promise<T> {
  const holder = globalThis as unknown as { plumblinePool: pg.Pool; plumblinePrisma: unknown }
  const { plumblinePool, plumblinePrisma } = holder
  const connectionString = withPort(process.env.APP_DATABASE_URL ?? '', port)
  const pool = new pg.Pool({ connectionString })
  pool.on('error', () => {}).on('connect', (connection) => connection.on('error', () => {}))
  Object.assign(holder, { plumblinePool: pool, plumblinePrisma: undefined })
  try {
    return await work()
  } finally {
    Object.assign(holder, { plumblinePool, plumblinePrisma })
    await pool.end()
  }
}

const withPort = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href

/** A client of a proxy that writes down who dies; it knows payment and customer 7 by `id`. */
async function behindProxy(
  work: (client: pg.Client, aims: Aims, deaths: string[], id: string, port: number) => Promise<void>,
) {
  const deaths: string[] = []
  const aims = createAims(() => {})
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const upstreamPort = Number(new URL(databaseUrl).port)
  const proxy = createPostgresProxy({
    ...{ slot: 'app-1', port: await freePort(), upstreamPort: () => upstreamPort, aims },
    kill: async (victim, slot, step, intent) => void deaths.push(`${victim} ${slot} ${step} ${intent}`),
  })
  await proxy.open()
  const client = new pg.Client({ connectionString: withPort(databaseUrl, proxy.port) })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('create temporary table written (id uuid)')
    const id = randomUUID()
    aims.know(`id/${id}`, 7)
    await work(client, aims, deaths, id, proxy.port)
  } finally {
    proxy.close()
  }
}

const beforeOutcome: Aim = { commit: 'outcome', by: 'app', kill: 'caller', when: 'before' }

test.each([
  ['sent again', undefined],
  ['sent by its name', 'outcome'],
])('somebody dies before the commit of a statement that is %s', (_, name) =>
  behindProxy(async (client, aims, deaths, id) => {
    await transact(client, { id, name })
    expect(deaths).toEqual([])

    aims.arm(7, [beforeOutcome])
    await transact(client, { id: randomUUID(), name })
    expect([deaths, aims.struck(7)]).toEqual([[], 0])
    await expect(transact(client, { id, name })).rejects.toThrow('Connection terminated unexpectedly')
    expect([deaths, aims.struck(7)]).toEqual([['caller app-1 before commit of outcome 7'], 1])
  }),
)

test.each<[string, Partial<Work>]>([
  ['is at another step', { step: 'begin-payment' }],
  ['has changed nothing', { text: 'update written set id = id where id = $1' }],
  ['has only read', { text: 'select $1::uuid' }],
  ['is rolled back', { end: 'ROLLBACK' }],
])('nobody dies at a transaction that %s, nor by it at what comes next', (_, work) =>
  behindProxy(async (client, aims, deaths, id) => {
    aims.arm(7, [beforeOutcome])
    await transact(client, { id, ...work })
    await client.query('select $1::uuid', [id])
    await client.query('insert into written values ($1)', [id])
    expect([deaths, aims.struck(7)]).toEqual([[], 0])
  }),
)

test.each(['before', 'after'] as const)('somebody dies %s the product’s statement that commits by itself', (when) =>
  behindProxy(async (_, aims, deaths, __, port) => {
    const context = await createOrg({ active: false })
    const orgId = context.org.id
    await createJob(context, 100_000)
    const { id } = await forOrg(orgId, (tx) => tx.customer.findFirstOrThrow())
    aims.know(`id/${id}`, 7)
    aims.arm(7, [{ commit: 'customer', by: 'app', kill: 'caller', when }])
    const row = { customer_id: id, merchant_key: 'local:someone', paysimple_id: '17' }
    const note = () => insertForOrg({ orgId, step: 'note-customer' }, 'paysimple_customer', row)
    await expect(through(port, note)).rejects.toThrow('Connection terminated unexpectedly')
    expect([deaths, aims.struck(7)]).toEqual([[`caller app-1 ${when} commit of customer 7`], 1])
    expect(await forOrg(orgId, (tx) => tx.paySimpleCustomer.count({ where: { customerId: id } }))).toBe(
      when === 'after' ? 1 : 0,
    )
  }),
)

test('the product’s transactions name their steps, and once each', () =>
  behindProxy(async (_, aims, __, ___, port) => {
    const job = await createJob(context, 100_000)
    const payment = paymentOf(job.number, 25_000)
    const steps: string[] = []
    aims.onCommit = (_slot, commit) => {
      steps.push(commit)
      return []
    }
    await through(port, async () => {
      expect(await takePayment(context, payment)).toMatchObject({ state: 'authorized' })
      expect(await takePayment(context, payment)).toMatchObject({ state: 'authorized' })
      expect(await reversePayment(context, asked(await rowOf(payment.paymentId)))).toMatchObject({ status: 'done' })
    })
    expect(steps).toEqual(['row', 'customer', 'outcome', 'reversal', 'outcome'])
  }))
