import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { FAULTS, rightProduction } from '@/lib/testing/production'

// The command itself, in a folder of its own: what it must refuse, it refuses at once and before it has made anything.

const databaseUrl = process.env.DATABASE_URL ?? ''
const folder = mkdtempSync(path.join(tmpdir(), 'start-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FROM_SOURCE = ['--import', import.meta.resolve('tsx'), path.resolve('scripts/start.ts')]

/** Runs it to its end with these variables and no others. @returns its exit code, and what it said */
async function start(variables: NodeJS.Dict<string>) {
  const { PATH, HOME } = process.env
  // Not to the node that begins it: what it loads there may want some of this.
  const { NODE_OPTIONS = '', ...rest } = variables
  const env = { PATH, HOME, TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json'), ...rest, NODE_OPTIONS }
  const child = spawn(process.execPath, FROM_SOURCE, {
    cwd: folder,
    env: env as NodeJS.Dict<string> as NodeJS.ProcessEnv,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const [code] = await once(child, 'close')
  return { code, said }
}

async function tables(): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query("select oid::text from pg_class where relkind = 'r' order by 1")
  await client.end()
  return rows.map(({ oid }) => oid)
}

describe('npm start makes nothing where', () => {
  // One for each variable: lib/env.test.ts goes through all of them.
  const each = FAULTS.filter(
    ([name], at) => FAULTS.findIndex((other) => other[0] === name) === at && name !== 'NODE_OPTIONS',
  )

  test.concurrent.each(each)('%s is wrong: %s', async (name, _, changes) => {
    const { code, said } = await start(changes)
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(new RegExp(`^  ${name} .+\\.$`, 'm')) })
    expect(readdirSync(folder)).toEqual([])
  })

  test.concurrent('nobody says what kind of installation it is, and it looks like a real one', async () => {
    const { code, said } = await start({ ...rightProduction(), DATABASE_URL: databaseUrl, DEPLOYMENT: '' })
    expect(code).toBe(1)
    expect(said).toContain(
      'DEPLOYMENT isn’t set, and DATABASE_URL, APP_URL, SMTP_URL, AUTH_SECRET, VAULT_KEYS, FILES_DIR are.',
    )
    expect(readdirSync(folder)).toEqual([])
  })

  test('the database is one for trying out', async () => {
    const before = await tables()
    const { code, said } = await start({ ...rightProduction(), PORT: '1', DATABASE_URL: databaseUrl })
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('made with DEPLOYMENT=local') })
    expect(await tables()).toEqual(before)
    expect(readdirSync(folder)).toEqual([])
  })

  test('the demo’s people are in the database', async () => {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query("update installation set deployment = 'production'")
    await client.query(
      "insert into app_user (id, email, name, password_hash) values ($1, 'staff@demo.test', 'S', 'none')",
      [randomUUID()],
    )
    await client.end()
    const { code, said } = await start({ ...rightProduction(), DATABASE_URL: databaseUrl })
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('in this database (staff@demo.test)') })
    expect(readdirSync(folder)).toEqual([])
  })
})
