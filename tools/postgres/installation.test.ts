import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkSameDatabase, requireInstallation } from './installation'
import { migrate } from './migrate'

// A database of its own for each test, in the cluster of this file's.
const cluster = process.env.DATABASE_URL ?? ''
let owner: pg.Client
let databaseUrl: string

beforeEach(async () => {
  const name = `installation_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: cluster })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  databaseUrl = Object.assign(new URL(cluster), { pathname: `/${name}` }).href
  owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
})
afterEach(() => owner.end())

const start = (deployment: 'local' | 'production') => migrate({ databaseUrl, deployment })
const addPerson = (email: string) =>
  owner.query(`insert into app_user (id, email, name, password_hash) values ($1, $2, 'Somebody', 'none')`, [
    randomUUID(),
    email,
  ])
const addOrg = async (slug: string, endpoint = 'local') => {
  const id = randomUUID()
  await owner.query(`insert into org (id, slug, name) values ($1, $2, 'Acme Roofing')`, [id, slug])
  await owner.query(
    `insert into integration (org_id, endpoint, user_name, key_sealed, updated_at) values ($1, $2, 'u', 's', now())`,
    [id, endpoint],
  )
}
const tables = async () =>
  (await owner.query("select count(*)::int as many from pg_class where relkind = 'r' and relnamespace > 16383")).rows[0]
    .many

/** As if a version had made the database that noted nothing yet. */
const asBefore = async () => {
  await start('local')
  await owner.query('delete from installation')
}

describe('a database keeps its kind', () => {
  test.each([
    ['local', 'production', 'made with DEPLOYMENT=local, with demo people'],
    ['production', 'local', 'made with DEPLOYMENT=production'],
  ] as const)('%s is not started as %s, and nothing is changed', async (first, then, words) => {
    await start(first)
    await expect(start(first)).resolves.toMatchObject({ applied: [] })
    await expect(start(then)).rejects.toThrow(words)
    const { rows } = await owner.query('select deployment from installation')
    expect(rows).toEqual([{ deployment: first }])
  })

  test('whoever is first says it, of several that start at once', async () => {
    const starts = await Promise.allSettled([start('local'), start('production'), start('local'), start('production')])
    const { rows } = await owner.query('select deployment from installation')
    expect(rows).toHaveLength(1)
    const kinds = ['local', 'production', 'local', 'production']
    for (const [at, { status }] of starts.entries())
      expect(status).toBe(kinds[at] === rows[0].deployment ? 'fulfilled' : 'rejected')
  })

  test('the app’s role reads it and can’t change it', async () => {
    const { appUrl } = await start('local')
    const app = new pg.Client({ connectionString: appUrl })
    await app.connect()
    await app.query("set app.system = 'on'")
    expect((await app.query('select deployment from installation')).rows).toEqual([{ deployment: 'local' }])
    for (const sql of ["update installation set deployment = 'production'", 'delete from installation'])
      await expect(app.query(sql)).rejects.toThrow('permission denied')
    await app.end()
  })
})

describe('demo people', () => {
  test.each(['staff@demo.test', 'somebody-else@demo.test', 'ADMIN@Demo.Test'])(
    'keep a production start from a database: %s',
    async (email) => {
      await start('production')
      await addPerson(email)
      const refused = start('production')
      await expect(refused).rejects.toThrow(`The demo’s people are in this database (${email})`)
      // What it says to do, done.
      const words = String(await refused.catch((error: unknown) => error))
      await owner.query(words.slice(words.indexOf('begin;')))
      await expect(start('production')).resolves.toBeDefined()
    },
  )

  test('of an earlier version, too', async () => {
    await asBefore()
    await addPerson('admin@demo.test')
    await expect(start('production')).rejects.toThrow('The demo’s people')
    await expect(start('local')).resolves.toBeDefined()
  })

  test.each([
    ['a person', () => addPerson('ada@example.com')],
    ['a company', () => addOrg('acme')],
  ])('get into no database with %s that the demo didn’t make', async (_, add) => {
    await asBefore()
    await add()
    await expect(start('local')).rejects.toThrow('people or companies that the demo didn’t make')
    expect((await owner.query('select 1 from installation')).rows).toEqual([])
    await expect(start('production')).resolves.toBeDefined()
  })

  test('stay where others came later: people may be added to a trial', async () => {
    await start('local')
    await addPerson('ada@example.com')
    await addOrg('acme')
    await expect(start('local')).resolves.toBeDefined()
  })

  test('get into none that takes real payments', async () => {
    await start('local')
    await addOrg('summit-ridge', 'production')
    await expect(start('local')).rejects.toThrow('Acme Roofing takes real payments')
  })
})

test('a refused start has not even migrated', async () => {
  await owner.query('create table app_user (email text)')
  await owner.query("insert into app_user values ('staff@demo.test')")
  const before = await tables()
  await expect(start('production')).rejects.toThrow('The demo’s people')
  expect(await tables()).toBe(before)
})

test('the app’s connection must lead to the database that was checked', async () => {
  await start('local')
  await expect(
    migrate({ databaseUrl, deployment: 'local', appUrl: process.env.APP_DATABASE_URL ?? '' }),
  ).rejects.toThrow('must lead to the same database')
})

describe('a worker of its own', () => {
  /** Does `work` with a connection that is closed afterwards. */
  async function withConnection<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString })
    await client.connect()
    return work(client).finally(() => client.end())
  }

  test('works for a database that a start has prepared, of its kind', async () => {
    const { appUrl } = await start('local')
    await withConnection(appUrl, async (app) => {
      await expect(requireInstallation(app, 'local')).resolves.toBeUndefined()
      await expect(requireInstallation(app, 'production')).rejects.toThrow('made with DEPLOYMENT=local')
    })
  })

  test('works for one database only', async () => {
    const { appUrl, workerUrl } = await start('local')
    await withConnection(appUrl, async (app) => {
      await expect(withConnection(workerUrl, (queue) => checkSameDatabase(queue, app))).resolves.toBeUndefined()
      const other = process.env.WORKER_DATABASE_URL ?? ''
      await expect(withConnection(other, (queue) => checkSameDatabase(queue, app))).rejects.toThrow('the same database')
    })
  })

  test('makes nothing', async () => {
    await expect(requireInstallation(owner, 'local')).rejects.toThrow('never migrated. Run npm run migrate')
    expect(await tables()).toBe(0)
  })
})
