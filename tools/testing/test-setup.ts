// Runs before each test file, and before anything it imports reads the environment: a fresh copy of the migrated
// database, and the variables that name it.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

const { adminUrl, templateUrl, appUrl, authSecret, vaultKeys } = inject('database')
const name = `test_${randomUUID().replaceAll('-', '')}`

const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
await admin.query(`create database ${name} template ${pg.escapeIdentifier(new URL(templateUrl).pathname.slice(1))}`)
await admin.end()

/** The copy under the same user. The roles belong to the whole cluster, and their rights were copied along. */
const inCopy = (connectionString: string) => Object.assign(new URL(connectionString), { pathname: `/${name}` }).href

for (const unset of ['SMTP_URL', 'MAIL_FROM', 'SANDBOX_URL']) delete process.env[unset]
Object.assign(process.env, {
  DATABASE_URL: inCopy(templateUrl),
  APP_DATABASE_URL: inCopy(appUrl),
  AUTH_SECRET: authSecret,
  VAULT_KEYS: vaultKeys,
  APP_URL: 'http://localhost:3000',
  DEPLOYMENT: 'local',
  LOG_LEVEL: 'silent',
})
