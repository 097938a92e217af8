// Puts a backup into an empty database: the tables as they were then, in one transaction, and what this version has changed
// of them since.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Env } from '@/lib/env'
import { connect } from '../postgres/connect'
import { applyMigrations, type Migrated, migrate } from '../postgres/migrate'
import { Problem } from '../process/problem'
import { checkBackup, type Header, readFrames, type Sums } from './frames'
import { requireKeys } from './keys'
import { copied, listTables, named, type Table } from './tables'

type Given = {
  /** The owner's connection. */
  databaseUrl: string
  deployment: Env['DEPLOYMENT']
  appUrl?: string | undefined
  workerUrl?: string | undefined
  /** VAULT_KEYS. Null restores what they open as it is, closed. */
  vaultKeys: string | null
  file: string
}

const MIGRATIONS = path.resolve('prisma/migrations')

/** @throws {Problem} when this version can't make the tables that the backup has */
function requireKnown({ migrations, version }: Header): void {
  for (const { name, checksum } of migrations) {
    const file = path.join(MIGRATIONS, name, 'migration.sql')
    if (!existsSync(file))
      throw new Problem(
        `This backup was made by a newer Plumbline (${version}): this one doesn’t know the migration ${name}. Nothing was ` +
          'restored. Restore it with the version that made it, or a newer one.',
      )
    if (createHash('sha256').update(readFileSync(file)).digest('hex') !== checksum)
      throw new Problem(
        `The migration ${name} isn’t the one that the backup’s database had. Nothing was restored. Restore it with the ` +
          'release that made it.',
      )
  }
}

function requireSameKind(header: Header, deployment: Env['DEPLOYMENT']): void {
  if (header.deployment === deployment) return
  throw new Problem(
    `This backup is of an installation with DEPLOYMENT=${header.deployment}, and here it is ${deployment}. Nothing was restored.`,
  )
}

/** @throws {Problem} when the database has anything that somebody could miss */
async function requireEmpty(owner: pg.Client, { migrations }: Header): Promise<void> {
  const refuse = (what: string) =>
    new Problem(
      `This database isn’t empty: ${what}. Nothing was restored, and nothing was changed. Set DATABASE_URL to a new, empty ` +
        'database.',
    )
  const tables = await listTables(owner)
  if (tables.length === 0) return
  const { rows } = await owner.query<{ ours: boolean }>(
    `select to_regclass('public._prisma_migrations') is not null as ours`,
  )
  if (!rows[0]?.ours) throw refuse(`it has the table ${tables[0]?.name}, which isn’t Plumbline’s`)
  // What an earlier restore left that didn't come to its end: tables, with nothing in them but what migrations put there.
  await owner.query(`select set_config('app.system', 'on', false)`)
  for (const name of ['installation', 'org', 'app_user'])
    if (tables.some((table) => table.schema === 'public' && table.name === name)) {
      const found = await owner.query(`select 1 from ${owner.escapeIdentifier(name)} limit 1`)
      if (found.rowCount) throw refuse('Plumbline has been started with it')
    }
  const applied = await owner.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where rolled_back_at is null',
  )
  const known = new Set(migrations.map(({ name }) => name))
  const more = applied.rows.find(({ name }) => !known.has(name))
  if (more) throw refuse(`it has the migration ${more.name}, which the backup’s database didn’t have`)
}

/** Makes the tables as the backup's database had them. */
async function makeTables(
  owner: pg.Client,
  databaseUrl: string,
  { migrations, queueMigration }: Header,
): Promise<void> {
  const names = new Set(migrations.map(({ name }) => name))
  await applyMigrations(owner, MIGRATIONS, (name) => names.has(name))
  const quiet = new Logger(() => (level, message) => {
    if (level === 'error') console.error(message)
  })
  await runMigrations({ connectionString: databaseUrl, logger: quiet })
  const { rows } = await owner.query('select max(id)::int as last from graphile_worker.migrations')
  if (rows[0].last < queueMigration)
    throw new Problem(
      'This backup’s queue was made by a newer Plumbline. Nothing was restored. Restore it with the version that made it, or a ' +
        'newer one.',
    )
}

/** Takes away what would judge, change or answer rows while they come in, and returns what puts it back. */
async function lift(owner: pg.Client, tables: Table[]): Promise<() => Promise<void>> {
  const all = tables.map((table) => `'${named(owner, table)}'::regclass`).join(', ')
  const lifted = await owner.query<{ lift: string; restore: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as lift,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
      from pg_constraint where contype = 'f' and conparentid = 0 and conrelid in (${all})
    union all select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
      format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
      from pg_trigger where not tgisinternal and tgenabled = 'O' and tgrelid in (${all})
    union all select format('alter table %s no force row level security', oid::regclass),
      format('alter table %s force row level security', oid::regclass)
      from pg_class where relforcerowsecurity and oid in (${all})`)
  for (const { lift: statement } of lifted.rows) await owner.query(statement)
  return async () => {
    for (const { restore } of lifted.rows) await owner.query(restore)
  }
}

/** Sets each sequence behind the rows that are there now. */
async function moveSequences(owner: pg.Client, tables: Table[]): Promise<void> {
  for (const table of tables)
    for (const column of table.columns) {
      const { rows } = await owner.query<{ sequence: string | null }>(
        'select pg_get_serial_sequence($1, $2) as sequence',
        [named(owner, table), column],
      )
      const sequence = rows[0]?.sequence
      if (!sequence) continue
      const name = owner.escapeIdentifier(column)
      await owner.query(`select setval($1, max(${name})) from ${named(owner, table)} having max(${name}) is not null`, [
        sequence,
      ])
    }
}

/** Waits until a COPY takes more, or has ended. Leaves no listener behind: a large table waits ten thousand times. */
async function hasRoom(copy: Writable): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  const either = [once(copy, 'drain', { signal }), once(copy, 'close', { signal })]
  await Promise.race(either).finally(() => waiting.abort())
}

/** Fills the tables from the file. @throws {Problem} when it has a table or column that isn't here */
async function load(owner: pg.Client, tables: Table[], file: string): Promise<void> {
  let copy: ReturnType<typeof from> | undefined
  let current = ''
  for await (const frame of readFrames(file)) {
    if (frame.kind === 'table') {
      const { schema, name, columns } = frame.table
      current = `${schema}.${name}`
      const here = tables.find((table) => table.schema === schema && table.name === name)
      const missing = here ? columns.find((column) => !here.columns.includes(column)) : current
      if (missing)
        throw new Problem(
          `The backup has ${current}${here ? ` with a column ${missing}` : ''}, which this version doesn’t have.`,
        )
      copy = owner.query(from(`copy ${copied(owner, frame.table)} from stdin`))
      copy.on('error', () => {}) // heard of below
    } else if (frame.kind === 'data' && copy) {
      if (!copy.write(frame.data)) await hasRoom(copy)
      if (copy.errored) throw copy.errored
    } else if (frame.kind === 'rows' && copy) {
      const stream = copy
      await new Promise<void>((resolve, reject) => {
        if (stream.errored) return reject(stream.errored)
        stream.once('error', reject).once('finish', resolve).end()
      })
      if (stream.rowCount !== frame.rows)
        throw new Problem(
          `Of ${current} ${stream.rowCount} rows came back instead of ${frame.rows}. Nothing was restored.`,
        )
      copy = undefined
    }
  }
}

/**
 * What can't go on as it was, by table: nobody holds a job any more, whoever was signed in then signs in again, and what
 * opened something then opens nothing, for it may have been used or taken back since. A backup of an earlier version may
 * lack a table.
 */
const AFTERWARDS = {
  'graphile_worker._private_jobs': 'set locked_at = null, locked_by = null where locked_at is not null',
  'graphile_worker._private_job_queues': 'set locked_at = null, locked_by = null where locked_at is not null',
  'public.session': `set ended_at = now(), end_reason = 'restored' where ended_at is null`,
  'public.one_time_link': 'set revoked_at = now() where used_at is null and revoked_at is null',
  'public.customer_link': `set revoked_at = now(), revoked_by_name = 'A restored backup' where revoked_at is null`,
  'public.half_sign_in': 'set expires_at = created_at where expires_at > created_at',
  'public.passkey_challenge': 'set expires_at = now() where expires_at > now()',
}

/**
 * Restores a backup. The file is read to its end before the database is touched.
 * @returns what the backup says of itself, its sums, and the connections that a start would make
 * @throws {Problem} when the file isn't whole, or is of a newer version; when the database isn't empty; without its keys
 */
export async function restoreBackup(given: Given): Promise<{ header: Header; sums: Sums; migrated: Migrated }> {
  const { databaseUrl, deployment, file } = given
  const { header, sums } = await checkBackup(file)
  requireSameKind(header, deployment)
  requireKnown(header)
  if (given.vaultKeys !== null) requireKeys(header, given.vaultKeys)
  const owner = await connect(databaseUrl)
  try {
    await owner.query(`select pg_advisory_lock(hashtext('plumbline restore'))`)
    await requireEmpty(owner, header)
    await makeTables(owner, databaseUrl, header)
    const tables = await listTables(owner)
    await owner.query('begin')
    const putBack = await lift(owner, tables)
    await owner.query(`truncate ${tables.map((table) => named(owner, table)).join(', ')}`)
    await load(owner, tables, file)
    await moveSequences(owner, tables)
    for (const [table, change] of Object.entries(AFTERWARDS))
      if (tables.some(({ schema, name }) => `${schema}.${name}` === table))
        await owner.query(`update ${table} ${change}`)
    await putBack()
    await owner.query(`select set_config('app.system', 'on', true)`)
    await owner.query(
      `insert into security_event (event, address, actor_name, detail) values ('backup_restored', '', $1, $2)`,
      [`Command restore by ${userInfo().username}`, `As it was at ${header.takenAt}`],
    )
    await owner.query('commit')
  } finally {
    await owner.end().catch(() => {})
  }
  const { appUrl, workerUrl } = given
  return { header, sums, migrated: await migrate({ databaseUrl, deployment, appUrl, workerUrl }) }
}
