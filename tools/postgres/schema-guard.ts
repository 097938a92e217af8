// Whether the database has the tables that this version was written for. Only a migration changes them (migrate.ts); what
// serves and what works only looks, and doesn't start on others.
import type pg from 'pg'
import { knownMigrations } from '@/lib/known-migrations'
import { Problem } from '../process/problem'

/**
 * Refuses a database that a newer version has migrated: this one would read and write what it doesn't understand.
 * @param applied the migrations that the database has
 * @throws {Problem}
 */
export function refuseNewerSchema(applied: readonly string[], known = knownMigrations()): void {
  const newer = applied.find((name) => !known.includes(name))
  if (newer === undefined) return
  throw new Problem(
    `The database is newer than this version of Plumbline: it has the migration ${newer}, which this version doesn’t know. ` +
      'Nothing was changed. Start the newer version. To go back to this one, restore a backup that it made: npm run restore -- FILE.',
  )
}

/**
 * Refuses a database whose tables aren't those of this version.
 * @param app the app's open connection
 * @throws {Problem} when the database is newer or too old
 */
export async function requireSchema(app: pg.Client, known = knownMigrations()): Promise<void> {
  const { rows } = await app
    .query<{ name: string }>('select applied_migrations() as name')
    .catch((error: { code?: string }) => {
      if (error.code === '42883') return { rows: [] } // from before there was such a function
      throw error
    })
  const applied = rows.map(({ name }) => name)
  refuseNewerSchema(applied, known)
  const missing = known.find((name) => !applied.includes(name))
  if (missing === undefined) return
  throw new Problem(
    `The database is too old for this version of Plumbline: it lacks the migration ${missing}. Run npm run migrate first, with ` +
      'DATABASE_URL set to the owner’s connection, or npm start, which does it by itself.',
  )
}
