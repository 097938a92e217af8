import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linkIdOf } from '@/lib/links/link-token'
import { purposeKeys } from '@/lib/purpose-key'
import { rightProduction } from '@/lib/testing/production'
import { appDatabaseUrl } from '../../tools/postgres/app-role'

// The command as an operator runs it, from source, for a production installation whose database nobody has touched.

const cluster = process.env.DATABASE_URL ?? ''
const name = `admin_${randomUUID().replaceAll('-', '')}`
const databaseUrl = Object.assign(new URL(cluster), { pathname: `/${name}` }).href
const production: Record<string, string> = { ...rightProduction(), NODE_ENV: 'production', DATABASE_URL: databaseUrl }
const owner = new pg.Client({ connectionString: databaseUrl })

const execute = promisify(execFile)
const { PATH, HOME } = process.env
const run = async (...args: string[]) => {
  const env = { PATH, HOME, TSX_TSCONFIG_PATH: 'tools/tsconfig.json', ...production }
  return (await execute(process.execPath, ['--import', 'tsx', 'scripts/admin/main.ts', ...args], { env: env as never }))
    .stdout
}
const rows = async (text: string, values: unknown[] = []) => {
  await owner.query(`select set_config('app.system', 'on', false)`)
  return (await owner.query(text, values)).rows
}

/** The id of the link that a command printed. */
function linkIn(said: string): string {
  const [, token = ''] = /https:\/\/pay\.example\.com\/link\/([\w-]+)/.exec(said) ?? []
  const id = linkIdOf(token, purposeKeys('plumbline one-time link', [production.AUTH_SECRET ?? '']))
  if (!id) throw new Error(`No link in: ${said}`)
  return id
}
const setPassword = async (linkId: string, hash: string): Promise<string | null> =>
  (await rows('select public.set_password_by_link($1, $2) as of', [linkId, hash]))[0].of

beforeAll(async () => {
  const admin = new pg.Client({ connectionString: cluster })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  await owner.connect()
})
afterAll(() => owner.end())

const ADA = ['--email', ' Ada.Lee@Example.com ', '--name', 'Ada Lee']
const email = 'ada.lee@example.com'

describe.sequential('the staff of a new installation', () => {
  let first = ''

  test('nothing is said to be there, and nobody has a password', async () => {
    expect(await run('list-staff')).toContain('There is no staff yet.')
    expect(await rows('select deployment from installation')).toEqual([{ deployment: 'production' }])
    expect(await rows('select 1 from app_user')).toEqual([])
  })

  test('somebody is added, who can do nothing but set a password', async () => {
    const said = await run('create-staff', ...ADA)
    expect(said).toContain('24 hours')
    first = linkIn(said)
    const [user] = await rows('select email, name, is_staff, password_hash from app_user')
    expect(user).toMatchObject({ email, name: 'Ada Lee', is_staff: true })
    expect(user.password_hash).toMatch(/^\$argon2id\$/)
    const [link] = await rows('select * from one_time_link')
    expect(link).toMatchObject({ id: first, kind: 'staff_setup', email, used_at: null, revoked_at: null })
    expect(link.expires_at - link.created_at).toBeLessThanOrEqual(24 * 60 * 60_000 + 1000)
    // What opens it stands nowhere, and no mail was asked for.
    const token = /link\/([\w-]+)/.exec(said)?.[1] ?? ''
    expect(JSON.stringify(link)).not.toContain(token.slice(22))
    expect(await rows('select 1 from graphile_worker._private_jobs')).toEqual([])
    expect(await run('list-staff')).toMatch(/ada\.lee@example\.com +Ada Lee +invited until .+ never here/)
  })

  test('nobody is added twice, without a name, or with what is no address', async () => {
    await expect(run('create-staff', ...ADA)).rejects.toThrow('is staff already')
    await expect(run('create-staff', '--email', 'x@example.com')).rejects.toThrow('--name is missing')
    await expect(run('create-staff', '--email', 'x@example.com', '--name', '  ')).rejects.toThrow('--name is missing')
    await expect(run('create-staff', '--email', 'x@', '--name', 'X')).rejects.toThrow('isn’t an email address')
    await expect(run('create-staff', '--mail', 'x@example.com')).rejects.toThrow(
      'npm run admin -- create-staff --email',
    )
    expect(await rows('select 1 from app_user')).toHaveLength(1)
  })

  test('another link ends the one before and the password, and is used once', async () => {
    const second = linkIn(await run('invite-staff', '--email', email))
    expect(await setPassword(first, 'stolen')).toBeNull()
    expect(await setPassword(second, 'hers')).not.toBeNull()
    expect(await setPassword(second, 'again')).toBeNull()
    expect(await run('list-staff')).toContain('can sign in')
    await run('invite-staff', '--email', email)
    expect((await rows('select password_hash from app_user'))[0].password_hash).toMatch(/^\$argon2id\$/)
    await expect(run('invite-staff', '--email', 'nobody@example.com')).rejects.toThrow('Nobody of the staff has')
  })

  test('somebody who is disabled has no session and no link that works, and comes back by another', async () => {
    const link = linkIn(await run('invite-staff', '--email', email))
    const [{ id }] = await rows('select id from app_user')
    await rows(
      `insert into session (id, user_id, idle_at, expires_at, address, user_agent)
       values ($1, $2, now() + interval '1 hour', now() + interval '1 hour', '192.0.2.1', 'a test')`,
      [randomUUID(), id],
    )
    expect(await run('disable-staff', '--email', email)).toContain('Nobody of the staff can sign in now.')
    expect(await rows('select 1 from session where ended_at is null')).toEqual([])
    expect(await setPassword(link, 'back')).toBeNull()
    await expect(run('disable-staff', '--email', email)).rejects.toThrow('disabled already')
    expect(await run('list-staff')).toContain('disabled since')
    expect(await setPassword(linkIn(await run('invite-staff', '--email', email)), 'back')).toBe(id)
    expect(await run('list-staff')).toContain('can sign in')
  })

  test('a second step is reset, its owner signed out and told', async () => {
    const [{ id }] = await rows('select id from app_user')
    await rows(`insert into authenticator (user_id, secret_sealed, confirmed_at) values ($1, 'v1.x.y', now())`, [id])
    await rows(
      `insert into session (id, user_id, idle_at, expires_at, second_step_at, address, user_agent)
       values ($1, $2, now() + interval '1 hour', now() + interval '1 hour', now(), '192.0.2.1', 'a test')`,
      [randomUUID(), id],
    )
    expect(await run('reset-second-step', '--email', email)).toContain('signs in with the password alone')
    expect(await rows('select 1 from authenticator')).toEqual([])
    expect(await rows('select 1 from session where ended_at is null')).toEqual([])
    expect(await rows('select user_id, kind from alarm')).toEqual([{ user_id: id, kind: 'second_step' }])
    expect(await run('reset-second-step', '--email', email)).toContain('has no two-step sign-in')
    await expect(run('reset-second-step', '--email', 'x@example.com')).rejects.toThrow('Nobody signs in with')
  })

  test('every act is in the security log, with who did it', async () => {
    const events = await rows('select event, actor_name from security_event order by id')
    const names = events.map(({ event }) => event)
    for (const event of ['user_added', 'staff_invited', 'user_disabled', 'password_changed', 'second_step_reset'])
      expect(names, event).toContain(event)
    for (const { event, actor_name } of events)
      if (event === 'staff_invited') expect(actor_name).toMatch(/^Command admin by ./)
  })

  test('the keys are rotated as the app, without the owner’s connection', async () => {
    const { DATABASE_URL: _, ...app } = production
    expect(await run('rotate-keys')).toContain('0 secrets sealed again.')
    const env = {
      PATH,
      HOME,
      TSX_TSCONFIG_PATH: 'tools/tsconfig.json',
      ...app,
      APP_DATABASE_URL: appDatabaseUrl(databaseUrl),
    }
    const asApp = ['--import', 'tsx', 'scripts/admin/main.ts', 'rotate-keys']
    expect((await execute(process.execPath, asApp, { env: env as never })).stdout).toContain('0 secrets sealed again.')
  })

  test('the key that seals papers is rotated as the app, and it’s in the log', async () => {
    for (const certificates of [1, 2]) {
      const said = await run('rotate-seal')
      expect(said).toContain('A new key seals papers from now on.')
      const [, fingerprint = ''] = /SHA-256 ([0-9A-F:]{95})/.exec(said) ?? []
      const rowsNow = await rows('select sha256, key_sealed, retired_at from seal_certificate order by made_at')
      expect(rowsNow).toHaveLength(certificates)
      expect(rowsNow.at(-1)).toMatchObject({ sha256: fingerprint.replaceAll(':', '').toLowerCase(), retired_at: null })
      expect(rowsNow.filter(({ key_sealed }) => key_sealed !== null)).toHaveLength(1)
      const [entry] = await rows(
        `select detail, actor_name from security_event where event = 'seal_rotated' order by id desc`,
      )
      expect(entry).toMatchObject({
        detail: `Certificate ${rowsNow.at(-1).sha256}`,
        actor_name: expect.stringMatching(/^Command admin by ./),
      })
    }
    expect(await run('rotate-keys')).toContain('Key 2 now seals 1.')
    const withFile = execute(process.execPath, ['--import', 'tsx', 'scripts/admin/main.ts', 'rotate-seal'], {
      env: {
        PATH,
        HOME,
        TSX_TSCONFIG_PATH: 'tools/tsconfig.json',
        ...production,
        SEAL_P12_FILE: '/etc/seal.p12',
        SEAL_P12_PASSWORD: 'correct',
      } as never,
    })
    await expect(withFile).rejects.toThrow('nothing was rotated')
  })

  test('a member of a company is made no staff', async () => {
    await rows(`insert into app_user (id, email, name, password_hash) values ($1, 'member@example.com', 'M', 'x')`, [
      randomUUID(),
    ])
    const give = ['--email', 'member@example.com']
    await expect(run('create-staff', ...give, '--name', 'M')).rejects.toThrow('as a member of a company')
    for (const command of ['disable-staff', 'invite-staff'])
      await expect(run(command, ...give)).rejects.toThrow('is no staff')
  })
})

test('help says all that there is, and what is unknown gets it, too', async () => {
  const said = await run('help')
  for (const command of ['create-staff --email', 'list-staff', 'disable-staff', 'invite-staff', 'npm run security-log'])
    expect(said).toContain(command)
  expect(said).toContain('rotate-keys')
  expect(await run()).toBe(said)
  expect(await run('create-staff', '--help')).toBe(said)
  await expect(run('drop-everything')).rejects.toThrow('create-staff --email')
  await expect(run('constructor')).rejects.toThrow('isn’t a command')
})

test('a database of the demo, or an environment that isn’t right, is refused before anything is done', async () => {
  const env = { PATH, HOME, TSX_TSCONFIG_PATH: 'tools/tsconfig.json', ...production }
  const other = (changes: Record<string, string>) =>
    execute(process.execPath, ['--import', 'tsx', 'scripts/admin/main.ts', 'list-staff'], {
      env: { ...env, ...changes } as never,
    })
  await expect(other({ DATABASE_URL: cluster })).rejects.toThrow('DEPLOYMENT=local')
  await expect(other({ AUTH_SECRET: 'a'.repeat(44) })).rejects.toThrow('AUTH_SECRET')
  await expect(other({ DEPLOYMENT: '' })).rejects.toThrow('Say whether this installation is for real')
})
