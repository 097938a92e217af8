import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appDatabaseUrl } from './app-role'
import { migrate } from './migrate'

const databaseUrl = process.env.DATABASE_URL ?? ''
const appUrl = process.env.APP_DATABASE_URL ?? ''
const workerUrl = process.env.WORKER_DATABASE_URL ?? ''

describe('the role of the app', () => {
  const app = new pg.Client({ connectionString: appUrl })
  beforeAll(() => app.connect())
  afterAll(() => app.end())

  test.each([
    'select * from payment',
    'delete from line_item',
    'select enqueue($$[{ "task": "nothing", "payload": {}, "run_at": "2030-01-01T00:00:00Z", "job_key": "one", "keep_time": false, "max_attempts": 1, "priority": 0 }]$$)',
  ])('may %s', async (sql) => {
    await expect(app.query(sql)).resolves.toBeDefined()
  })

  test.each([
    'delete from payment',
    'delete from job',
    'delete from integration',
    'delete from payment_event',
    "update payment_event set source = 'me'",
    'truncate payment',
    'select * from _prisma_migrations',
    'select * from graphile_worker._private_jobs',
    'create table mine (id int)',
    'alter table payment disable row level security',
    'set role plumbline',
  ])('may not %s', async (sql) => {
    await expect(app.query(sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('is bound by row-level security', async () => {
    const { rows } = await app.query(
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    )
    expect(rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false })
  })
})

describe('migrate', () => {
  test('changes nothing the second time, and can run several times at once', async () => {
    const runs = [1, 2, 3].map(() => migrate({ databaseUrl, deployment: 'local', appUrl, workerUrl }))
    for (const run of await Promise.all(runs)) expect(run).toEqual({ appUrl, workerUrl, applied: [], swept: false })
  })

  test('refuses to let the app connect as the owner', async () => {
    await expect(migrate({ databaseUrl, deployment: 'local', appUrl: databaseUrl })).rejects.toThrow(
      'can’t connect as plumbline',
    )
  })

  test('names what does not answer, without the password', async () => {
    const wrong = 'postgresql://me:secret@127.0.0.1:1/nothing'
    const error = await migrate({ databaseUrl: wrong, deployment: 'local' }).catch((reason: Error) => reason)
    expect(String(error)).toMatch(/Can’t connect to the database nothing at 127.0.0.1:1/)
    expect(String(error)).not.toContain('secret')
  })

  test('derives the role from the database and its password from the owner’s', () => {
    const given = 'postgresql://me:mine@db.test:5433/pay%20me?sslmode=require'
    const url = new URL(appDatabaseUrl(given))
    expect(decodeURIComponent(url.username)).toBe('pay me_app')
    expect(`${url.host}${url.pathname}${url.search}`).toBe('db.test:5433/pay%20me?sslmode=require')
    expect(url.password).toMatch(/^[\w-]{43}$/)
    expect(url.href).toBe(appDatabaseUrl(given)) // several that start at once agree
    const others = [given.replace('mine', 'yours'), given.replace('pay%20me', 'other')]
    for (const other of others) expect(new URL(appDatabaseUrl(other)).password).not.toBe(url.password)
    expect(appDatabaseUrl('postgresql://db.test/a?user=me&password=mine')).not.toContain('mine')
  })

  test('says what to do where the owner has no password to make it of', () => {
    expect(() => appDatabaseUrl('postgresql://me@db.test/pay')).toThrow('Set APP_DATABASE_URL')
  })

  test('gives a role that is there already its new password: an earlier start made it of something else', async () => {
    const { appUrl: made } = await migrate({ databaseUrl, deployment: 'local' })
    const owner = new pg.Client({ connectionString: databaseUrl })
    await owner.connect()
    await owner.query(`alter role ${pg.escapeIdentifier(new URL(made).username)} password 'of another secret'`)
    await owner.end()
    const connect = async () => {
      const app = new pg.Client({ connectionString: made })
      await app.connect()
      await app.end()
    }
    await expect(connect()).rejects.toThrow('password authentication failed')
    // Several at once, as instances of a new version are started.
    const starts = await Promise.all([1, 2].map(() => migrate({ databaseUrl, deployment: 'local' })))
    expect(starts.map((start) => start.appUrl)).toEqual([made, made])
    await expect(connect()).resolves.toBeUndefined()
  })
})
