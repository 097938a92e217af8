import pg from 'pg'
import { Problem } from '../process/problem'

/** Returns the database's name in a connection string. */
export const databaseOf = (connectionString: string) => decodeURIComponent(new URL(connectionString).pathname.slice(1))

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
    throw new Problem(
      `Can’t connect to the database ${where}: ${why}. Check that it’s running and that ${variable} is right.`,
    )
  }
}
