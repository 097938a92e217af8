// PostgreSQL, an app and a worker, each of which can be killed, and held at a step of its work.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '@/tools/postgres/migrate'
import { startPostgres, stopPostgres } from '@/tools/postgres/postgres'
import { guardProcess, unguardProcess } from '@/tools/process/guard'
import { freePort } from '@/tools/process/ports'
import type { Orders, Reply } from '../actor'
import { killPostgres } from '../kill-postgres'
import { createOrders } from '../orders'
import { type Running, startProcess } from '../process'

/** Longer than a worker's claim to an email holds: each worker starts that much later, and needn't wait for a dead one's. */
export const CLAIM_SECONDS = 150

type SystemOptions = {
  folder: string
  /** The folder with the compiled actor and worker. */
  programs: string
  mailUrl: string
  onLine: (name: string, line: string) => void
}

/** PostgreSQL, an app and a worker, each to be killed. */
export async function startSealSystem({ folder, programs, mailUrl, onLine }: SystemOptions) {
  const dir = path.join(folder, 'postgres')
  let database = await startPostgres({ dir, port: await freePort() })
  guardProcess(database.pid, 'SIGINT')
  const { appUrl, workerUrl } = await migrate({ databaseUrl: database.url(), deployment: 'local' })
  const { PATH, HOME, TMPDIR, LANG } = process.env
  let clockAhead = 0
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
  }
  /** An address of the server as it is now: its next start may be on another port. */
  const here = (url: string) => Object.assign(new URL(url), { port: new URL(database.url()).port }).href
  const environment = (isApp: boolean): NodeJS.ProcessEnv => ({
    ...{ PATH, HOME, TMPDIR, LANG, NODE_ENV: 'production', DEPLOYMENT: 'local', APP_URL: 'http://localhost:3000' },
    ...(isApp && { DATABASE_URL: database.url() }),
    ...{ APP_DATABASE_URL: here(appUrl), WORKER_DATABASE_URL: here(workerUrl), ...secrets, SMTP_URL: mailUrl },
    ...{ CLOCK_AHEAD_SECONDS: String(clockAhead), FILES_DIR: path.join(folder, 'files'), LOG_LEVEL: 'warn' },
  })
  const orders = createOrders()
  const start = (name: 'app' | 'worker'): Running => {
    const isApp = name === 'app'
    const running = startProcess({
      name,
      args: ['--liftoff-only', path.join(programs, isApp ? 'actor.mjs' : 'worker.mjs')],
      env: environment(isApp),
      ready: isApp ? /app ready/ : /worker ready/,
      onLine: (line) => onLine(name, line),
      ...(isApp && { onMessage: (message) => orders.onReply(message as Reply) }),
    })
    if (isApp) void running.ended.then(() => orders.drop(name))
    return running
  }
  let app = start('app')
  let worker: Running | undefined
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url() })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  let owner = await connect()

  async function query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    for (let attempt = 1; ; attempt++)
      try {
        return (await owner.query<T>(text, values)).rows
      } catch (error) {
        if (attempt >= 20) throw error
        await pause(200)
        owner = await connect().catch(() => owner)
      }
  }

  return {
    query,

    /** Has the app do something. @throws Refused, Killed when it died before it answered, Error when it failed */
    async order<K extends keyof Orders>(order: K, input: Parameters<Orders[K]>[0]) {
      await app.ready
      return await orders.give(app, order, input)
    },

    /** Starts the worker where there is none. */
    async startWorker(): Promise<void> {
      if (!worker) {
        clockAhead += CLAIM_SECONDS
        worker = start('worker')
      }
      // It may come to what is held for it before it says that it's ready.
      await Promise.race([worker.ready.catch(() => {}), pause(100)])
    },
    async stopWorker(): Promise<void> {
      const running = worker
      worker = undefined
      await running?.kill()
    },

    /** Lets nobody write to a table until it's released. */
    async hold(table: string): Promise<() => Promise<void>> {
      const client = await connect()
      await client.query(`begin; lock table ${table} in exclusive mode`)
      return () => client.end().catch(() => {})
    },
    /** Whether somebody waits for that table, to write this column of it. */
    waits: async (table: string, column = '') =>
      (
        await query(
          `select 1 from pg_locks join pg_stat_activity activity using (pid)
           where relation = $1::regclass and not granted and position($2 in split_part(activity.query, ' WHERE ', 1)) > 0`,
          [table, column],
        )
      ).length > 0,

    async kill(victim: 'app' | 'worker' | 'database'): Promise<void> {
      if (victim === 'app') {
        await app.kill()
        app = start('app')
      } else if (victim === 'worker') {
        const running = worker
        worker = undefined
        await running?.kill()
      } else {
        unguardProcess(database.pid)
        killPostgres(database.pid)
        await owner.end().catch(() => {})
        database = await startPostgres({ dir })
        guardProcess(database.pid, 'SIGINT')
        owner = await connect()
        await app.kill()
        app = start('app')
      }
    },

    /** Lets time pass for the worker, and for what waits in the queue. */
    async later(seconds: number): Promise<void> {
      const running = worker
      await running?.kill()
      clockAhead += seconds
      await query("update graphile_worker._private_jobs set run_at = run_at - $1 * interval '1 second'", [seconds])
      worker = start('worker')
      await worker.ready
    },

    /** Whether no paper waits for its seal, and no email to go out, within that time. */
    async settled(patienceMs: number): Promise<boolean> {
      const deadline = Date.now() + patienceMs
      for (;;) {
        await query(
          "update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null and key like any (array['seal:%', 'email:%'])",
        )
        const [open] = await query(
          `select 1 from email where status in ('queued', 'retrying')
           union all select 1 from document where stage = 'signed' and not exists (
             select from sealed_file where sealed_file.document_id = document.id)`,
        )
        if (!open) return true
        if (Date.now() > deadline) return false
        await pause(500)
      }
    },

    async stop(): Promise<void> {
      await Promise.all([app.kill(), worker?.kill()])
      await owner.end().catch(() => {})
      await stopPostgres(dir)
      unguardProcess(database.pid)
    },
  }
}

export type SealSystem = Awaited<ReturnType<typeof startSealSystem>>
