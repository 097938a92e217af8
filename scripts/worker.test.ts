import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAims } from '@/e2e/chaos/aims'
import { createPostgresProxy } from '@/e2e/chaos/postgres-proxy'
import { startChild } from './children'
import { freePort } from './ports'
import { until } from './wait'

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
const countJobs = async () =>
  (await db.query('select count(*)::int as count from graphile_worker._private_jobs')).rows[0].count
const isWaiting = async () =>
  (await db.query('select 1 from pg_locks where not granted and relation is not null')).rowCount

function startWorker(port: number, onLine: (line: string) => void) {
  return startChild({
    name: 'worker',
    args: ['--import', 'tsx', 'scripts/worker.ts'],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'error', TSX_TSCONFIG_PATH: 'scripts/tsconfig.json' },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', SANDBOX_URL: 'http://127.0.0.1:1' },
      DATABASE_URL: withPort(databaseUrl, port),
      APP_DATABASE_URL: withPort(process.env.APP_DATABASE_URL ?? '', port),
    },
    onLine,
  })
}

test('a worker outlives its database, in the middle of a job too, and ends when it is told to', async () => {
  const port = await freePort()
  const proxy = createPostgresProxy({
    ...{ slot: 'worker', port, upstreamPort: () => portOf(databaseUrl), aims: createAims(() => {}) },
    kill: async () => {},
  })
  await proxy.open()
  const said: string[] = []
  const worker = startWorker(port, (line) => said.push(line))
  const says = (line: string, times: number) =>
    until(
      () => {
        expect(worker.ended(), said.join('\n')).toBeUndefined()
        return said.filter((one) => one.includes(line)).length === times
      },
      { what: `"${line}", ${times} times: ${said.join('\n')}` },
    )
  try {
    for (let times = 1; times <= 2; times++) {
      await says('worker ready', times)
      await holder.query('begin')
      await holder.query('lock table email in access exclusive mode')
      await addJob()
      await until(isWaiting, { what: 'the job to be under way' })
      proxy.close() // what the job did cannot be noted now
      await says('The connection to the database was lost', times)
      await holder.query('rollback')
      await proxy.open()
      await says('worker ready', times + 1)
      await until(async () => (await countJobs()) === 0, { what: 'the job to be done' })
    }
  } finally {
    await worker.stop()
    proxy.close()
  }
  expect(worker.ended()).toMatch(/SIGTERM|with code 0/)
})

test('a database that is not there from the start is said, and ends it', async () => {
  const said: string[] = []
  const worker = startWorker(1, (line) => said.push(line))
  try {
    expect(await worker.exited).toBe('with code 1')
  } finally {
    await worker.stop()
  }
  expect(said.join('\n')).toContain('at 127.0.0.1:1 does not let us in')
  expect(said.join('\n')).not.toContain(new URL(databaseUrl).password)
})
