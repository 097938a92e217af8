import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { GET as getHealth } from '@/app/api/health/route'
import { GET as getReady } from '@/app/api/ready/route'
import { knownMigrations } from '@/lib/known-migrations'
import { getMissingMigration } from '@/lib/schema-state'
import { createStop, isDraining } from './stop'

// Whether an app is ready, what it says while it ends, and that it ends without cutting anything off.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const holder = globalThis as { plumblineDraining?: boolean }
const agent = new Agent({ keepAlive: true })
let server: Server
afterEach(() => {
  delete holder.plumblineDraining
  agent.destroy()
  server?.closeAllConnections()
  server?.close()
})

const answerOf = async (response: Response) => ({ status: response.status, body: await response.json() })

test('an app is ready while the database and the queue answer', async () => {
  const { status, body } = await answerOf(await getReady())
  expect(status).toBe(200)
  expect(body).toMatchObject({ ok: true, queueLagSeconds: expect.any(Number), mail: { ok: expect.any(Boolean) } })
})

test('it is not on tables that lack a migration; newer ones are right', async () => {
  const last = knownMigrations().at(-1) ?? ''
  const note = (name: string) =>
    owner.query('update _prisma_migrations set rolled_back_at = now() where migration_name = $1', [name])
  await note(last)
  try {
    expect(await answerOf(await getReady())).toEqual({
      status: 503,
      body: { ok: false, reason: 'schema', migration: last },
    })
  } finally {
    await owner.query('update _prisma_migrations set rolled_back_at = null where migration_name = $1', [last])
  }
  expect(await getMissingMigration()).toBeUndefined()
  expect(await getMissingMigration(knownMigrations().slice(0, -1))).toBeUndefined()
})

test('it is not without its database, and lives all the same', async () => {
  await owner.query('alter function applied_migrations() rename to gone')
  try {
    const { status, body } = await answerOf(await getReady())
    expect(status).toBe(503)
    expect(body).toEqual({ ok: false, reason: 'database', error: expect.stringMatching(/^[0-9A-F]{8}$/) })
    expect(await answerOf(getHealth())).toEqual({ status: 200, body: { ok: true, page: 'unchecked' } })
  } finally {
    await owner.query('alter function gone() rename to applied_migrations')
  }
})

test('however many ask at once, the database is asked once', async () => {
  // Holds each question up, and counts those that wait.
  await owner.query('begin')
  await owner.query('lock table mail_server in access exclusive mode')
  const asked = Array.from({ length: 40 }, () => getReady())
  const waiting = async () => {
    const { rows } = await owner.query(
      // Copies of one database have the same tables under the same numbers.
      `select count(*)::int as many from pg_locks where not granted and relation = $1::regclass
         and database = (select oid from pg_database where datname = current_database())`,
      ['mail_server'],
    )
    return rows[0].many
  }
  try {
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0))
    for (let look = 0; look < 20; look++) expect(await waiting()).toBe(1)
  } finally {
    await owner.query('rollback')
  }
  const answers = await Promise.all((await Promise.all(asked)).map(answerOf))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  // The next one is asked anew.
  expect((await getReady()).status).toBe(200)
})

test('it is not once it was told to end, and lives', async () => {
  holder.plumblineDraining = true
  expect(await answerOf(await getReady())).toEqual({ status: 503, body: { ok: false, reason: 'ending' } })
  expect(getHealth().status).toBe(200)
})

/** A server that is told to end, with answers that wait until they are told to. */
async function ending({ drainMs = 0, lastRequestsMs = 8_000 } = {}) {
  const open = new Set<ServerResponse>()
  const finish: (() => void)[] = []
  server = createServer((request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    if (request.url === '/stream') return void response.setHeader('content-type', 'text/event-stream').write('a')
    if (request.url === '/slow') return void finish.push(() => response.end('all of it'))
    response.end('at once')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((done) => server.close(() => done()))
  const stop = createStop({ ...{ server, open, drainMs, lastRequestsMs }, close: () => close })
  return {
    ...{ open, finish, stop },
    ask: (path: string) =>
      new Promise<string>((resolve, reject) => {
        const request = get({ port, path, host: '127.0.0.1', agent }, async (response: IncomingMessage) => {
          try {
            resolve((await response.setEncoding('utf8').toArray()).join(''))
          } catch (error) {
            reject(error)
          }
        })
        request.on('error', reject)
      }),
    begun: (many: number) => vi.waitFor(() => expect(open.size).toBe(many)),
  }
}

test('what is under way ends, its kept connection holds nothing up, and a stream is let go', async () => {
  const { ask, stop, finish, begun } = await ending({ lastRequestsMs: 60_000 })
  const slow = ask('/slow')
  const stream = ask('/stream')
  stream.catch(() => {})
  await begun(2)
  let isOver = false
  const over = stop().then(() => {
    isOver = true
  })
  await expect(stream).rejects.toThrow('aborted')
  await expect(ask('/at-once')).rejects.toThrow(/ECONNREFUSED|socket hang up|ECONNRESET/)
  expect(isOver).toBe(false)
  for (const each of finish) each()
  expect(await slow).toBe('all of it')
  await over // long before the connection's own 5 seconds, and the minute for what is under way
})

test('it serves on while it drains, and a second signal changes nothing', async () => {
  const { ask, stop } = await ending({ drainMs: 300 })
  const begun = performance.now()
  const over = stop()
  expect(stop()).toBe(over)
  expect(isDraining()).toBe(true)
  expect(await ask('/at-once')).toBe('at once')
  await over
  expect(performance.now() - begun).toBeGreaterThanOrEqual(290)
  await expect(ask('/at-once')).rejects.toThrow()
})

test('what takes too long is cut off', async () => {
  const { ask, stop, begun } = await ending({ lastRequestsMs: 100 })
  const slow = ask('/slow')
  slow.catch(() => {})
  await begun(1)
  await stop()
  await expect(slow).rejects.toThrow('socket hang up')
})
