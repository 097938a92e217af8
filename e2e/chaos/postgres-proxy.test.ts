import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { forOrg, insertForOrg } from '@/lib/db'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { freePort } from '@/tools/process/ports'
import { type Aims, createAims } from './aims'
import { createPostgresProxy } from './postgres-proxy'

/** One transaction that writes an outcome, as the product's own do; a statement with a name is sent once. */
async function writeOutcome(client: pg.Client, id: string, name?: string) {
  const text = `UPDATE "public"."payment" SET "status" = 'authorized' WHERE id = $1`
  await client.query({ name: name && `begin ${name}`, text: 'BEGIN' })
  await client.query({ name, text, values: [id] })
  await client.query({ name: name && `commit ${name}`, text: 'COMMIT' })
}

/** Has the product's own pool (lib/db.ts) connect through the proxy for a while. */
async function through<T>(port: number, work: () => Promise<T>): Promise<T> {
  const holder = globalThis as unknown as { plumblinePool: pg.Pool }
  const direct = holder.plumblinePool
  const connectionString = withPort(process.env.APP_DATABASE_URL ?? '', port)
  const pool = new pg.Pool({ connectionString })
  holder.plumblinePool = pool.on('error', () => {}).on('connect', (connection) => connection.on('error', () => {}))
  try {
    return await work()
  } finally {
    holder.plumblinePool = direct
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
    const id = randomUUID()
    aims.know(`id/${id}`, 7)
    await work(client, aims, deaths, id, proxy.port)
  } finally {
    proxy.close()
  }
}

test.each([
  ['sent anew', undefined],
  ['sent by its name', 'outcome'],
])('somebody dies before the commit of a statement that is %s', (_, name) =>
  behindProxy(async (client, aims, deaths, id) => {
    await writeOutcome(client, id, name)
    expect(deaths).toEqual([])

    aims.arm(7, [{ commit: 'outcome', by: 'app', kill: 'caller', when: 'before' }])
    await writeOutcome(client, randomUUID(), name)
    expect([deaths, aims.struck(7)]).toEqual([[], 0])
    await expect(writeOutcome(client, id, name)).rejects.toThrow()
    expect([deaths, aims.struck(7)]).toEqual([['caller app-1 before commit of outcome 7'], 1])
  }),
)

test('nobody dies at what is rolled back, nor by it at what comes next', () =>
  behindProxy(async (client, aims, deaths, id) => {
    aims.arm(7, [{ commit: 'outcome', by: 'app', kill: 'caller', when: 'before' }])
    await client.query('BEGIN')
    await client.query(`UPDATE "public"."payment" SET "status" = 'authorized' WHERE id = $1`, [id])
    await client.query('ROLLBACK')
    await client.query('select $1::uuid', [id])
    expect([deaths, aims.struck(7)]).toEqual([[], 0])
  }))

test.each(['before', 'after'] as const)('somebody dies %s the product’s statement that commits by itself', (when) =>
  behindProxy(async (_, aims, deaths, __, port) => {
    const context = await createOrg({ active: false })
    const orgId = context.org.id
    await createJob(context, 100_000)
    const { id } = await forOrg(orgId, (tx) => tx.customer.findFirstOrThrow())
    aims.know(`id/${id}`, 7)
    aims.arm(7, [{ commit: 'customer', by: 'app', kill: 'caller', when }])
    const row = { customer_id: id, merchant_key: 'local:someone', paysimple_id: '17' }
    await expect(through(port, () => insertForOrg(orgId, 'paysimple_customer', row))).rejects.toThrow()
    expect([deaths, aims.struck(7)]).toEqual([[`caller app-1 ${when} commit of customer 7`], 1])
    expect(await forOrg(orgId, (tx) => tx.paySimpleCustomer.count({ where: { customerId: id } }))).toBe(
      when === 'after' ? 1 : 0,
    )
  }),
)
