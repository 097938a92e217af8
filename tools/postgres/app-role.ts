// The role the app connects as: bound by row-level security and by prisma/grants.sql, unlike the owner.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { Problem } from '../process/problem'
import { databaseOf } from './connect'

/** The same connection for another user. */
function withUser(connectionString: string, user: string, password: string): string {
  const url = new URL(connectionString)
  url.searchParams.delete('user')
  url.searchParams.delete('password')
  if (url.hostname) {
    url.username = encodeURIComponent(user)
    url.password = encodeURIComponent(password)
  } else {
    // a socket's URL has no host, and then no place for a user but here
    url.searchParams.set('user', user)
    url.searchParams.set('password', password)
  }
  return url.href
}

/**
 * The app's connection string: the owner's, with the role `<database>_app` and a password that follows from
 * AUTH_SECRET, so that nobody has to keep it.
 */
export function appDatabaseUrl(databaseUrl: string, authSecret: string): string {
  const password = createHmac('sha256', authSecret).update('plumbline app role').digest('base64url')
  return withUser(databaseUrl, `${databaseOf(databaseUrl)}_app`, password)
}

const roleQuery = 'select rolsuper, rolbypassrls from pg_roles where rolname = $1'

/** Makes the role that `appUrl` signs in as, or sets its password. `owner` is the owner's open connection. */
export async function ensureAppRole(owner: pg.Client, appUrl: string): Promise<string> {
  const { user = '', password = '' } = new pg.Client({ connectionString: appUrl })
  const [name, secret] = [pg.escapeIdentifier(user), pg.escapeLiteral(password ?? '')]
  const exists = (await owner.query(roleQuery, [user])).rows.length > 0
  try {
    await owner.query(
      exists
        ? `alter role ${name} login password ${secret}`
        : `create role ${name} login nosuperuser nobypassrls nocreaterole nocreatedb noinherit password ${secret}`,
    )
  } catch (error) {
    throw new Problem(
      `The user of DATABASE_URL may not ${exists ? 'change' : 'create'} the role ${user}, which the app connects as ` +
        `(${(error as Error).message}). Have the database's administrator make a login role that is neither superuser nor ` +
        'BYPASSRLS, set APP_DATABASE_URL to the connection string of that role, and start again.',
    )
  }
  return user
}

/** Signs in with the APP_DATABASE_URL that was given and answers the role's name. */
export async function givenAppRole(appUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return (await client.query('select current_user as name')).rows[0].name
  } catch (error) {
    throw new Problem(
      `APP_DATABASE_URL cannot be used: ${(error as Error).message}. Correct it, or unset it to have a role made.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Gives the role the rights in prisma/grants.sql and no other.
 * @throws {Problem} when the role could see every tenant's rows whatever the policies say
 */
export async function grant(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query(roleQuery, [role])
  const { rows: me } = await owner.query('select current_user as name')
  if (me[0].name === role || rows[0]?.rolsuper || rows[0]?.rolbypassrls)
    throw new Problem(
      `The app may not connect as ${role}: as the owner, a superuser or with BYPASSRLS it would not be bound by row-level ` +
        'security. Set APP_DATABASE_URL to a role of its own, or unset it to have one made.',
    )
  const template = readFileSync(path.resolve('prisma/grants.sql'), 'utf8')
  const sql = template.replaceAll(':"app_role"', pg.escapeIdentifier(role)).replaceAll(/^--.*$/gm, '')
  await owner.query(`begin;\n${sql}\ncommit;`)
}
