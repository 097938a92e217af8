import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChild } from './children'
import { until } from './wait'

const databaseUrl = process.env.DATABASE_URL ?? ''
const db = new pg.Client({ connectionString: databaseUrl })
beforeAll(() => db.connect())
afterAll(() => db.end())

/** Breaks every other connection to this database, as a server that is started again does. */
const breakConnections = () =>
  db.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> $1', [
    (db as unknown as { processID: number }).processID,
  ])

const jobs = async () =>
  (await db.query('select count(*)::int as count from graphile_worker._private_jobs')).rows[0].count

const startWorker = (onLine: (line: string) => void, url = databaseUrl) =>
  startChild({
    name: 'worker',
    args: ['--conditions=react-server', '--import', 'tsx', 'scripts/worker.ts'],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'error', TSX_TSCONFIG_PATH: 'scripts/tsconfig.json', DATABASE_URL: url },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', SANDBOX_URL: 'http://127.0.0.1:1' },
    },
    onLine,
  })

test('a worker whose connections break goes on in the same process, each time, and ends when it is told to', async () => {
  const said: string[] = []
  const worker = startWorker((line) => said.push(line))
  const readyTimes = () => said.filter((line) => line === 'worker ready').length
  try {
    for (let times = 1; times <= 3; times++) {
      await until(
        () => {
          expect(worker.ended(), said.join('\n')).toBeUndefined()
          return readyTimes() === times
        },
        { what: 'the worker to be ready' },
      )
      await db.query(
        `select graphile_worker.add_job('send-email', '{"orgId": "${crypto.randomUUID()}", "emailId": "${crypto.randomUUID()}"}')`,
      )
      await until(async () => (await jobs()) === 0, { what: 'the job to be done' })
      if (times < 3) await breakConnections()
    }
    expect(said.filter((line) => line.includes('The connection to the database was lost'))).toHaveLength(2)
  } finally {
    await worker.stop()
  }
  expect(worker.ended()).toMatch(/SIGTERM|with code 0/)
})

test('a database that is not there from the start is said, and ends it', async () => {
  const said: string[] = []
  const worker = startWorker((line) => said.push(line), 'postgresql://nobody:secret@127.0.0.1:1/nothing')
  try {
    expect(await worker.exited).toBe('with code 1')
  } finally {
    await worker.stop()
  }
  expect(said.join('\n')).toContain('The database nothing at 127.0.0.1:1 does not let us in')
  expect(said.join('\n')).not.toContain('secret')
})
