import { randomUUID } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChild } from '../process/children'
import { appDatabaseUrl, workerDatabaseUrl } from './app-role'
import { connect } from './connect'
import { migrate } from './migrate'

// A database that is there, and that nothing has prepared: as after a first `createdb`.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
const made: string[] = []
beforeAll(() => owner.connect())
afterAll(async () => {
  for (const name of made) {
    await owner.query(`drop database ${name} with (force)`)
    for (const role of [`${name}_app`, `${name}_worker`]) await owner.query(`drop role if exists ${role}`)
  }
  await owner.end()
})

/** A new, empty database. @returns the owner's connection */
async function empty(): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await owner.query(`create database ${name}`)
  made.push(name)
  return Object.assign(new URL(process.env.DATABASE_URL ?? ''), { pathname: `/${name}` }).href
}

/** Starts a program as `npm run app` and `npm run worker` do, and waits for its end. @returns what it printed */
async function startOn(program: 'app' | 'worker', connections: NodeJS.Dict<string>): Promise<string> {
  const said: string[] = []
  const file = program === 'app' ? ['scripts/compiled.ts', 'app'] : ['scripts/worker.ts']
  const child = startChild({
    name: program,
    args: ['--import', 'tsx', ...file],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'error', TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') },
      ...{ DATABASE_URL: '', SMTP_URL: 'smtp://127.0.0.1:1', SANDBOX_URL: 'http://127.0.0.1:1', ...connections },
    },
    onLine: (line) => said.push(line),
  })
  expect(await child.exited, said.join('\n')).toBe('with code 1')
  await child.stop()
  return said.join('\n')
}

test.each(['app', 'worker'] as const)(
  '%s on one without its roles says to migrate it, and no password',
  async (program) => {
    const databaseUrl = await empty()
    const connections = {
      APP_DATABASE_URL: appDatabaseUrl(databaseUrl),
      WORKER_DATABASE_URL: workerDatabaseUrl(databaseUrl),
    }
    const said = await startOn(program, connections)
    expect(said).toContain('the database was never migrated')
    expect(said).toContain('npm run migrate')
    for (const url of [databaseUrl, ...Object.values(connections)]) expect(said).not.toContain(new URL(url).password)
  },
)

test.each(['app', 'worker'] as const)('%s on one whose roles are there already says to migrate it', async (program) => {
  const pathname = new URL(await empty()).pathname
  // The roles belong to the whole server: those of another database may connect to this one.
  const moved = (url = '') => Object.assign(new URL(url), { pathname }).href
  const { APP_DATABASE_URL, WORKER_DATABASE_URL } = process.env
  const said = await startOn(program, {
    APP_DATABASE_URL: moved(APP_DATABASE_URL),
    WORKER_DATABASE_URL: moved(WORKER_DATABASE_URL),
  })
  expect(said).toContain('This database was never migrated. Run npm run migrate')
})

test('a wrong password of the owner’s isn’t taken for that', async () => {
  const wrong = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { password: 'not-this-one' }).href
  const error = await connect(wrong).catch((reason: Error) => reason)
  expect(String(error)).toContain('password authentication failed')
  expect(String(error)).not.toContain('migrate')
})

test('migrate makes the roles that an environment names before there are any, with its passwords', async () => {
  const databaseUrl = await empty()
  const name = new URL(databaseUrl).pathname.slice(1)
  const as = (role: string) =>
    Object.assign(new URL(databaseUrl), { username: `${name}_${role}`, password: `mine of ${role}` }).href
  const given = { databaseUrl, deployment: 'local', appUrl: as('app'), workerUrl: as('worker') } as const
  expect(await migrate(given)).toMatchObject({ appUrl: given.appUrl, workerUrl: given.workerUrl })
  for (const url of [given.appUrl, given.workerUrl]) await (await connect(url, 'APP_DATABASE_URL')).end()
  // A role that is there keeps its password, whatever an environment says.
  const other = Object.assign(new URL(given.appUrl), { password: 'another' }).href
  await expect(migrate({ ...given, appUrl: other })).rejects.toThrow('role has another password')
  await (await connect(given.appUrl, 'APP_DATABASE_URL')).end()
})
