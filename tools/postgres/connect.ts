import pg from 'pg'
import { Problem } from '../process/problem'

/** Returns the database's name in a connection string. */
export const databaseOf = (connectionString: string) => decodeURIComponent(new URL(connectionString).pathname.slice(1))

/** What PostgreSQL says of a role that isn't there, or has another password: it tells nobody which. */
const NO_SIGN_IN = new Set(['28P01', '28000'])

/** Why a role that `npm run migrate` makes may not sign in, and what to do. */
const neverMigrated = (where: string, variable: string, role: string, why: string) =>
  `Can’t sign in to the database ${where} as ${role}: ${why}. Either the database was never migrated, which makes that ` +
  'role: run npm run migrate, with DATABASE_URL set to the owner’s connection, and start this again. Or the role has ' +
  `another password than ${variable} says: then set it to the right one.`

/**
 * Opens a connection of its own, the owner's unless `variable` says otherwise.
 * @throws {Problem} that names the database and host, never the password
 */
export async function connect(databaseUrl: string, variable = 'DATABASE_URL'): Promise<pg.Client> {
  if (!URL.canParse(databaseUrl))
    throw new Problem(`${variable} isn’t a database address. Write it like postgresql://USER:PASSWORD@HOST:5432/NAME.`)
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, keepAlive: true })
  try {
    await client.connect()
    return client
  } catch (error) {
    const { hostname, port } = new URL(databaseUrl)
    const where = `${databaseOf(databaseUrl)} at ${hostname || 'the local socket'}${port && `:${port}`}`
    const why = (error as Error).message || String(error)
    if (variable !== 'DATABASE_URL' && NO_SIGN_IN.has((error as { code?: string }).code ?? ''))
      throw new Problem(neverMigrated(where, variable, client.user ?? '', why))
    throw new Problem(
      `Can’t connect to the database ${where}: ${why}. Check that it’s running and that ${variable} is right.`,
    )
  }
}
