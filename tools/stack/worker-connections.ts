import { appDatabaseUrl, workerDatabaseUrl } from '../postgres/app-role'
import { runningPostgres } from '../postgres/postgres'
import { readEnvironment } from './environment'
import { requireSealFile } from './require-seal-file'

/**
 * What a worker on its own gets instead of the owner's connection: the queue's and the app's, as given or made from the
 * owner's, which is empty in the answer. Without any of them there is nothing to make.
 */
export async function workerConnections(): Promise<NodeJS.Dict<string>> {
  const { variables, local } = readEnvironment(undefined, [])
  await requireSealFile(variables)
  const owner = variables.DATABASE_URL ?? (local ? await runningPostgres() : undefined)
  if (!owner) return { DATABASE_URL: '' }
  return {
    DATABASE_URL: '',
    WORKER_DATABASE_URL: variables.WORKER_DATABASE_URL ?? workerDatabaseUrl(owner),
    APP_DATABASE_URL: variables.APP_DATABASE_URL ?? appDatabaseUrl(owner),
  }
}
