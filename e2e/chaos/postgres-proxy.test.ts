import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { freePort } from '@/scripts/ports'
import { createAims } from './aims'
import { createPostgresProxy } from './postgres-proxy'

/** One transaction that writes an outcome, as the product's own do; a statement with a name is sent once. */
async function writeOutcome(client: pg.Client, id: string, name?: string) {
  const text = `UPDATE "public"."payment" SET "status" = 'authorized' WHERE id = $1`
  await client.query({ name: name && `begin ${name}`, text: 'BEGIN' })
  await client.query({ name, text, values: [id] })
  await client.query({ name: name && `commit ${name}`, text: 'COMMIT' })
}

test.each([
  ['sent anew', undefined],
  ['sent by its name', 'outcome'],
])('somebody dies before the commit of a statement that is %s', async (_, name) => {
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
    await writeOutcome(client, id, name)
    expect(deaths).toEqual([])

    aims.arm(7, [{ commit: 'outcome', by: 'app', kill: 'caller', when: 'before' }])
    await writeOutcome(client, randomUUID(), name)
    expect([deaths, aims.struck(7)]).toEqual([[], 0])
    await expect(writeOutcome(client, id, name)).rejects.toThrow()
    expect([deaths, aims.struck(7)]).toEqual([['caller app-1 before commit of outcome 7'], 1])
  } finally {
    proxy.close()
  }
})
