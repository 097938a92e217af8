// Does what `prisma migrate deploy` does, without Prisma's CLI and its native engine: the same folder, table, checksums
// and lock, so that the CLI accepts what was applied here. Then the queue's tables and the roles of the app and the queue.
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import type { Env } from '@/lib/env'
import { knownMigrations } from '@/lib/known-migrations'
import { Problem } from '../process/problem'
import {
  appDatabaseUrl,
  ensureRole,
  givenRole,
  grant,
  isThere,
  type RoleOf,
  VARIABLE_OF,
  workerDatabaseUrl,
} from './app-role'
import { isSwept } from './card-rule'
import { connect } from './connect'
import { checkInstallation, checkSameDatabase, noteInstallation } from './installation'
import { refuseNewerSchema } from './schema-guard'

const PRISMA_LOCK = 72707369

const table = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

/**
 * Applies the migrations of a folder that a database doesn't have yet, in the order of their names.
 * @param isWanted which of them
 * @returns those that were applied
 * @throws {Problem} when the database is newer, or one was changed after it was applied, or failed
 */
export async function applyMigrations(
  client: pg.Client,
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<string[]> {
  await client.query(table)
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const failed = rows.find((row) => !row.finished_at)
  if (failed)
    throw new Problem(
      `The migration ${failed.migration_name} failed earlier, so no other is applied. Repair the database, run ` +
        `npx prisma migrate resolve --rolled-back ${failed.migration_name} and start again.`,
    )
  const names = knownMigrations(folder)
  refuseNewerSchema(
    rows.map((row) => row.migration_name),
    names,
  )
  const applied: string[] = []
  for (const name of names.filter(isWanted)) {
    const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
    const id = randomUUID()
    const checksum = createHash('sha256').update(sql).digest('hex')
    const before = rows.find((row) => row.migration_name === name)
    if (before && before.checksum !== checksum)
      throw new Problem(
        `The migration ${name} was changed after it was applied to this database. Undo the change and put it in a ` +
          'new migration. On a developer’s machine you can delete .data/postgres instead, which deletes the demo data too.',
      )
    if (before) continue
    await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
      id,
      checksum,
      name,
    ])
    try {
      await client.query(sql)
    } catch (error) {
      await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, String(error)])
      throw new Problem(
        `The migration ${name} failed: ${(error as Error).message}. Fix prisma/migrations/${name}/migration.sql, then start again.`,
      )
    }
    await client.query('update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1', [id])
    applied.push(name)
  }
  return applied
}

type Given = {
  /** The owner's connection. */
  databaseUrl: string
  /** What kind of installation the database is for. It keeps its first one. */
  deployment: Env['DEPLOYMENT']
  /** The app's own connection, if the caller has one. Its role is made where it isn't there; otherwise it only gets its rights. */
  appUrl?: string | undefined
  /** The same of the workers' queue. */
  workerUrl?: string | undefined
}

export type Migrated = {
  /** The app's connection string. */
  appUrl: string
  /** That of the workers' queue. */
  workerUrl: string
  /** The names of the migrations that were applied. */
  applied: string[]
  swept: boolean
}

/**
 * Checks that a connection that was given leads to the database that is migrated. Makes its role first, with the password in
 * it, where there is none of that name: a new installation has an environment, and nobody in its database.
 */
async function checkGiven(owner: pg.Client, of: RoleOf, url: string | undefined): Promise<void> {
  if (!url) return
  const variable = VARIABLE_OF[of]
  if (URL.canParse(url) && !(await isThere(owner, url))) await ensureRole(of, owner, url)
  const client = await connect(url, variable)
  await checkSameDatabase(owner, client).finally(() => client.end())
}

/**
 * Brings a database up to date: our tables, the queue's, and the rights of the roles that the app and the workers' queue
 * connect as. Safe to run at any time, even several times at once.
 * @returns also whether stored texts were swept for card numbers (scripts/mask-cards/main.ts)
 * @throws {Problem} before anything is changed where the database is for another kind of installation
 */
export async function migrate({ databaseUrl, deployment, appUrl, workerUrl }: Given): Promise<Migrated> {
  const client = await connect(databaseUrl)
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]) // held until the connection ends
    await checkInstallation(client, deployment)
    await checkGiven(client, 'app', appUrl)
    await checkGiven(client, 'worker', workerUrl)
    const applied = await applyMigrations(client, path.resolve('prisma/migrations'))
    await noteInstallation(client, deployment)
    const quiet = new Logger(() => (level, message) => {
      if (level === 'error') console.error(message)
    })
    await runMigrations({ connectionString: databaseUrl, logger: quiet })
    const urls = {
      app: appUrl ?? appDatabaseUrl(databaseUrl),
      worker: workerUrl ?? workerDatabaseUrl(databaseUrl),
    }
    const role = (of: RoleOf, isGiven: boolean) =>
      isGiven ? givenRole(of, urls[of]) : ensureRole(of, client, urls[of])
    await grant(client, { app: await role('app', Boolean(appUrl)), worker: await role('worker', Boolean(workerUrl)) })
    return { appUrl: urls.app, workerUrl: urls.worker, applied, swept: await isSwept(client) }
  } finally {
    await client.end()
  }
}
