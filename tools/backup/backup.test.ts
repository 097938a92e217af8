import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { forOrg as inOrg } from '@/lib/db'
import { takePayment } from '@/lib/payments/take/take-payment'
import { sealPaper } from '@/lib/seal/seal-paper'
import { keepSealed } from '@/lib/seal/sealed-files'
import { context, ledgerOf, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { jobWithDocument, send } from '@/lib/testing/papers'
import { plainPdf } from '@/lib/testing/seals'
import { open } from '@/lib/vault'
import { migrate } from '../postgres/migrate'
import { checkBackup, FIRST_LINE } from './frames'
import { restoreBackup } from './restore-backup'
import { listTables } from './tables'
import { takeBackup } from './take-backup'

setUpSandbox()

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const databaseUrl = process.env.DATABASE_URL ?? ''
const vaultKeys = process.env.VAULT_KEYS ?? ''
const admin = new pg.Client({ connectionString: Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).href })
beforeAll(() => admin.connect())
afterAll(() => admin.end())

/** A new database of an owner that is no superuser, as a managed server gives one. */
async function emptyDatabase(): Promise<string> {
  const [name, password] = [`restored_${randomUUID().replaceAll('-', '')}`, randomBytes(8).toString('hex')]
  await admin.query(`create role ${name} login createrole password '${password}'`)
  await admin.query(`create database ${name} owner ${name}`)
  return Object.assign(new URL(databaseUrl), { username: name, password, pathname: `/${name}` }).href
}
const backedUp = (file: string, url = databaseUrl) =>
  takeBackup({ databaseUrl: url, vaultKeys, version: '1.2.3', file: path.join(folder, file) })
const restored = (file: string, url: string, changes: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ databaseUrl: url, deployment: 'local', vaultKeys, file: path.join(folder, file), ...changes })

/** Every row of every table, as text, but for what a restore changes on purpose. */
async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const superuser = new URL(databaseUrl)
  const client = new pg.Client({ connectionString: Object.assign(superuser, { pathname: new URL(url).pathname }).href })
  await client.connect()
  try {
    const all: Record<string, string[]> = {}
    for (const { schema, name } of await listTables(client)) {
      const text = `select (to_jsonb(t) - array['locked_at', 'locked_by', 'ended_at', 'end_reason', 'revoked_at'])::text as row from ${schema}.${name} t order by 1`
      all[`${schema}.${name}`] = (await client.query(text)).rows.map(({ row }) => row)
    }
    return all
  } finally {
    await client.end()
  }
}

/** The app's modules as a process has them that is started with another database. */
async function processAt(url: string, appUrl: string) {
  vi.stubEnv('DATABASE_URL', url)
  vi.stubEnv('APP_DATABASE_URL', appUrl)
  for (const key of Object.keys(globalThis))
    if (key.startsWith('plumbline')) delete (globalThis as Record<string, unknown>)[key]
  vi.resetModules()
  const { forOrg } = await import('@/lib/db')
  const { reconcilePayment } = await import('@/lib/payments/reconcile/reconcile-payment')
  const { sealPaper } = await import('@/lib/seal/seal-paper')
  const { readSealed } = await import('@/lib/seal/sealed-files')
  return { forOrg, reconcilePayment, readSealed, sealPaper }
}

test('everything is lost, and comes back: each row, sealed credentials, and a payment that was in doubt', async () => {
  const job = await createJob(context, 500_000)
  const [sure, doubtful] = [paymentOf(job.number, 10_000), paymentOf(job.number, 20_000)]
  await takePayment(context, sure)
  await sandbox.fault('POST /v4/payment', 'reset-after')
  await takePayment(context, doubtful)
  expect((await rowOf(doubtful.paymentId)).status).toBe('unknown')
  expect(await ledgerOf(doubtful.paymentId)).toHaveLength(1)

  const { documentId } = await jobWithDocument(context, 500_000)
  await send(context, documentId)
  const original = await plainPdf()
  const paper = await sealPaper(original, { at: new Date(), reason: 'Signed by all parties' })
  await inOrg(orgId, (tx) =>
    keepSealed(tx, { orgId, documentId, versionNumber: 1, originalSha256: '0'.repeat(64), ...paper }),
  )

  const { sums } = await backedUp('all')
  expect(sums.rows).toBeGreaterThan(30)
  expect(statSync(path.join(folder, 'all')).mode & 0o777).toBe(0o600)
  const before = await rowsOf(databaseUrl)
  await admin.query(`drop database ${new URL(databaseUrl).pathname.slice(1)} with (force)`)

  const url = await emptyDatabase()
  const { migrated, sums: came } = await restored('all', url)
  expect(came).toEqual(sums)
  const after = await rowsOf(url)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [table, rows] of Object.entries(before)) {
    const others = after[table]?.filter((row) => !row.includes('"backup_restored"'))
    expect(others, table).toEqual(rows)
  }
  expect(before['graphile_worker._private_jobs']?.length).toBeGreaterThan(0)

  const { forOrg, readSealed, sealPaper: sealAgain, reconcilePayment } = await processAt(url, migrated.appUrl)
  const { pdf } = (await readSealed(orgId, { documentId, versionNumber: 1 })) ?? {}
  expect(Buffer.from(pdf ?? []).equals(Buffer.from(paper.pdf))).toBe(true)
  // The same key seals, and so the same bytes.
  expect(await sealAgain(original, { at: paper.at, reason: 'Signed by all parties' })).toEqual(paper)
  const integration = await forOrg(orgId, (tx) => tx.integration.findUniqueOrThrow({ where: { orgId } }))
  expect(open(orgId, integration.keySealed ?? '')).toBe('sandbox-key')
  expect(await reconcilePayment(orgId, doubtful.paymentId)).toBe(true)
  const found = await forOrg(orgId, (tx) =>
    tx.payment.findMany({ where: { orgId }, select: { id: true, status: true }, orderBy: { amountCents: 'asc' } }),
  )
  expect(found).toEqual([
    { id: sure.paymentId, status: 'authorized' },
    { id: doubtful.paymentId, status: 'authorized' },
  ])
  expect(await forOrg(orgId, (tx) => tx.session.count({ where: { endedAt: null } }))).toBe(0)

  // What was restored is held as before: by its constraints and triggers, and by row-level security.
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await expect(owner.query('truncate payment_event')).rejects.toThrow('never changed')
    const { rows } = await owner.query(
      `select (select count(*) from pg_constraint where contype = 'f' and not convalidated)::int as loose,
        (select count(*) from pg_trigger where not tgisinternal and tgenabled <> 'O')::int as off,
        (select count(*) from pg_class where relrowsecurity and not relforcerowsecurity and relnamespace = 'public'::regnamespace)::int as bare`,
    )
    expect(rows).toEqual([{ loose: 0, off: 0, bare: 0 }])
  } finally {
    await owner.end()
  }

  // An owner that is no superuser backs up all of it, too.
  const again = await backedUp('again', url)
  expect(again.sums.rows).toBe(Object.values(await rowsOf(url)).flat().length)
  await expect(restored('all', url)).rejects.toThrow('This database isn’t empty')
})

test('what isn’t a whole backup is refused with words, and the database stays empty', async () => {
  const url = await emptyDatabase()
  const source = await emptyDatabase()
  await migrate({ databaseUrl: source, deployment: 'local' })
  await backedUp('whole', source)
  const whole = readFileSync(path.join(folder, 'whole'))
  const write = (name: string, content: Buffer | string) => writeFileSync(path.join(folder, name), content)
  const packed = (body: Buffer) => Buffer.concat([Buffer.from(FIRST_LINE), gzipSync(body)])
  const body = gunzipSync(whole.subarray(FIRST_LINE.length))

  write('text', 'hello')
  write('empty', '')
  write('newer', Buffer.concat([Buffer.from('plumbline-backup 9\n'), whole.subarray(FIRST_LINE.length)]))
  write('cut', whole)
  truncateSync(path.join(folder, 'cut'), whole.length - 20)
  write('short', packed(body.subarray(0, body.length - 100))) // gzip is content with it
  write(
    'changed',
    packed(Buffer.from(body.toString('latin1').replace('America', 'Amerika').replace('local', 'lokal'), 'latin1')),
  )
  write('longer', packed(Buffer.concat([body, Buffer.from('x')])))
  const flipped = Buffer.from(whole)
  flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1
  write('flipped', flipped)
  for (const [file, words] of Object.entries({
    none: 'There is no file',
    text: 'isn’t a backup',
    empty: 'isn’t a backup',
    newer: 'newer Plumbline',
    cut: 'is damaged',
    short: 'is damaged',
    changed: 'is damaged',
    longer: 'is damaged',
    flipped: 'is damaged',
  }))
    await expect(restored(file, url), file).rejects.toThrow(words)
  await expect(restored('whole', url, { deployment: 'production' })).rejects.toThrow('DEPLOYMENT=local')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  expect(await listTables(client)).toEqual([])
  await client.query('create table theirs (id int)')
  await client.end()
  await expect(restored('whole', url)).rejects.toThrow('theirs')
  await expect(restored('whole', source)).rejects.toThrow('isn’t empty')
})

test('a backup of another version, and one without its keys, are refused before anything is made', async () => {
  const source = await emptyDatabase()
  await migrate({ databaseUrl: source, deployment: 'local' })
  const client = new pg.Client({ connectionString: source })
  await client.connect()
  await client.query(`select set_config('app.system', 'on', false)`)
  const { rows } = await client.query('select last_value from security_event_id_seq')
  await client.query('alter table org disable row level security')
  await client.query(`insert into org (id, slug, name) values (gen_random_uuid(), 'one', 'One')`)
  await client.query(
    `alter table integration disable row level security; insert into integration (org_id, endpoint, user_name, key_sealed, updated_at) select id, 'local', 'u', 'v1.a.b', now() from org`,
  )
  await backedUp('with-key', source)
  expect((await checkBackup(path.join(folder, 'with-key'))).header.keys).toEqual({
    '1': expect.stringMatching(/^[0-9a-f]{32}$/),
  })
  const other = `1:${randomBytes(32).toString('base64')}`
  const url = await emptyDatabase()
  await expect(restored('with-key', url, { vaultKeys: other })).rejects.toThrow('sealed with key 1')
  await expect(restored('with-key', url, { vaultKeys: null })).resolves.toBeDefined()
  expect(Number(rows[0].last_value)).toBeGreaterThan(0)

  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'y', '29990101000000_next', now())`,
  )
  await backedUp('next', source)
  await client.end()
  await expect(restored('next', await emptyDatabase())).rejects.toThrow('29990101000000_next')
})

test('a backup that fails leaves no file, and none takes the place of another', async () => {
  const nothing = await emptyDatabase()
  await expect(backedUp('of-nothing', nothing)).rejects.toThrow('There is nothing to back up')
  writeFileSync(path.join(folder, 'mine'), 'mine')
  const source = await emptyDatabase()
  await migrate({ databaseUrl: source, deployment: 'local' })
  await expect(backedUp('mine', source)).rejects.toThrow('exists')
  await expect(backedUp('no/such/folder', source)).rejects.toThrow('can’t be written')
  // Rows that row-level security hides would be lost.
  const client = new pg.Client({ connectionString: source })
  await client.connect()
  await client.query('drop policy backup_reads on line_item')
  await client.end()
  await expect(backedUp('hidden', source)).rejects.toThrow('line_item')
  expect(readdirSync(folder).filter((name) => name.includes('part') || name === 'hidden')).toEqual([])
})

test('what opened something when a backup was taken, and may have been used or taken back since, opens nothing', async () => {
  const source = await emptyDatabase()
  await migrate({ databaseUrl: source, deployment: 'local' })
  const client = new pg.Client({ connectionString: source })
  await client.connect()
  await client.query(`select set_config('app.system', 'on', false)`)
  const [user, open, used] = [randomUUID(), randomUUID(), randomUUID()]
  await client.query(`insert into app_user (id, email, name, password_hash) values ($1, 'a@example.com', 'A', 'x')`, [
    user,
  ])
  await client.query(
    `insert into one_time_link (id, kind, email, user_id, expires_at, used_at) values
      ($1, 'password_reset', 'a@example.com', $3, now() + interval '1 hour', null),
      ($2, 'password_reset', 'a@example.com', $3, now() + interval '1 hour', now())`,
    [open, used, user],
  )
  await client.query(
    `insert into half_sign_in (id, user_id, expires_at, is_new_device) values (gen_random_uuid(), $1, now() + interval '1 hour', false)`,
    [user],
  )
  await client.query(
    `insert into passkey_challenge (challenge, purpose, "of", expires_at) values ('c', 'sign in', $1, now() + interval '1 hour')`,
    [user],
  )
  const org = randomUUID()
  await client.query(`insert into org (id, slug, name) values ($1, 'roofs', 'Roofs')`, [org])
  await client.query(`select set_config('app.org_id', $1, false)`, [org])
  await client.query(
    `insert into customer (org_id, id, first_name, last_name, updated_at) values ($1, $1, 'A', 'B', now())`,
    [org],
  )
  await client.query(
    `insert into job (org_id, id, number, title, customer_id, updated_at) values ($1, $1, 1001, 'Roof', $1, now())`,
    [org],
  )
  await client.query(
    `insert into customer_link (org_id, id, job_id, name, way, created_by_name, expires_at)
      values ($1, $1, $1, 'A', 'room', 'Ada', now() + interval '1 day')`,
    [org],
  )
  await backedUp('links', source)
  await client.end()

  const url = await emptyDatabase()
  await restored('links', url)
  const there = new pg.Client({ connectionString: url })
  await there.connect()
  try {
    const { rows } = await there.query(
      'select id, used_at is not null as used, revoked_at is not null as revoked from one_time_link order by used',
    )
    expect(rows).toEqual([
      { id: open, used: false, revoked: true },
      { id: used, used: true, revoked: false },
    ])
    const { rows: left } = await there.query(
      'select (select count(*) from half_sign_in where expires_at > now())::int as halves, ' +
        '(select count(*) from passkey_challenge where expires_at > now())::int as challenges',
    )
    expect(left).toEqual([{ halves: 0, challenges: 0 }])
    const { rows: links } = await there.query('select revoked_by_name from customer_link where revoked_at is not null')
    expect(links).toEqual([{ revoked_by_name: 'A restored backup' }])
  } finally {
    await there.end()
  }
})
