// Everything that an installation can't lose, as it was at one moment, while it runs: each table of ours and of the queue,
// through COPY, in one transaction that reads. No key is in it, so what is sealed stays sealed.
import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { connect } from '../postgres/connect'
import { Problem } from '../process/problem'
import { encode, FIRST_LINE, type Frame, type Header, type Sums } from './frames'
import { knownKeys, usedKeys } from './keys'
import { copied, listTables, type Table } from './tables'

type Given = {
  /** The owner's connection. */
  databaseUrl: string
  /** VAULT_KEYS: what the backup notes is by which of them it will be known, and nothing of a key. */
  vaultKeys: string
  version: string
  file: string
}

/** @throws {Problem} when no start has prepared the database */
async function requireStarted(owner: pg.Client): Promise<void> {
  const nothing = new Problem('There is nothing to back up: no start has prepared this database.')
  const { rows } = await owner.query<{ there: boolean }>(
    `select to_regclass('public.installation') is not null and to_regclass('graphile_worker.migrations') is not null as there`,
  )
  if (!rows[0]?.there) throw nothing
  await owner.query(`select set_config('app.system', 'on', false)`)
  if (!(await owner.query('select from installation')).rowCount) throw nothing
}

/** What the backup says of itself. @throws {Problem} when a migration is unfinished */
async function headerOf(owner: pg.Client, { vaultKeys, version }: Given): Promise<Header> {
  const noted = await owner.query('select deployment from installation')
  const migrations = await owner.query(
    `select migration_name as name, checksum, finished_at is not null as done from _prisma_migrations
     where rolled_back_at is null order by 1`,
  )
  const failed = migrations.rows.find(({ done }) => !done)
  if (failed)
    throw new Problem(`The migration ${failed.name} is unfinished. Start Plumbline, which says what to do, first.`)
  const queue = await owner.query('select max(id)::int as last from graphile_worker.migrations')
  const known = knownKeys(vaultKeys)
  const used = await usedKeys(owner)
  return {
    version,
    takenAt: new Date().toISOString(),
    deployment: noted.rows[0].deployment,
    migrations: migrations.rows.map(({ name, checksum }) => ({ name, checksum })),
    queueMigration: queue.rows[0].last,
    keys: Object.fromEntries(used.flatMap((key) => (known[key] ? [[key, known[key]]] : []))),
  }
}

/** @throws {Problem} where row-level security would hide rows from us without a word */
function requireWhole(tables: Table[]): void {
  const hidden = tables.filter(({ isWholeToUs }) => !isWholeToUs).map(({ name }) => name)
  if (hidden.length > 0)
    throw new Problem(
      `The user of DATABASE_URL doesn’t see all rows of ${hidden.join(', ')}, so this would be no backup. Start this version ` +
        'of Plumbline once, which lets the tables’ owner read them, or set DATABASE_URL to that owner’s connection.',
    )
}

async function* framesOf(owner: pg.Client, header: Header, tables: Table[]): AsyncGenerator<Frame> {
  yield { kind: 'header', header }
  for (const table of tables) {
    const { schema, name, columns } = table
    yield { kind: 'table', table: { schema, name, columns } }
    const stream = owner.query(to(`copy ${copied(owner, table)} to stdout`))
    for await (const data of stream) yield { kind: 'data', data }
    yield { kind: 'rows', rows: stream.rowCount }
  }
}

/**
 * Writes a backup, which appears under its name only once it's whole. It is for the eyes of its user alone (0600): it has
 * what customers are called and where they live.
 * @returns what it says of itself, its sums, and the numbers of keys that something is sealed with and VAULT_KEYS lacks
 * @throws {Problem} when the file exists, or the database isn't one that can be backed up
 */
export async function takeBackup(given: Given): Promise<{ header: Header; sums: Sums; unknownKeys: string[] }> {
  const file = path.resolve(given.file)
  if (existsSync(file))
    throw new Problem(`${given.file} exists, and a backup never takes the place of another. Name a new file.`)
  const owner = await connect(given.databaseUrl)
  const part = `${file}.${randomUUID().slice(0, 8)}.part`
  try {
    const entry = await open(part, 'wx', 0o600).catch((error: Error) => {
      throw new Problem(
        `${given.file} can’t be written: ${error.message}. Name a file in a folder that exists and is yours.`,
      )
    })
    await entry.write(FIRST_LINE)
    await entry.close()
    await requireStarted(owner)
    await owner.query(`insert into security_event (event, address, actor_name) values ('backup_taken', '', $1)`, [
      `Command backup by ${userInfo().username}`,
    ])
    await owner.query('begin isolation level repeatable read read only')
    const header = await headerOf(owner, given)
    const tables = await listTables(owner)
    requireWhole(tables)
    const unknownKeys = (await usedKeys(owner)).filter((key) => !header.keys[key])
    let sums: Sums = { tables: 0, rows: 0 }
    await pipeline(
      encode(framesOf(owner, header, tables), (all) => {
        sums = all
      }),
      createGzip({ level: 6 }),
      createWriteStream(part, { flags: 'a' }),
    )
    await owner.query('commit')
    const done = await open(part, 'r+')
    await done.sync().finally(() => done.close())
    renameSync(part, file)
    return { header, sums, unknownKeys }
  } finally {
    rmSync(part, { force: true })
    await owner.end().catch(() => {})
  }
}
