import 'server-only'
import { queryUnscoped } from '@/lib/db'
import { knownMigrations } from '@/lib/known-migrations'

let known: readonly string[] | undefined

/**
 * Returns the first migration that this version needs and the database lacks; undefined where it has all of them. One that
 * is newer is right: a migration leaves behind what the version before goes on working with. (At a start it isn't:
 * tools/postgres/schema-guard.ts.)
 * @throws when the database doesn't answer
 */
export async function getMissingMigration(needed?: readonly string[]): Promise<string | undefined> {
  known ??= knownMigrations()
  const text = 'select public.applied_migrations() as name'
  const rows = await queryUnscoped<{ name: string }>('applied_migrations', text, [])
  const applied = new Set(rows.map(({ name }) => name))
  return (needed ?? known).find((name) => !applied.has(name))
}
