// What kind of installation a database belongs to. It is noted in the database at its first start, and never changes: a
// database with demo people in it takes no real payments, and one with real payments gets no demo people.
import type pg from 'pg'
import type { Env } from '@/lib/env'
import { Problem } from '../process/problem'

/** The domain of the demo's people. Nobody else can have it (RFC 2606). */
const DEMO_PEOPLE = '%@demo.test'
const DEMO_ORGS = ['summit-ridge', 'tidewater']

/** Reads past row-level security's question for whom it is, which also binds an owner who isn't a superuser. */
async function readAll<Row extends pg.QueryResultRow>(owner: pg.Client, sql: string, values: unknown[] = []) {
  await owner.query('begin read only')
  try {
    await owner.query("select set_config('app.system', 'on', true)")
    return (await owner.query<Row>(sql, values)).rows
  } finally {
    await owner.query('rollback')
  }
}

const exists = async (owner: pg.Client, table: string) =>
  (await owner.query('select to_regclass($1) is not null as there', [`public.${table}`])).rows[0].there as boolean

type Deployment = Env['DEPLOYMENT']
/** What is noted, if anything. */
async function kindOf(owner: pg.Client): Promise<Deployment | undefined> {
  if (!(await exists(owner, 'installation'))) return undefined
  const rows = await readAll<{ deployment: Deployment }>(owner, 'select deployment from installation')
  return rows[0]?.deployment
}

const otherKind = (noted: Deployment, wanted: Deployment) =>
  new Problem(
    wanted === 'production'
      ? 'This database is one for trying Plumbline out: it was made with DEPLOYMENT=local, with demo people whose ' +
          'password is known. Set DATABASE_URL to a new, empty database, or DEPLOYMENT=local if this is a trial.'
      : `This database takes real payments: it was made with DEPLOYMENT=${noted}. Nothing was changed. Set ` +
          'DEPLOYMENT=production if you mean it, or DATABASE_URL to a new, empty database for a trial.',
  )

async function refuseDemoPeople(owner: pg.Client): Promise<void> {
  const people = await readAll<{ email: string }>(
    owner,
    'select email from app_user where email ilike $1 order by 1 limit 5',
    [DEMO_PEOPLE],
  )
  if (people.length === 0) return
  throw new Problem(
    `The demo’s people are in this database (${people.map(({ email }) => email).join(', ')}), and anybody can know ` +
      'their password. Nothing was changed. Take them out, with the user of DATABASE_URL, and start again:\n' +
      "  begin; set local app.system = 'on'; set local app.leaves_no_owner = 'on';\n" +
      `  delete from membership where user_id in (select id from app_user where email ilike '${DEMO_PEOPLE}');\n` +
      `  delete from app_user where email ilike '${DEMO_PEOPLE}'; commit;`,
  )
}

async function refuseOthers(owner: pg.Client): Promise<void> {
  const others = await readAll<{ name: string }>(
    owner,
    `select email as name from app_user where email not ilike $1
     union all select name from org where not slug = any($2) limit 5`,
    [DEMO_PEOPLE, DEMO_ORGS],
  )
  if (others.length === 0) return
  throw new Problem(
    'This database has people or companies that the demo didn’t make, so it gets no demo people. Nothing was changed. ' +
      'Set DEPLOYMENT=production if it is for real, or DATABASE_URL to a new, empty database for a trial.',
  )
}

async function refuseRealPayments(owner: pg.Client): Promise<void> {
  const [org] = await readAll<{ name: string }>(
    owner,
    `select o.name from integration i join org o on o.id = i.org_id
     where i.endpoint = 'production' and i.key_sealed is not null limit 1`,
  )
  if (!org) return
  throw new Problem(
    `${org.name} takes real payments in this database, so it isn’t for DEPLOYMENT=local. Nothing was changed. Set ` +
      'DEPLOYMENT=production, or start the trial with a new, empty database. On a developer’s machine, deleting ' +
      '.data/postgres makes one, without the present data.',
  )
}

/**
 * Checks that a database may be started as this kind of installation. Reads only, and works on an empty database, too.
 * @param owner the owner's open connection
 * @throws {Problem} where it is of the other kind, or has in it what must not be there
 */
export async function checkInstallation(owner: pg.Client, deployment: Deployment): Promise<void> {
  const noted = await kindOf(owner)
  if (noted && noted !== deployment) throw otherKind(noted, deployment)
  if (!(await exists(owner, 'app_user'))) return
  if (deployment === 'production') return refuseDemoPeople(owner)
  if (!noted) await refuseOthers(owner)
  await refuseRealPayments(owner)
}

/** Notes what kind of installation a checked and migrated database belongs to. */
export async function noteInstallation(owner: pg.Client, deployment: Deployment): Promise<void> {
  await owner.query('begin')
  await owner.query("select set_config('app.system', 'on', true)")
  await owner.query('insert into installation (deployment) values ($1) on conflict (one) do nothing', [deployment])
  await owner.query('commit')
}

/** Tells servers and databases apart, as any role may. */
const IDENTITY = `select concat_ws(' ', pg_postmaster_start_time(), oid, datname) as identity from pg_database
  where datname = current_database()`

/**
 * Checks that two connections lead to the same database: what was checked of one must hold for what is done by the other.
 * @throws {Problem} when they lead to two
 */
export async function checkSameDatabase(one: pg.Client, other: pg.Client): Promise<void> {
  const [here, there] = [await one.query(IDENTITY), await other.query(IDENTITY)]
  if (here.rows[0].identity === there.rows[0].identity) return
  throw new Problem(
    'DATABASE_URL, APP_DATABASE_URL and WORKER_DATABASE_URL must lead to the same database, and they don’t. Set them to ' +
      'one, or only the first, and Plumbline makes the others.',
  )
}

/**
 * Checks what a process is about to work for that makes nothing itself: a worker of its own.
 * @param app the app's open connection, which may read what is noted
 * @throws {Problem} when no start has prepared the database, or one of the other kind
 */
export async function requireInstallation(app: pg.Client, deployment: Deployment): Promise<void> {
  const noted = await kindOf(app)
  if (!noted)
    throw new Problem(
      'This database was never migrated. Run npm run migrate, with DATABASE_URL set to the owner’s connection, or npm start, ' +
        'which does it by itself. Then start this again.',
    )
  if (noted !== deployment) throw otherKind(noted, deployment)
}
