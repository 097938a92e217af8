import { VARIABLES } from '@/lib/env'
import { appDatabaseUrl, requireNarrowRole } from '../postgres/app-role'
import { connect } from '../postgres/connect'
import { requireInstallation } from '../postgres/installation'
import { runningPostgres } from '../postgres/postgres'
import { requireSchema } from '../postgres/schema-guard'
import { Problem } from '../process/problem'
import { isBuilt } from './build'
import { readEnvironment } from './environment'
import { requireSealFile } from './require-seal-file'

/**
 * What an app on its own is started with, once its database is known to be the right one: the app's connection, as given or
 * made from the owner's, and neither that nor the queue's.
 * @returns node's arguments behind the program's, and its environment
 * @throws {Problem} when something is missing, or the database is newer or too old
 */
export async function appOnItsOwn(): Promise<{ args: string[]; env: NodeJS.Dict<string> }> {
  const { variables, local, loopback } = readEnvironment(undefined, [])
  await requireSealFile(variables)
  const owner = variables.DATABASE_URL ?? (local ? await runningPostgres() : undefined)
  const appUrl = variables.APP_DATABASE_URL ?? (owner && appDatabaseUrl(owner))
  if (!appUrl)
    throw new Problem(
      'There is no database to serve. Set APP_DATABASE_URL, or run npm start, which does everything by itself.',
    )
  const app = await connect(appUrl, 'APP_DATABASE_URL')
  try {
    await requireNarrowRole('app', app)
    await requireInstallation(app, local ? 'local' : 'production')
    await requireSchema(app)
  } finally {
    await app.end()
  }
  if (!isBuilt(variables)) throw new Problem('The app isn’t built. Run npm run build, and start this again.')
  const set = Object.fromEntries(VARIABLES.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])))
  return {
    args: loopback ? [] : ['--public'],
    // Empty and not absent: Next would read an absent one from .env.
    env: {
      ...{ ...set, APP_DATABASE_URL: appUrl, DATABASE_URL: '', WORKER_DATABASE_URL: '' },
      ...{ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', MALLOC_ARENA_MAX: '2' },
    },
  }
}
