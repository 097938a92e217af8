import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownMigrations } from '@/lib/known-migrations'
import { migrate } from './migrate'
import { requireSchema } from './schema-guard'

const databaseUrl = process.env.DATABASE_URL ?? ''
const given = {
  databaseUrl,
  deployment: 'local',
  appUrl: process.env.APP_DATABASE_URL,
  workerUrl: process.env.WORKER_DATABASE_URL,
} as const
const [owner, app] = [databaseUrl, given.appUrl].map((connectionString) => new pg.Client({ connectionString })) as [
  pg.Client,
  pg.Client,
]
beforeAll(() => Promise.all([owner.connect(), app.connect()]))
afterAll(() => Promise.all([owner.end(), app.end()]))

test('the database that this version has migrated is the one that it starts with', async () => {
  await expect(requireSchema(app)).resolves.toBeUndefined()
})

test('a database that lacks a migration, or the function that tells of them, is too old', async () => {
  await expect(requireSchema(app, [...knownMigrations(), '20990101000000_next'])).rejects.toThrow(
    /too old for this version of Plumbline: it lacks the migration 20990101000000_next. Run npm run migrate first/,
  )
  await owner.query('begin; alter function applied_migrations() rename to gone; commit')
  await expect(requireSchema(app)).rejects.toThrow('too old')
  await owner.query('alter function gone() rename to applied_migrations')
})

test('a database that a newer version has migrated is refused, also by a start, which changes nothing', async () => {
  const noted = `insert into _prisma_migrations (id, checksum, migration_name, finished_at)
    values ('next', 'x', '20990101000000_next', now())`
  await owner.query(noted)
  await expect(requireSchema(app)).rejects.toThrow('newer than this version of Plumbline')
  await expect(migrate(given)).rejects.toThrow(
    /newer than this version of Plumbline: it has the migration 20990101000000_next.+Start the newer version/,
  )
  // One that was taken back doesn't count.
  await owner.query(`update _prisma_migrations set rolled_back_at = now() where id = 'next'`)
  await expect(requireSchema(app)).resolves.toBeUndefined()
  await expect(migrate(given)).resolves.toMatchObject({ applied: [] })
})
