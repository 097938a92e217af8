// npm run worker: runs the queue's jobs and the clock's. As many of them as you like may run, on any machine that
// reaches the database. A database that goes away is waited for.
import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { watchAbandonedJobs } from './abandoned-jobs'
import { appDatabaseUrl } from './app-role'
import { connectOwner } from './connect'
import { readEnvironment } from './environment'
import { runningPostgres } from './postgres'
import { main, Problem } from './problem'
import { until } from './wait'

const CONCURRENCY = 8

await main(async () => {
  const { variables } = readEnvironment()
  variables.DATABASE_URL ??= await runningPostgres()
  if (!variables.DATABASE_URL)
    throw new Problem('There is no database to work for. Run npm start, which brings a worker, or set DATABASE_URL.')
  variables.APP_DATABASE_URL ??= appDatabaseUrl(variables.DATABASE_URL, variables.AUTH_SECRET ?? '')
  Object.assign(process.env, variables)

  // only now: they read the environment
  const { moveClock } = await import('@/lib/dates')
  const { env } = await import('@/lib/env')
  const { log } = await import('@/lib/log')
  moveClock(env().CLOCK_AHEAD_SECONDS * 1000)
  const url = variables.DATABASE_URL
  await (await connectOwner(url)).end() // one that is not there from the start is for a person to put right
  for (;;) {
    const lost = await work(url)
    if (lost === undefined) return 0
    log.error(`The connection to the database was lost (${lost}). The worker goes on as soon as it is back.`)
    await until(() => isThere(url), { what: 'the database', timeoutMs: Number.POSITIVE_INFINITY, everyMs: 500 })
  }
})

function isThere(databaseUrl: string): Promise<boolean> {
  return connectOwner(databaseUrl).then(
    (client) => client.end().then(() => true),
    () => false,
  )
}

/**
 * Works until SIGTERM or SIGINT has let the running jobs finish, or until the database is gone: others may then take
 * this worker for dead, and free its jobs. @returns why the database was lost, or nothing @throws whatever else goes wrong
 */
async function work(databaseUrl: string): Promise<string | undefined> {
  const { log } = await import('@/lib/log')
  const { crontab, taskList } = await import('@/lib/queue-tasks')
  const { sweep } = await import('@/lib/payments/sweep')
  // A connection that breaks is heard of by whoever uses it next.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONCURRENCY + 2 })
    .on('error', () => {})
    .on('connect', (client) => client.on('error', () => {}))
  const events: WorkerEvents = new EventEmitter()
  let runner: Runner | undefined
  let lost: string | undefined
  let abandoned: Awaited<ReturnType<typeof watchAbandonedJobs>> | undefined
  try {
    abandoned = await watchAbandonedJobs(databaseUrl, (reason) => {
      lost ??= reason
      void runner?.stop().catch(() => {})
    })
    abandoned.announceFrom(events)
    runner = await run({
      pgPool: pool,
      // Noted in batches, what became of a job is tried again while the database is away; one by one, a failure to note
      // it would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      concurrency: CONCURRENCY,
      pollInterval: 1000,
      taskList,
      crontab,
      events,
      // The message names task and job; the details, which it is not given, hold the payload.
      logger: new Logger(() => (level, message) => {
        if (level === 'error') log.error(message)
        else if (level === 'warning') log.warn(message)
        else log.debug(message)
      }),
    })
    if (lost !== undefined) return lost // while it was starting
    // What was in doubt while no worker was there has waited long enough.
    await sweep({ atOnce: true })
    console.log('worker ready')
    await runner.promise
    return lost
  } catch (error) {
    // A database that goes away meanwhile fails whatever is under way, before or after it is heard of.
    if (lost === undefined && (await isThere(databaseUrl))) throw error
    return lost ?? (error as Error).message
  } finally {
    await runner?.stop().catch(() => {}) // it has stopped already, unless something failed
    await abandoned?.stop()
    void pool.end()
  }
}
