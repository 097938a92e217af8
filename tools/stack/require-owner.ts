import { runningPostgres } from '../postgres/postgres'
import { Problem } from '../process/problem'

/** Returns the owner's connection, which is our own database's where none is set. @throws {Problem} when there is none */
export async function requireOwner(variables: NodeJS.ProcessEnv): Promise<string> {
  const owner = variables.DATABASE_URL ?? (variables.DEPLOYMENT === 'local' ? await runningPostgres() : undefined)
  if (!owner) throw new Problem('There is no database. Run npm start first, or set DATABASE_URL.')
  return owner
}
