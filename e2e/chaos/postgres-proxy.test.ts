import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { freePort } from '@/scripts/ports'
import { type Aims, createAims } from './aims'
import { createPostgresProxy } from './postgres-proxy'

/** One transaction that writes an outcome, as the product's own do; a statement with a name is sent once. */
async function writeOutcome(client: pg.Client, id: string, name?: string) {
  const text = `UPDATE "public"."payment" SET "status" = 'authorized' WHERE id = $1`
  await client.query({ name: name && `begin ${name}`, text: 'BEGIN' })
  await client.query({ name, text, values: [id] })
  await client.query({ name: name && `commit ${name}`, text: 'COMMIT' })
}

/** A client of a proxy that writes down who dies; it knows payment and customer 7 by `id`. */
async function behindProxy(work: (client: pg.Client, aims: Aims, deaths: string[], id: string) => Promise<void>) {
  const deaths: string[] = []
  const aims = createAims(() => {})
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const upstreamPort = Number(new URL(databaseUrl).port)
  const proxy = createPostgresProxy({
    ...{ slot: 'app-1', port: await freePort(), upstreamPort: () => upstreamPort, aims },
    kill: async (victim, slot, step, intent) => void deaths.push(`${victim} ${slot} ${step} ${intent}`),
  })
  await proxy.open()
  const client = new pg.Client({
    connectionString: Object.assign(new URL(databaseUrl), { port: String(proxy.port) }).href,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const id = randomUUID()
    aims.know(`id/${id}`, 7)
    await work(client, aims, deaths, id)
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

test.each(['before', 'after'] as const)('somebody dies %s a statement that commits by itself', (when) =>
  behindProxy(async (client, aims, deaths, id) => {
    const context = await createOrg({ active: false })
    await createJob(context, 100_000)
    const customer = await forOrg(context.org.id, (tx) => tx.customer.findFirstOrThrow())
    const note = () =>
      client.query(
        `with scope as (select set_config('app.org_id', $1::text, true))
         insert into public.paysimple_customer (org_id, customer_id, account_key, paysimple_id)
         select $1::uuid, $2, $3, $4 from scope`,
        [context.org.id, customer.id, 'local:someone', id],
      )
    const noted = () =>
      forOrg(context.org.id, (tx) => tx.paySimpleCustomer.count({ where: { customerId: customer.id } }))
    aims.know(`id/${customer.id}`, 7)
    aims.arm(7, [{ commit: 'customer', by: 'app', kill: 'caller', when }])
    await expect(note()).rejects.toThrow()
    expect([deaths, aims.struck(7)]).toEqual([[`caller app-1 ${when} commit of customer 7`], 1])
    expect(await noted()).toBe(when === 'after' ? 1 : 0)
  }),
)
