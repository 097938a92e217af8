// npm run worker: runs the queue's jobs and the clock's. As many of them as you like may run, on any machine that
// reaches the database.
import { EventEmitter } from 'node:events'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import { watchAbandonedJobs } from '../tools/postgres/abandoned-jobs'
import { requireNarrowRole } from '../tools/postgres/app-role'
import { connect } from '../tools/postgres/connect'
import { checkSameDatabase, requireInstallation } from '../tools/postgres/installation'
import { requireSchema } from '../tools/postgres/schema-guard'
import { main, Problem } from '../tools/process/problem'
import { NEEDED_BY_WORKER, readEnvironment } from '../tools/stack/environment'

await main(async () => {
  const { local, variables } = readEnvironment(undefined, NEEDED_BY_WORKER)
  const { WORKER_DATABASE_URL: queueUrl } = variables
  if (!queueUrl || !variables.APP_DATABASE_URL)
    throw new Problem(
      'There is no database to work for. Run npm start, which brings a worker, or set WORKER_DATABASE_URL and APP_DATABASE_URL.',
    )
  Object.assign(process.env, variables)
  delete process.env.DATABASE_URL // a .env file may name the owner's
  const queue = await connect(queueUrl, 'WORKER_DATABASE_URL')
  const app = await connect(variables.APP_DATABASE_URL, 'APP_DATABASE_URL')
  try {
    await requireNarrowRole('worker', queue)
    await requireInstallation(app, local ? 'local' : 'production')
    await checkSameDatabase(queue, app)
    await requireSchema(app)
  } finally {
    await Promise.all([queue.end(), app.end()])
  }

  // only now: they read the environment
  const { moveClock } = await import('@/lib/dates')
  const { env } = await import('@/lib/env')
  const { log } = await import('@/lib/log')
  const { crontab, mailTasks, moneyTasks, paperTasks, PLACES } = await import('@/lib/worker/tasks')
  const { canSeal } = await import('@/lib/seal/can-seal')
  const { sweepSeals } = await import('@/lib/sealing/sweep-seals')
  const { sweep } = await import('@/lib/payments/reconcile/sweep')
  const { recordStart } = await import('@/lib/security/record-start')
  const { startBounceServer } = await import('@/lib/email/bounce-server')
  const { serveMetrics } = await import('@/lib/metrics/serve')
  moveClock(env().CLOCK_AHEAD_SECONDS * 1000)
  await serveMetrics(env().METRICS_PORT, env().METRICS_HOST).catch((error: Error) => {
    throw new Problem(error.message)
  })
  const { BOUNCE_PORT, BOUNCE_HOST } = env()
  const bounces =
    BOUNCE_PORT === undefined
      ? null
      : await startBounceServer(BOUNCE_PORT, BOUNCE_HOST).catch((error: Error) => {
          throw new Problem(error.message)
        })
  let onLost: (problem: Problem) => void = () => {}
  const lost = new Promise<never>((_, reject) => {
    onLost = reject
  })
  lost.catch(() => {}) // it may be heard of before it is waited for
  const abandoned = await watchAbandonedJobs(queueUrl, (reason) =>
    onLost(new Problem(`The connection to the database was lost (${reason}). Start the worker again when it is back.`)),
  )
  const events: WorkerEvents = new EventEmitter()
  abandoned.announceFrom(events)
  const shared = {
    connectionString: queueUrl,
    pollInterval: 1000,
    events,
    // The message names task and job; the details, which it is not given, hold the payload.
    logger: new Logger(() => (level, message) => {
      const write = level === 'error' ? log.error : level === 'warning' ? log.warn : log.debug
      write.call(log, { event: 'queue_message' }, message)
    }),
  }
  // Three pools in one process: mail that hangs takes no place of money's, nor do papers that are sealed.
  const money = await run({ ...shared, concurrency: PLACES.money, taskList: moneyTasks, crontab })
  const mail = await run({ ...shared, concurrency: PLACES.mail, taskList: mailTasks, parsedCronItems: [] })
  const papers = await run({ ...shared, concurrency: PLACES.papers, taskList: paperTasks, parsedCronItems: [] })
  // What was unconfirmed while no worker was there has waited long enough.
  await sweep({ atOnce: true })
  await sweepSeals()
  await canSeal() // the log says why not, and what to do, before somebody has signed
  await recordStart('worker_started')
  console.log('worker ready')
  // It ends when SIGTERM or SIGINT has let the running jobs finish; an email still under way after five seconds is broken
  // off. Without its database, which frees its jobs, it ends at once and in the middle of them, as by a kill: the queue's
  // own shutdown tries for long to note the outcome of them.
  await Promise.race([Promise.all([money.promise, mail.promise, papers.promise]), lost])
  await bounces?.stop()
  await abandoned.stop()
  return 0
})
