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
    const runs = [1, 2, 3].map(() => migrate({ databaseUrl, authSecret: 'another secret', appUrl, workerUrl }))
    for (const run of await Promise.all(runs)) expect(run).toEqual({ appUrl, workerUrl, applied: [], swept: false })
  })

  test('refuses to let the app connect as the owner', async () => {
    await expect(migrate({ databaseUrl, authSecret: '', appUrl: databaseUrl })).rejects.toThrow(
      'can’t connect as plumbline',
    )
  })

  test('names what does not answer, without the password', async () => {
    const wrong = 'postgresql://me:secret@127.0.0.1:1/nothing'
    const error = await migrate({ databaseUrl: wrong, authSecret: '' }).catch((reason: Error) => reason)
    expect(String(error)).toMatch(/Can’t connect to the database nothing at 127.0.0.1:1/)
    expect(String(error)).not.toContain('secret')
  })

  test('derives the role from the database and the password from the secret', () => {
    const url = new URL(appDatabaseUrl('postgresql://me:mine@db.test:5433/pay%20me?sslmode=require', 'secret'))
    expect(decodeURIComponent(url.username)).toBe('pay me_app')
    expect(`${url.host}${url.pathname}${url.search}`).toBe('db.test:5433/pay%20me?sslmode=require')
    expect(url.password).not.toBe('mine')
    expect(url.href).not.toBe(appDatabaseUrl('postgresql://me:mine@db.test:5433/pay%20me?sslmode=require', 'other'))
  })
})
