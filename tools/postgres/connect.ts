import pg from 'pg'
import { Problem } from '../process/problem'

/** The database's name in a connection string. */
export const databaseOf = (connectionString: string) => decodeURIComponent(new URL(connectionString).pathname.slice(1))

/** Opens the owner's connection. @throws {Problem} naming database and host, and never the password */
export async function connectOwner(databaseUrl: string): Promise<pg.Client> {
  if (!URL.canParse(databaseUrl))
    throw new Problem(
      'DATABASE_URL is no address of a database. It looks like postgresql://USER:PASSWORD@HOST:5432/NAME.',
    )
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, keepAlive: true })
  try {
    await client.connect()
    return client
  } catch (error) {
    const { hostname, port } = new URL(databaseUrl)
    const where = `${databaseOf(databaseUrl)} at ${hostname || 'the local socket'}${port && `:${port}`}`
    const why = (error as Error).message || String(error)
    throw new Problem(`The database ${where} does not let us in: ${why}. Check that it runs, and DATABASE_URL.`)
  }
}
