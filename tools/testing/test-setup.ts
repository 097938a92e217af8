// Runs before each test file that needs a database, and before anything the file imports reads the environment: a fresh
// copy of the migrated database, and the variables that name it.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject, vi } from 'vitest'

const { adminUrl, templateUrl, appUrl, workerUrl } = inject('database')
const name = `test_${randomUUID().replaceAll('-', '')}`

const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
const template = pg.escapeIdentifier(new URL(templateUrl).pathname.slice(1))
// As files: by way of the log, which is the default, it costs three times as much.
await admin.query(`create database ${name} template ${template} strategy file_copy`)
await admin.end()

/** The copy under the same user. The roles belong to the whole cluster, and their rights were copied along. */
const inCopy = (connectionString: string) => Object.assign(new URL(connectionString), { pathname: `/${name}` }).href

// This process may come from another file. What that one has set, opened and remembered is not for this one, nor what it has
// opened since then: the end of its last work may come late. So nothing is waited for from here on.
type Shared = { variablesAtFirst?: NodeJS.ProcessEnv } & Record<string, unknown>
const shared = globalThis as Shared
shared.variablesAtFirst ??= { ...process.env }
for (const variable of Object.keys(process.env))
  if (!(variable in shared.variablesAtFirst)) delete process.env[variable]
Object.assign(process.env, shared.variablesAtFirst)
for (const key of Object.keys(shared)) if (key.startsWith('plumbline')) delete shared[key] // lib/db.ts keeps its pool there
vi.resetModules()

Object.assign(process.env, {
  DATABASE_URL: inCopy(templateUrl),
  APP_DATABASE_URL: inCopy(appUrl),
  WORKER_DATABASE_URL: inCopy(workerUrl),
})
