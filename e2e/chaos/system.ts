// The system under test with everything around it: PostgreSQL, the sandbox, two apps, two workers, a mail server, and
// between them the proxies through which they are broken. Whatever dies is started again, as an operator would have it.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '@/tools/postgres/migrate'
import { startPostgres, stopPostgres } from '@/tools/postgres/postgres'
import { guardProcess, unguardProcess } from '@/tools/process/guard'
import { freePort } from '@/tools/process/ports'
import { until } from '@/tools/process/wait'
import { sandboxControl } from '@/tools/sandbox/sandbox-control'
import type { Orders, Reply } from './actor'
import type { Aims, Victim } from './aims'
import { createHttpProxy, type HttpProxy } from './http-proxy'
import { killPostgres } from './kill-postgres'
import { createOrders } from './orders'
import { createPostgresProxy, type PostgresProxy } from './postgres-proxy'
import { Killed, type Running, startProcess } from './process'
import { createQueue } from './queue'

export type SystemOptions = {
  folder: string
  /** The folder with the compiled actor and worker. */
  programs: string
  aims: Aims
  /** Each worker's own mail server, so that it is known who is sending. */
  mailUrls: ReadonlyMap<string, string>
  /** API users and their keys, besides the first one. */
  clients: ReadonlyMap<string, string>
  onLine: (name: string, line: string) => void
}

const APPS = ['app-1', 'app-2'] as const
const WORKERS = ['worker-1', 'worker-2'] as const
type Slot = {
  name: string
  http: HttpProxy
  postgres: PostgresProxy
  running: Running | undefined
  orders: ReturnType<typeof createOrders>
}

const withPort = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href

export async function startSystem({ folder, programs, aims, mailUrls, clients, onLine }: SystemOptions) {
  mkdirSync(folder, { recursive: true })
  const dir = path.join(folder, 'postgres')
  let database = await startPostgres({ dir, port: await freePort() })
  guardProcess(database.pid, 'SIGINT')
  const authSecret = randomBytes(32).toString('base64url')
  const { appUrl, workerUrl } = await migrate({ databaseUrl: database.url(), deployment: 'local' })
  /**
   * Connections of our own, past the proxies, to the server as it is now: its next start may be on another port. None
   * is ended while the run goes on, because a pool that is ended never answers those who wait in it.
   */
  function connectOwners(): pg.Pool {
    const pool = new pg.Pool({ connectionString: database.url(), max: 8, connectionTimeoutMillis: 10_000 })
    pool.on('error', () => {})
    return pool
  }
  let owner = connectOwners()
  const databasePort = () => Number(new URL(database.url()).port)

  const sandboxPort = await freePort()
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const control = sandboxControl(sandboxUrl)
  let sandbox: Running | undefined
  let sandboxUp = Promise.resolve()
  let sandboxIsUp = false
  let policy = 'ach'
  let clockAhead = 0
  let stopping = false
  const slots = new Map<string, Slot>()
  const note = (what: 'kill' | 'down' | 'up' | 'crash', victim: string, step: string, intent?: number) =>
    aims.note({ at: Date.now(), what, victim, step, ...(intent !== undefined && { intent }) })

  const { PATH, HOME, TMPDIR, LANG } = process.env
  const machine = { PATH, HOME, TMPDIR, LANG, TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') }
  const environment = ({ name, http, postgres }: Slot): NodeJS.ProcessEnv => ({
    ...machine,
    NODE_ENV: 'production',
    DEPLOYMENT: 'local',
    APP_URL: 'http://localhost:3000',
    // An actor also makes the companies, as the owner.
    ...(name.startsWith('app') && { DATABASE_URL: withPort(database.url(), postgres.port) }),
    APP_DATABASE_URL: withPort(appUrl, postgres.port),
    WORKER_DATABASE_URL: withPort(workerUrl, postgres.port),
    AUTH_SECRET: authSecret,
    VAULT_KEYS: vaultKeys,
    SMTP_URL: mailUrls.get(name),
    SANDBOX_URL: http.url,
    PAYSIMPLE_TIMEOUT_SECONDS: '1',
    CLOCK_AHEAD_SECONDS: String(clockAhead),
    LOG_LEVEL: 'warn',
  })
  const vaultKeys = `1:${randomBytes(32).toString('base64')}`

  // ── Processes ───────────────────────────────────────────────────────────────────────────────────────────────

  function launch(slot: Slot): void {
    const isApp = slot.name.startsWith('app')
    const running = startProcess({
      name: slot.name,
      // None lives long enough for its WebAssembly (Prisma's) to be worth compiling twice.
      args: ['--liftoff-only', path.join(programs, isApp ? 'actor.mjs' : 'worker.mjs')],
      env: environment(slot),
      ready: isApp ? /app ready/ : /worker ready/,
      onLine: (line) => onLine(slot.name, line),
      ...(isApp && { onMessage: (message) => slot.orders.onReply(message as Reply) }),
    })
    slot.running = running
    running.ready.then(
      () => note('up', slot.name, ''),
      () => {}, // it died while it was starting
    )
    void running.ended.then(() => {
      slot.orders.drop(slot.name)
      // Killed by us, it has been replaced already.
      if (stopping || slot.running !== running) return
      note('crash', slot.name, 'by itself')
      void pause(500).then(() => !stopping && slot.running === running && launch(slot))
    })
  }

  async function killSlot(slot: Slot): Promise<void> {
    const { running } = slot
    if (!running) return
    slot.running = undefined
    await running.kill()
    if (!stopping && !slot.running) launch(slot)
  }

  async function startSandbox(): Promise<void> {
    const running = startProcess({
      name: 'sandbox',
      args: [
        ...['--import', 'tsx', 'sandbox/main.ts', '--port', String(sandboxPort)],
        ...['--data', path.join(folder, 'sandbox'), '--duplicates', policy],
      ],
      env: machine as NodeJS.Dict<string> as NodeJS.ProcessEnv,
      ready: /listening on/,
      onLine: (line) => onLine('sandbox', line),
    })
    sandbox = running
    void running.ended.then(async () => {
      if (stopping || sandbox !== running) return
      sandboxIsUp = false
      note('down', 'sandbox', '')
      await Promise.all([...slots.values()].map(({ http }) => http.close()))
      sandboxUp = startSandbox()
      await sandboxUp
    })
    // Killed while it was starting: what has replaced it goes on from here.
    if (
      !(await running.ready.then(
        () => true,
        () => false,
      ))
    )
      return
    // Keys are in the sandbox's memory only, and nobody may come before they are there.
    try {
      for (const [user, key] of clients) await control.addClient(user, key)
    } catch (error) {
      if (!running.child.ended()) throw error
    }
    if (running.child.ended()) return
    await Promise.all([...slots.values()].map(({ http }) => http.open()))
    sandboxIsUp = true
    note('up', 'sandbox', '')
  }

  let mending: Promise<void> | undefined
  async function killDatabase(): Promise<void> {
    mending ??= (async () => {
      const { pid } = database
      unguardProcess(pid)
      killPostgres(pid)
      note('down', 'database', '')
      for (const { postgres } of slots.values()) postgres.breakAll()
      await pause(200)
      database = await startPostgres({ dir })
      owner = connectOwners()
      guardProcess(database.pid, 'SIGINT')
      note('up', 'database', '')
    })().finally(() => {
      mending = undefined
    })
    await mending
  }

  async function kill(victim: Victim, name: string, step: string, intent: number): Promise<void> {
    const slot = slots.get(name)
    note('kill', victim === 'caller' ? name : victim, step, intent)
    if (victim === 'database') await killDatabase()
    else if (victim === 'sandbox') {
      await sandboxUp
      await sandbox?.kill()
    } else if (slot) await killSlot(slot)
  }

  /** Rows as the owner sees them: everybody's. Tries again while the database is coming back. */
  async function query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await owner.query<T>(text, values)).rows
      } catch (error) {
        if (attempt >= 20) throw error
        await pause(300)
      }
    }
  }

  // ── Start ───────────────────────────────────────────────────────────────────────────────────────────────────

  for (const name of [...APPS, ...WORKERS]) {
    const http = createHttpProxy({ slot: name, port: await freePort(), upstreamPort: sandboxPort, aims, kill })
    const postgres = createPostgresProxy({ slot: name, port: await freePort(), upstreamPort: databasePort, aims, kill })
    await postgres.open()
    slots.set(name, { name, http, postgres, running: undefined, orders: createOrders() })
  }
  await startSandbox()
  for (const slot of slots.values()) launch(slot)
  const allReady = () =>
    until(
      async () => {
        const processes = [...slots.values()].map(({ running }) => running)
        const states = await Promise.allSettled(processes.map((running) => running?.ready ?? Promise.reject()))
        return states.every(({ status }) => status === 'fulfilled')
      },
      { what: 'apps and workers to be ready', timeoutMs: 60_000 },
    )
  await allReady()

  return {
    sandbox: control,
    sandboxUrl,
    databaseUrl: () => database.url(),

    /** Has an app do something. @throws Refused, Killed when it died before it answered, Error when it failed */
    async order<K extends keyof Orders>(app: number, order: K, input: Parameters<Orders[K]>[0]) {
      const slot = slots.get(APPS[app % 2] ?? APPS[0])
      const running = slot?.running
      if (!slot || !running) throw new Killed('the app is down')
      await running.ready
      return await slot.orders.give(running, order, input)
    },

    kill,

    /** Starts the sandbox again with another policy for duplicates. */
    async setPolicy(duplicates: string): Promise<void> {
      if (duplicates === policy) return
      policy = duplicates
      const before = sandbox
      await before?.kill()
      await until(() => sandbox !== before && sandboxIsUp, { what: 'the sandbox to be started again' })
    },

    /**
     * Lets time pass: apps and workers start again with their clock so much ahead of real time, PaySimple's business
     * time moves along, and what waits in the queue, which lives in real time, is due `passed` seconds sooner.
     */
    async restart(clockAheadSeconds: number, passed: number): Promise<void> {
      clockAhead = clockAheadSeconds
      for (const name of slots.keys()) note('down', name, 'restart')
      await Promise.all([...slots.values()].map(killSlot))
      await allReady()
      await control.setNow(new Date(Date.now() + clockAheadSeconds * 1000).toISOString())
      await query("update graphile_worker._private_jobs set run_at = run_at - $1 * interval '1 second'", [passed])
    },

    ...createQueue(query),
    query,

    async stop(): Promise<void> {
      stopping = true
      await Promise.all([...slots.values()].map(({ running }) => running?.kill()))
      await sandbox?.kill()
      for (const { http, postgres } of slots.values()) {
        await http.close()
        postgres.close()
      }
      await mending
      await owner.end()
      await stopPostgres(dir)
      unguardProcess(database.pid)
    },
  }
}

export type System = Awaited<ReturnType<typeof startSystem>>
