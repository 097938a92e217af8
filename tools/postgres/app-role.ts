// The roles that the app and the workers' queue connect as: unlike the owner, row-level security and prisma/grants.sql bind
// them.
import { scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { databasePassword } from '@/lib/environment/database'
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

/** What a role is called in the names of variables, of the role itself and in sentences. */
const ROLES = {
  app: { variable: 'APP_DATABASE_URL', suffix: 'app', who: 'the app' },
  worker: { variable: 'WORKER_DATABASE_URL', suffix: 'worker', who: 'the workers’ queue' },
} as const
export type RoleOf = keyof typeof ROLES
export const VARIABLE_OF = { app: ROLES.app.variable, worker: ROLES.worker.variable } as const

/**
 * Returns a role's connection string: the owner's, with the role `<database>_app` or `<database>_worker` and a password made
 * of the owner's, so that nobody has to store it, and all who know the owner's make the same one. Whoever learns it doesn't
 * learn the owner's: scrypt is slow enough to keep even a short one from being guessed.
 * @throws {Problem} when the owner's has no password
 */
function roleUrl(of: RoleOf, databaseUrl: string): string {
  const { suffix, variable } = ROLES[of]
  const secret = databasePassword(databaseUrl)
  if (!secret)
    throw new Problem(
      `DATABASE_URL has no password that another role’s could be made of. Set ${variable} to the connection string of a ` +
        'login role that is neither superuser nor BYPASSRLS.',
    )
  const role = `${databaseOf(databaseUrl)}_${suffix}`
  return withUser(databaseUrl, role, scryptSync(secret, `plumbline role ${role}`, 32).toString('base64url'))
}

/** Returns the app's connection string, made from the owner's. */
export const appDatabaseUrl = (databaseUrl: string) => roleUrl('app', databaseUrl)

/** Returns the connection string of the workers' queue, made from the owner's. */
export const workerDatabaseUrl = (databaseUrl: string) => roleUrl('worker', databaseUrl)

/** Tells whether the server has the role that `url` signs in as. `owner` is the owner's open connection. */
export async function isThere(owner: pg.Client, url: string): Promise<boolean> {
  const { user } = new pg.Client({ connectionString: url })
  return (await owner.query('select from pg_roles where rolname = $1', [user])).rows.length > 0
}

/** Makes the role that `url` signs in as, or sets its password. `owner` is the owner's open connection. */
export async function ensureRole(of: RoleOf, owner: pg.Client, url: string): Promise<string> {
  const { user = '', password = '' } = new pg.Client({ connectionString: url })
  const [name, secret] = [pg.escapeIdentifier(user), pg.escapeLiteral(password ?? '')]
  const exists = await isThere(owner, url)
  try {
    await owner.query(
      exists
        ? `alter role ${name} login password ${secret}`
        : `create role ${name} login nosuperuser nobypassrls nocreaterole nocreatedb noinherit password ${secret}`,
    )
  } catch (error) {
    const { who, variable } = ROLES[of]
    throw new Problem(
      `The user of DATABASE_URL isn’t allowed to ${exists ? 'change' : 'create'} the role ${user}, which ${who} connects as ` +
        `(${(error as Error).message}). Have the database's administrator make a login role that is neither superuser nor ` +
        `BYPASSRLS, set ${variable} to the connection string of that role, and start again.`,
    )
  }
  return user
}

/** Signs in with a given APP_DATABASE_URL or WORKER_DATABASE_URL and returns the role's name. */
export async function givenRole(of: RoleOf, url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return (await client.query('select current_user as name')).rows[0].name
  } catch (error) {
    throw new Problem(
      `${ROLES[of].variable} doesn’t work: ${(error as Error).message}. Fix it, or unset it and Plumbline makes a role.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** A role, and why it could do more than the grants say, as words after "it". */
const TOO_MUCH = `select rolname as name, array(select why from (values
    (role.rolsuper, 'is a superuser'),
    (role.rolbypassrls, 'has BYPASSRLS'),
    (role.rolcreaterole, 'has CREATEROLE'),
    (role.rolcreatedb, 'has CREATEDB'),
    (role.rolreplication, 'has REPLICATION'),
    (exists (select from pg_auth_members where member = role.oid), 'is a member of another role'),
    (exists (select from pg_class where relowner = role.oid), 'owns tables of this database'),
    (exists (select from pg_database where datname = current_database() and datdba = role.oid), 'owns the database')
  ) as reason (holds, why) where holds) as reasons from pg_roles as role where rolname = coalesce($1, current_user)`

/**
 * Refuses a role that could do more than prisma/grants.sql says.
 * @param role its name; left out, the role of the connection
 * @throws {Problem} that names what it could
 */
export async function requireNarrowRole(of: RoleOf, connection: pg.Client, role?: string): Promise<void> {
  const { who, variable } = ROLES[of]
  const { rows } = await connection.query<{ name: string; reasons: string[] }>(TOO_MUCH, [role])
  const [{ name, reasons } = { name: role, reasons: ['isn’t there'] }] = rows
  if (reasons.length > 0)
    throw new Problem(
      `${who[0]?.toUpperCase()}${who.slice(1)} can’t connect as ${name}: it ${reasons.join(', ')}, and could get past row-level ` +
        `security and the limits in prisma/grants.sql. Set ${variable} to another role, or unset it and Plumbline makes one.`,
    )
}

/**
 * Gives the two roles the rights in prisma/grants.sql and no others.
 * @throws {Problem} when one of them could do more than that
 */
export async function grant(owner: pg.Client, roles: Record<RoleOf, string>): Promise<void> {
  if (roles.app === roles.worker)
    throw new Problem(
      `The app and the workers’ queue can’t share the role ${roles.app}. Set APP_DATABASE_URL and WORKER_DATABASE_URL to ` +
        'two roles, or unset them and Plumbline makes both.',
    )
  for (const of of ['app', 'worker'] as const) await requireNarrowRole(of, owner, roles[of])
  let sql = readFileSync(path.resolve('prisma/grants.sql'), 'utf8').replaceAll(/^ *--.*$/gm, '')
  for (const of of ['app', 'worker'] as const)
    sql = sql
      .replaceAll(`:"${of}_role"`, pg.escapeIdentifier(roles[of]))
      .replaceAll(`:'${of}_role'`, pg.escapeLiteral(roles[of]))
  await owner.query(`begin;\n${sql}\ncommit;`)
}
