import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAims } from '@/e2e/chaos/aims'
import { createPostgresProxy } from '@/e2e/chaos/postgres-proxy'
import { startChild } from '../tools/process/children'
import { freePort } from '../tools/process/ports'
import { until } from '../tools/process/wait'
import { programArguments } from '../tools/stack/programs'

const databaseUrl = process.env.DATABASE_URL ?? ''
const db = new pg.Client({ connectionString: databaseUrl })
/** Holds what the worker is to wait for. */
const holder = new pg.Client({ connectionString: databaseUrl })
beforeAll(async () => void (await Promise.all([db.connect(), holder.connect()])))
afterAll(async () => void (await Promise.all([db.end(), holder.end()])))

const withPort = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href
const portOf = (url: string) => Number(new URL(url).port)

const addJob = () =>
  db.query("select graphile_worker.add_job('send-email', $1)", [
    JSON.stringify({ orgId: crypto.randomUUID(), emailId: crypto.randomUUID() }),
  ])
const isWaiting = async () =>
  (
    await db.query(
      `select 1 from pg_locks where not granted and relation is not null
         and database = (select oid from pg_database where datname = current_database())`,
    )
  ).rowCount

async function startWorker(port: number, onLine: (line: string) => void) {
  return startChild({
    name: 'worker',
    args: (await programArguments()).worker,
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'error' },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', SANDBOX_URL: 'http://127.0.0.1:1' },
      DATABASE_URL: '',
      WORKER_DATABASE_URL: withPort(process.env.WORKER_DATABASE_URL ?? '', port),
      APP_DATABASE_URL: withPort(process.env.APP_DATABASE_URL ?? '', port),
    },
    onLine,
  })
}

// What its queue does without a database is not ours to fix: a new process is, and whoever starts workers does that.
test.each([
  ['idle', async () => {}],
  [
    'in the middle of a job',
    async () => {
      await holder.query('lock table email in access exclusive mode')
      await addJob()
      await until(isWaiting, { what: 'the job to be under way' })
    },
  ],
])('a worker that loses its database ends, to be started again: %s', async (_, occupy) => {
  const port = await freePort()
  const proxy = createPostgresProxy({
    ...{ slot: 'worker', port, upstreamPort: () => portOf(databaseUrl), aims: createAims(() => {}) },
    kill: async () => {},
  })
  await proxy.open()
  const said: string[] = []
  const worker = await startWorker(port, (line) => said.push(line))
  try {
    await worker.says(/worker ready/)
    await holder.query('begin')
    await occupy()
    proxy.close()
    expect(await worker.exited, said.join('\n')).toBe('with code 1')
  } finally {
    await holder.query('rollback')
    await worker.stop()
    proxy.close()
  }
})

test('a database that is not there from the start is said, and ends it', async () => {
  const said: string[] = []
  const worker = await startWorker(1, (line) => said.push(line))
  try {
    expect(await worker.exited).toBe('with code 1')
  } finally {
    await worker.stop()
  }
  expect(said.join('\n')).toContain('at 127.0.0.1:1: connect ECONNREFUSED')
  expect(said.join('\n')).not.toContain(new URL(databaseUrl).password)
})
