// The PostgreSQL that runs when DATABASE_URL isn't set: real PostgreSQL from an npm package, with its files in .data.
// Nothing is downloaded or installed. Each cluster has its own password, so that one clone never works in another
// clone's database, whatever the ports are.
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { freePort, isPortFree } from '../process/ports'
import { Problem } from '../process/problem'
import { until } from '../process/wait'
import { postgresRunner } from './postgres-runner'

export type ClusterOptions = {
  /** The cluster's folder. Made when it's missing. */
  dir?: string
  /** The port to use if it's free. The last port used comes first. */
  port?: number
  /** True for tests: a crash of the machine may lose data, in exchange for speed. */
  throwaway?: boolean
}

export type Postgres = {
  /** Returns the owner's connection string for one of the cluster's databases. */
  url: (database?: string) => string
  /** The postmaster's process id. */
  pid: number
  /** True when this call started the server. */
  started: boolean
}

const USER = 'plumbline'
const DATABASE = 'plumbline'
const DEFAULT_DIR = path.resolve('.data/postgres')
const DEFAULT_PORT = 54329
const SETTINGS = 'plumbline.json' // inside the cluster's folder, so that they come and go together

type Settings = { port: number; password: string }
const readSettings = (dir: string): Settings => JSON.parse(readFileSync(path.join(dir, SETTINGS), 'utf8'))
const urlOf = (settings: Settings, database: string) =>
  `postgresql://${USER}:${settings.password}@127.0.0.1:${settings.port}/${database}`

/** Runs one query as the owner. */
async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 })
  client.on('error', () => {}) // the query notices a server that goes away
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Returns the process and port in the cluster's pid file, if that process is this cluster's server. */
function postmaster(dir: string): { pid: number; port: number } | undefined {
  const file = path.join(dir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  try {
    process.kill(pid, 0)
    // The number may belong to another process now, or the folder may be a copy of a running clone's.
    if (process.platform === 'linux' && !readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dir))
      throw new Error('another process')
    return { pid, port }
  } catch {
    // PostgreSQL would take the other process for a server and refuse to start. This disables the number and nothing
    // else: the lines that tell it whether old back ends still hold the files stay.
    lines[0] = '2147483646'
    if (existsSync(file)) writeFileSync(file, lines.join('\n'))
    return undefined
  }
}

/** Tells whether this cluster's server answers queries. */
async function answers(dir: string, settings: Settings): Promise<boolean> {
  try {
    const rows = await query(urlOf(settings, 'postgres'), 'show data_directory')
    return realpathSync(String(rows[0]?.data_directory)) === realpathSync(dir)
  } catch {
    return false
  }
}

/** Makes the cluster in a folder next to its own and moves it there, so that a half-made one is never used. */
function create(dir: string, port: number): void {
  const making = `${dir}.new`
  const password = randomBytes(18).toString('base64url')
  const passwordFile = `${dir}.password`
  const { ids, run } = postgresRunner(path.dirname(dir))
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  try {
    if (ids) for (const file of [making, passwordFile]) chownSync(file, ids.uid, ids.gid)
    // ICU comes with the server, so names sort the same way on every machine.
    const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US']
    const flags = ['--auth=scram-sha-256', '--encoding=UTF8', ...locale, '--no-instructions']
    const made = run('initdb', ['-D', making, '-U', USER, `--pwfile=${passwordFile}`, ...flags])
    if (made.status !== 0)
      throw new Problem(
        `Couldn’t create the database in ${dir}: ${made.stderr || made.error?.message}\nIs the disk full?`,
      )
    writeFileSync(path.join(making, SETTINGS), JSON.stringify({ port, password } satisfies Settings), { mode: 0o600 })
    renameSync(making, dir)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Asks the server to start. `until` below checks whether it did. Returns the server's words when it didn't. */
async function launch(dir: string, settings: Settings, throwaway: boolean): Promise<string | undefined> {
  if (!(await isPortFree(settings.port))) {
    settings.port = await freePort()
    writeFileSync(path.join(dir, SETTINGS), JSON.stringify(settings), { mode: 0o600 })
  }
  const flags = [
    `-p ${settings.port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    '-c timezone=UTC',
  ]
  if (throwaway) flags.push('-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200')
  const log = path.join(dir, 'server.log')
  const { run } = postgresRunner(path.dirname(dir))
  // quiet: the server would inherit the pipes and keep them open
  const asked = run('pg_ctl', ['-D', dir, '-l', log, '-w', '-t', '30', '-o', flags.join(' '), 'start'], true)
  if (asked.status === 0) return undefined
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-800) : `pg_ctl ended with ${asked.status}`
}

/**
 * Starts the embedded PostgreSQL unless it's running, and makes the cluster and database the first time.
 * @throws {Problem} with the server's own words when it doesn't start
 */
export async function startPostgres(options: ClusterOptions = {}): Promise<Postgres> {
  const { dir: folder = DEFAULT_DIR, port = DEFAULT_PORT, throwaway = false } = options
  mkdirSync(path.dirname(folder), { recursive: true })
  const dir = path.join(realpathSync(path.dirname(folder)), path.basename(folder))
  if (!existsSync(path.join(dir, 'PG_VERSION'))) create(dir, port)
  const settings = readSettings(dir)

  let started = false
  let said: string | undefined
  let refused = 0
  const pid = await until(
    async () => {
      const running = postmaster(dir)
      if (running) {
        // it may be starting or stopping: not ready to use, and not to be started again
        if (running.port) settings.port = running.port
        return (await answers(dir, settings)) ? running.pid : undefined
      }
      // After a kill -9 the old server's children hold its memory for a moment, so one failure says little.
      if (refused > 40) throw new Problem(`PostgreSQL didn’t start on port ${settings.port}:\n${said}`)
      said = await launch(dir, settings, throwaway)
      if (said === undefined) started = true
      else refused++
      return undefined
    },
    { what: `PostgreSQL in ${dir} to answer`, timeoutMs: 60_000, everyMs: 100 },
  )
  const admin = urlOf(settings, 'postgres')
  if (!(await query(admin, `select 1 from pg_database where datname = '${DATABASE}'`)).length)
    await query(admin, `create database ${DATABASE}`)
  return { url: (database = DATABASE) => urlOf(settings, database), pid, started }
}

/** Returns the embedded PostgreSQL's connection string if it's running. */
export async function runningPostgres(folder = DEFAULT_DIR): Promise<string | undefined> {
  if (!existsSync(path.join(folder, SETTINGS))) return undefined
  const dir = realpathSync(folder)
  const settings = readSettings(dir)
  const running = postmaster(dir)
  if (running?.port) settings.port = running.port
  return running && (await answers(dir, settings)) ? urlOf(settings, DATABASE) : undefined
}

/** Stops the embedded PostgreSQL and closes open connections. */
export async function stopPostgres(folder = DEFAULT_DIR): Promise<void> {
  if (!existsSync(path.join(folder, 'PG_VERSION'))) return
  const dir = realpathSync(folder)
  const running = postmaster(dir)
  if (!running) return
  try {
    process.kill(running.pid, 'SIGINT') // "fast shutdown"; a signal needs none of pg_ctl's detours through another user
    await until(() => !postmaster(dir), { what: 'PostgreSQL to stop', timeoutMs: 20_000 })
  } catch (error) {
    if (postmaster(dir)) throw error
  }
}
