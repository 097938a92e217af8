// An installation as docs/operate.md has it: PostgreSQL, two apps and two workers, each a process of a release that it can't
// write to, with the environment of its kind alone; the sandbox and a mail server; and the proxy before the apps.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { appDatabaseUrl, workerDatabaseUrl } from '@/tools/postgres/app-role'
import { startPostgres, stopPostgres } from '@/tools/postgres/postgres'
import { type Child, startChild } from '@/tools/process/children'
import { guardProcess, unguardProcess } from '@/tools/process/guard'
import { freePort } from '@/tools/process/ports'
import { Problem } from '@/tools/process/problem'
import { until } from '@/tools/process/wait'
import { sandboxControl } from '@/tools/sandbox/sandbox-control'
import { startSandboxProcess } from '@/tools/sandbox/sandbox-process'
import { seededRandom } from '@/tools/testing/seeded-random'
import type { Orders, Reply } from '../actor'
import type { Incident } from '../aims'
import { startMailServer } from '../mail-server'
import { createOrders } from '../orders'
import { startProcess } from '../process'
import { createQueue } from '../queue'
import { append } from '../records'
import type { Release, Releases } from './releases'
import { startRoundRobin } from './round-robin'

export const APPS = ['app-1', 'app-2'] as const
export const WORKERS = ['worker-1', 'worker-2'] as const
export type Place = (typeof APPS)[number] | (typeof WORKERS)[number]
const isApp = (name: Place) => name.startsWith('app')

/** Longer than an app's last requests and a worker's last jobs may take (docs/operate.md). */
const STOP_WITHIN_MS = 60_000

export type Replaced = {
  process: Place
  /** Requests that were under way when it was taken out of the proxy. */
  underWay: number
  /** How it ended: "with code 0". */
  ended: string
  /** From the signal to its end, and on to the new one's being ready. */
  stopSeconds: number
  startSeconds: number
}

type Options = {
  /** Where the database, the ledger and the records lie. */
  folder: string
  /** The compiled actor. */
  programs: string
  releases: Releases
  /** API users and their keys. */
  clients: ReadonlyMap<string, string>
  onLine: (name: string, line: string) => void
}

const seconds = (ms: number) => Math.round(ms / 100) / 10

export async function startInstallation({ folder, programs, releases, clients, onLine }: Options) {
  const dir = path.join(folder, 'postgres')
  const database = await startPostgres({ dir, port: await freePort() })
  guardProcess(database.pid, 'SIGINT')
  const front = await startRoundRobin()
  const mail = await startMailServer({
    random: seededRandom(1),
    refuses: () => 0,
    note: (taken) => append(folder, 'mail.jsonl', { ...taken, slot: 'worker' }),
    before: () => false,
  })
  const sandbox = await startSandboxProcess(['--port', '0', '--data', path.join(folder, 'sandbox')])
  const control = sandboxControl(sandbox.url)
  for (const [user, key] of clients) await control.addClient(user, key)
  const owner = new pg.Pool({ connectionString: database.url(), max: 4 })
  owner.on('error', () => {})
  const query = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await owner.query<T>(text, values)).rows

  const shared = {
    PATH: process.env.PATH,
    // Nowhere: a release needs no folder of its user's, and no temporary one.
    ...{ HOME: '/nonexistent', TMPDIR: '/nonexistent' },
    ...{ NODE_ENV: 'production' as const, DEPLOYMENT: 'local', APP_URL: front.url, TRUSTED_PROXIES: '1' },
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    ...{ SMTP_URL: mail.url, SANDBOX_URL: sandbox.url, LOG_LEVEL: 'warn' },
  }
  // The newer release comes with a newer key, as docs/operate.md has it: the older one goes on opening.
  const key = (version: number) => `${version}:${randomBytes(32).toString('base64')}`
  const oldKeys = { VAULT_KEYS: key(1) }
  const newKeys = { VAULT_KEYS: `${key(2)},${oldKeys.VAULT_KEYS}` }
  const ownersUrl = { DATABASE_URL: database.url() }
  const appsUrl = { APP_DATABASE_URL: appDatabaseUrl(database.url()) }
  const workersUrl = { WORKER_DATABASE_URL: workerDatabaseUrl(database.url()) }

  /** Starts a program of a release as its user. */
  const run = (name: string, release: Release, args: string[], env: NodeJS.Dict<string>): Child =>
    startChild({
      ...{ name, cwd: release.dir, ids: releases.user, onLine: (line) => onLine(name, line) },
      args: ['scripts/with-deps.mjs', ...args],
      env: { ...shared, ...(release === releases.old ? oldKeys : newKeys), ...env } as NodeJS.ProcessEnv,
    })

  /** `npm run migrate` of a release. */
  async function migrate(release: Release): Promise<void> {
    const child = run('migrate', release, ['programs/migrate.mjs'], ownersUrl)
    if ((await child.exited) !== 'with code 0') throw new Problem('The migrations failed. The log says why.')
    await child.stop()
  }

  /** `npm run admin -- rotate-keys` of the newer release. @returns how many secrets only an older key opens afterwards */
  async function rotateKeys(): Promise<number> {
    const child = run('rotate-keys', releases.new, ['programs/admin.mjs', 'rotate-keys'], appsUrl)
    if ((await child.exited) !== 'with code 0') throw new Problem('The keys weren’t rotated. The log says why.')
    await child.stop()
    const text = `select count(*)::int as count from integration where key_sealed not like 'v2.%'`
    return (await query<{ count: number }>(text))[0]?.count ?? 0
  }

  const running = new Map<Place, { child: Child; release: Release; port: number }>()

  /** Starts an app or a worker; resolves when it is ready, and an app is among those that are asked. */
  async function start(name: Place, release: Release, port: number): Promise<void> {
    const note = (what: Incident['what']) =>
      append(folder, 'incidents.jsonl', { at: Date.now(), what, victim: name, step: 'replaced' })
    const kind = isApp(name) ? 'app' : 'worker'
    const env = isApp(name) ? { ...appsUrl, PORT: String(port), DRAIN_SECONDS: '2' } : { ...appsUrl, ...workersUrl }
    const child = run(name, release, ['--compiled', 'programs/compiled.mjs', kind], env)
    running.set(name, { child, release, port })
    void child.exited.then(() => note('down'))
    if (isApp(name)) {
      const isUp = async () => (await isReady(port)) || undefined
      const ended = child.exited.then((how) => {
        throw new Problem(`${name} ended ${how} while it was starting. The log says why.`)
      })
      await Promise.race([until(isUp, { what: `${name} to be ready`, timeoutMs: 60_000 }), ended])
      front.put({ port, label: labelOf(name, release) })
    } else await child.says(/worker ready/)
    note('up')
  }

  const isReady = (port: number): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/api/ready`).then(
      ({ ok }) => ok,
      () => false,
    )

  const labelOf = (name: Place, release: Release) => `${name} ${release === releases.old ? 'old' : 'new'}`

  /** As an operator does it: SIGTERM, out of the proxy once it says that it ends, the new one in its place, and back once it's ready. */
  async function replace(name: Place, release: Release): Promise<Replaced> {
    const before = running.get(name)
    if (!before) throw new Problem(`${name} doesn’t run.`)
    const { child, port } = before
    const told = Date.now()
    process.kill(child.pid, 'SIGTERM')
    if (isApp(name))
      await until(async () => !(await isReady(port)), {
        what: `${name} to say that it ends`,
        timeoutMs: STOP_WITHIN_MS,
      })
    const underWay = front.take(port)
    let ended: string | undefined
    void child.exited.then((how) => {
      ended = how
    })
    await until(() => ended, { what: `${name} to stop`, timeoutMs: STOP_WITHIN_MS })
    await child.stop()
    const stopped = Date.now()
    await start(name, release, port)
    return {
      ...{ process: name, underWay, ended: ended ?? '' },
      ...{ stopSeconds: seconds(stopped - told), startSeconds: seconds(Date.now() - stopped) },
    }
  }

  // Makes the companies, as the owner; no part of what is judged.
  const orders = createOrders()
  const actor = startProcess({
    name: 'actor',
    args: [path.join(programs, 'actor.mjs')],
    env: {
      ...shared,
      ...oldKeys,
      TMPDIR: process.env.TMPDIR,
      ...ownersUrl,
      ...appsUrl,
      ...workersUrl,
    } as NodeJS.ProcessEnv,
    ready: /app ready/,
    onLine: (line) => onLine('actor', line),
    onMessage: (message) => orders.onReply(message as Reply),
  })

  async function stop(): Promise<void> {
    await actor.kill()
    await Promise.all([...running.values()].map(({ child }) => child.stop()))
    await front.stop()
    await sandbox.child.stop()
    await mail.stop()
    await owner.end()
    await stopPostgres(dir)
    unguardProcess(database.pid)
  }

  try {
    await migrate(releases.old)
    await actor.ready
    for (const name of [...APPS, ...WORKERS]) await start(name, releases.old, await freePort())
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ...{
      appUrl: front.url,
      sandboxUrl: sandbox.url,
      databaseUrl: database.url(),
      front,
      query,
      migrate,
      rotateKeys,
      replace,
      stop,
    },
    ...createQueue(query),
    /** What e2e/chaos/furnish.ts wants of a system. */
    order: <K extends keyof Orders>(_app: number, order: K, input: Parameters<Orders[K]>[0]) =>
      orders.give(actor, order, input),
  }
}

export type Installation = Awaited<ReturnType<typeof startInstallation>>
