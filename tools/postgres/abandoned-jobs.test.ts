import { EventEmitter } from 'node:events'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../process/wait'
import { watchAbandonedJobs } from './abandoned-jobs'

const queueUrl = process.env.WORKER_DATABASE_URL ?? ''
const db = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => db.connect())
afterAll(() => db.end())

/** A job that a worker took a minute ago. */
async function jobTakenBy(worker: string): Promise<string> {
  const { rows } = await db.query("select id from graphile_worker.add_job('nothing')")
  const take =
    "update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - interval '1 minute' where id = $1"
  await db.query(take, [rows[0].id, worker])
  return rows[0].id
}

async function takenBy(job: string): Promise<string | null> {
  return (await db.query('select locked_by from graphile_worker._private_jobs where id = $1', [job])).rows[0].locked_by
}

const ANNOUNCED = `select 1 from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`

test('the jobs of a worker that is gone are freed, those of a living one are not', async () => {
  const fail = (reason: string) => {
    throw new Error(reason)
  }
  const living = await watchAbandonedJobs(queueUrl, fail)
  living.announce('alive')
  await until(async () => (await db.query(ANNOUNCED)).rows.length, {
    what: 'the announcement',
  })
  const [kept, freed] = [await jobTakenBy('alive'), await jobTakenBy('gone')]

  const other = await watchAbandonedJobs(queueUrl, fail)
  await until(async () => (await takenBy(freed)) === null, { what: 'the job to be freed' })
  expect(await takenBy(kept)).toBe('alive')

  await living.stop() // as a crash would: the connection is gone, and its lock with it
  await until(async () => (await takenBy(kept)) === null, { what: 'the other job to be freed' })
  await other.stop()
})

test('a job that takes long is not freed while its worker lives', async () => {
  const watch = await watchAbandonedJobs(queueUrl, (reason) => {
    throw new Error(reason)
  })
  const events: WorkerEvents = new EventEmitter()
  watch.announceFrom(events)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const logger = new Logger(() => () => {})
  const runner = await run({ connectionString: queueUrl, events, logger, taskList: { long: () => held } })
  const { rows } = await db.query("select id from graphile_worker.add_job('long')")
  const job: string = rows[0].id
  const holder = await until(() => takenBy(job), { what: 'the job to be taken' })
  await db.query("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where id = $1", [
    job,
  ])
  const other = await watchAbandonedJobs(queueUrl, () => {})
  // It frees everything at once: when this one is gone, it has looked.
  const gone = await jobTakenBy('gone')
  const third = await watchAbandonedJobs(queueUrl, () => {})
  await until(async () => (await takenBy(gone)) === null, { what: 'the other job to be freed' })
  expect(await takenBy(job)).toBe(holder)
  release()
  await runner.stop()
  for (const one of [watch, other, third]) await one.stop()
})

test('what is stopped while it asks has lost nothing', async () => {
  const lost: string[] = []
  const watch = await watchAbandonedJobs(queueUrl, (reason) => lost.push(reason))
  for (let n = 0; n < 20; n++) watch.announce(`stopping ${n}`)
  await watch.stop()
  await new Promise((resolve) => setImmediate(resolve))
  expect(lost).toEqual([])
})
