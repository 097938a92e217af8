import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CARD_RULE } from '../../tools/postgres/card-rule'
import { isException, listTextColumns, maskStoredCards, sweepOnce, type TextColumn } from './sweep'

// A row in every table whose every text has a card number in it, in this file's copy of the database.

const CARD = '5454 5454 5454 5454'
const TYPED = `Card ${CARD} exp 12/30`
const MASKED = 'Card •••• 5454 exp 12/30'
/** What stays as it is. Searches are made of some of it. */
const KEPT = 'kept 378282246310006'
/** Numbers that aren't a card's: phones, a check, PaySimple's, one with a wrong digit, one that no brand has. */
const OTHERS =
  '720-555-0199 303-555-0142 · Check 1042, 1043 · Trace 091000010000001 · 4111111111111112 · 9999999999999995'

const connect = async (url = process.env.DATABASE_URL) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
let owner: pg.Client
let columns: TextColumn[]
const isNotOurs = (table: string) => isException({ schema: 'public', table, column: 'any', kind: 'text' })

type Column = { table: string; column: string; type: string; category: string; first: string | null }

/** A value that a column takes, whatever it is for. */
function valueFor({ table, column, type, category, first }: Column): unknown {
  if (category === 'E') return first
  if (isException({ schema: 'public', table, column, kind: 'text' })) return category === 'S' ? KEPT : '{}'
  if (type === 'json' || type === 'jsonb') return JSON.stringify({ note: TYPED, list: [TYPED, 5] })
  if (category === 'A') return [TYPED]
  if (category === 'S') return TYPED
  if (type === 'uuid') return randomUUID()
  if (category === 'N') return 1
  if (category === 'B') return true
  return '2026-11-28'
}

beforeAll(async () => {
  owner = await connect()
  columns = (await listTextColumns(owner)).filter(({ schema, table }) => schema === 'public' && !isNotOurs(table))
  const { rows: checks } = await owner.query(
    `select conrelid::regclass::text as table, conname as name from pg_constraint c
     join pg_namespace n on n.oid = c.connamespace where contype = 'c' and n.nspname = 'public'`,
  )
  for (const { table, name } of checks)
    await owner.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
  const { rows } = await owner.query<Column>(
    `select c.oid::regclass::text as table, a.attname as column, t.typname as type, t.typcategory as category,
       (select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder limit 1) as first
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     join pg_type t on t.oid = a.atttypid
     where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
  )
  await owner.query('set session_replication_role = replica') // neither triggers nor foreign keys
  for (const [table, all] of byTable(rows)) {
    if (isNotOurs(table)) continue
    await owner.query(`delete from ${table}`) // some rows are there from the start
    const names = all.map(({ column }) => pg.escapeIdentifier(column))
    await owner.query(
      `insert into ${table} (${names.join(', ')}) overriding system value values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      all.map(valueFor),
    )
  }
  await owner.query("select setval(pg_get_serial_sequence('security_event', 'id'), 1000)")
  await owner.query('set session_replication_role = origin')
})
afterAll(() => owner.end())

function byTable(rows: Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>()
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
  return tables
}

async function textsIn(client: pg.Client, { schema, table, column }: TextColumn): Promise<string[]> {
  const name = pg.escapeIdentifier(column)
  const { rows } = await client.query(
    `select ${name}::text as text from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)} where ${name} is not null`,
  )
  return rows.map(({ text }) => text)
}

test('a card number in any text of any table is masked, and its last four digits stay', async () => {
  expect(columns.length).toBeGreaterThan(60)
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toContain('payment_event.detail')
  const { masked, untouched } = await maskStoredCards(owner)
  expect(untouched).toEqual([])
  const swept = columns.filter((column) => !isException(column))
  expect(masked).toBeGreaterThan(swept.length - 5) // a trigger makes searches anew of what they are made of
  for (const column of columns) {
    const texts = (await textsIn(owner, column)).join()
    const what = `${column.table}.${column.column}`
    if (isException(column)) expect(texts, what).toMatch(/kept|\{\}/)
    else {
      expect(texts, what).not.toContain(CARD)
      expect(texts.toLowerCase(), what).toContain(MASKED.toLowerCase())
    }
  }
})

test('again, it changes nothing', async () => expect((await maskStoredCards(owner)).masked).toBe(0))

// The logs let nothing else be changed: what stands between the digits is part of the number.
test.each([
  '4111/1111/1111/1111',
  '٤١١١١١١١١١١١١١١١',
  '4111\u202a1111\u202a1111\u202a1111',
  '4111) (1111) (1111) (1111',
])('the logs take that %s is masked, and no other change', async (card) => {
  for (const table of ['security_event', 'audit_event', 'payment_event']) {
    const { rows } = await owner.query(`select ctid::text as at, detail from ${table} limit 1`)
    const [{ at, detail }] = rows
    await owner.query('set session_replication_role = replica')
    await owner.query(`update ${table} set detail = $1 where ctid = $2::tid`, [`É Card ${card} exp`, at])
    await owner.query('set session_replication_role = origin')
    expect(await maskStoredCards(owner), table).toEqual({ masked: 1, untouched: [] })
    const { rows: now } = await owner.query(`select ctid::text as at, detail from ${table} where detail like 'É Card%'`)
    expect(now[0].detail, table).toBe('É Card •••• 1111 exp')
    await owner.query("select set_config('app.masks_cards', 'on', false)")
    for (const changed of ['É Cart •••• 1111 exp', 'E Card •••• 1111 exp', '•••• 1111', ''])
      await expect(
        owner.query(`update ${table} set detail = $1 where ctid = $2::tid`, [changed, now[0].at]),
        `${table}: ${changed}`,
      ).rejects.toThrow('never changed')
    await owner.query("select set_config('app.masks_cards', '', false)")
    await owner.query('set session_replication_role = replica')
    await owner.query(`update ${table} set detail = $1 where ctid = $2::tid`, [detail, now[0].at])
    await owner.query('set session_replication_role = origin')
  }
})

test('other numbers stay as they are', async () => {
  const id = randomUUID()
  await owner.query('set session_replication_role = replica')
  await owner.query(
    `insert into customer (org_id, id, first_name, last_name, notes, updated_at) values ($1, $1, 'Ada', '4111 1111', $2, now())`,
    [id, OTHERS],
  )
  await owner.query('set session_replication_role = origin')
  expect((await maskStoredCards(owner)).masked).toBe(0)
  const { rows } = await owner.query('select notes from customer where id = $1', [id])
  expect(rows[0].notes).toBe(OTHERS)
})

test('an owner that row-level security binds reaches every organization', async () => {
  const role = `sweeper_${randomUUID().slice(0, 8)}`
  await owner.query(`create role ${role} login password 'x'`)
  await owner.query(`grant usage, create on schema public, graphile_worker to ${role}`)
  await owner.query(`grant execute on all functions in schema public to ${role}`) // which an owner of theirs may run
  const { rows: tables } = await owner.query(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`,
  )
  for (const { name } of tables) await owner.query(`alter table ${name} owner to ${role}`)
  const orgs = [randomUUID(), randomUUID()]
  await owner.query('set session_replication_role = replica')
  for (const org of orgs) {
    await owner.query(`insert into org (id, slug, name) values ($1, $2, 'Org')`, [org, org])
    await owner.query(
      `insert into customer (org_id, id, first_name, last_name, notes, updated_at) values ($1, $1, 'Ada', 'Okafor', $2, now())`,
      [org, TYPED],
    )
  }
  await owner.query('set session_replication_role = origin')
  const url = new URL(process.env.DATABASE_URL ?? '')
  Object.assign(url, { username: role, password: 'x' })
  const bound = await connect(url.href)
  await owner.query('delete from card_number_sweep')
  expect((await sweepOnce(bound)).masked).toBe(2)
  expect(await sweepOnce(bound)).toEqual({ masked: 0, untouched: [] })
  await bound.end()
  const { rows } = await owner.query('select notes from customer where org_id = any($1)', [orgs])
  expect(rows.map(({ notes }) => notes)).toEqual([MASKED, MASKED])
})

test('a start sweeps once for each wording of the rule', async () => {
  await owner.query('delete from card_number_sweep')
  await owner.query(`update customer set notes = $1 where last_name = 'Okafor'`, [TYPED])
  expect(await sweepOnce(owner)).toEqual({ masked: 2, untouched: [] })
  await owner.query(`update customer set notes = $1 where last_name = 'Okafor'`, [TYPED])
  expect(await sweepOnce(owner)).toEqual({ masked: 0, untouched: [] })
  const { rows } = await owner.query('select rule, masked, untouched from card_number_sweep')
  expect(rows).toEqual([{ rule: CARD_RULE, masked: 2, untouched: [] }])
})
