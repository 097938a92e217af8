// The role that the app connects as: unlike the owner, row-level security and prisma/grants.sql bind it.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { Problem } from '../process/problem'
import { databaseOf } from './connect'

/** Returns the same connection string for another user. */
function withUser(connectionString: string, user: string, password: string): string {
  const url = new URL(connectionString)
  url.searchParams.delete('user')
  url.searchParams.delete('password')
  if (url.hostname) {
    url.username = encodeURIComponent(user)
    url.password = encodeURIComponent(password)
  } else {
    // a socket's URL has no host, so the user goes here
    url.searchParams.set('user', user)
    url.searchParams.set('password', password)
  }
  return url.href
}

/**
 * Returns the app's connection string: the owner's, with the role `<database>_app` and a password derived from
 * AUTH_SECRET, so that nobody has to store it.
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
      `The user of DATABASE_URL isn’t allowed to ${exists ? 'change' : 'create'} the role ${user}, which the app connects as ` +
        `(${(error as Error).message}). Have the database's administrator make a login role that is neither superuser nor ` +
        'BYPASSRLS, set APP_DATABASE_URL to the connection string of that role, and start again.',
    )
  }
  return user
}

/** Signs in with a given APP_DATABASE_URL and returns the role's name. */
export async function givenAppRole(appUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return (await client.query('select current_user as name')).rows[0].name
  } catch (error) {
    throw new Problem(
      `APP_DATABASE_URL doesn’t work: ${(error as Error).message}. Fix it, or unset it and Plumbline makes a role.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Gives the role the rights in prisma/grants.sql and no others.
 * @throws {Problem} when the role could see every tenant's rows despite the policies
 */
export async function grant(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query(roleQuery, [role])
  const { rows: me } = await owner.query('select current_user as name')
  if (me[0].name === role || rows[0]?.rolsuper || rows[0]?.rolbypassrls)
    throw new Problem(
      `The app can’t connect as ${role}. As the owner, a superuser or a role with BYPASSRLS it would bypass row-level ` +
        'security. Set APP_DATABASE_URL to another role, or unset it and Plumbline makes one.',
    )
  const template = readFileSync(path.resolve('prisma/grants.sql'), 'utf8')
  const sql = template.replaceAll(':"app_role"', pg.escapeIdentifier(role)).replaceAll(/^--.*$/gm, '')
  await owner.query(`begin;\n${sql}\ncommit;`)
}
