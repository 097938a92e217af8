import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The migration that made lists searchable, on rows that were there before it.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
const name = `before_search_${randomUUID().slice(0, 8)}`
let db: pg.Client

beforeAll(async () => {
  await owner.connect()
  await owner.query(`create database ${name}`)
  const url = new URL(process.env.DATABASE_URL ?? '')
  url.pathname = `/${name}`
  db = new pg.Client({ connectionString: url.href })
  await db.connect()
  await db.query('create schema graphile_worker') // the queue's own migrations aren't needed
})
afterAll(async () => {
  await db.end()
  await owner.query(`drop database ${name}`)
  await owner.end()
})

test('fault 45: rows from before the migration are found, names are composed, and nobody is told of payments', async () => {
  const migrations = readdirSync('prisma/migrations')
    .filter((each) => /^\d/.test(each))
    .sort()
  const apply = (each: string) => db.query(readFileSync(`prisma/migrations/${each}/migration.sql`, 'utf8'))
  const search = migrations.findIndex((each) => each.endsWith('_search'))
  for (const each of migrations.slice(0, search)) await apply(each)

  const [org, customer, job, payment] = Array.from({ length: 4 }, () => randomUUID())
  await db.query(`insert into org (id, slug, name) values ('${org}', 'old', 'Old')`)
  await db.query(
    `insert into customer (org_id, id, first_name, last_name, updated_at) values ($1, $2, $3, 'Großmann', now())`,
    [org, customer, 'Jose\u0301'],
  )
  await db.query(
    `insert into job (org_id, id, number, title, customer_id, updated_at)
     values ('${org}', '${job}', 1051, 'Deck', '${customer}', now())`,
  )
  await db.query(
    `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
       taken_by_id, taken_by_name, merchant_key, send_by)
     values ('${org}', '${payment}', '${job}', 'agreement', 1, 'settled', 'Visa', '1111', 'P', '${org}', 'Ada', 'x', now())`,
  )
  const told: unknown[] = []
  db.on('notification', (notice) => told.push(notice))
  await db.query('listen plumbline_changes')
  await apply(migrations[search] ?? '')

  const { rows } = await db.query(
    `select first_name, customer.search as customer, job.search as job, payment.search as payment
     from customer, job, payment`,
  )
  expect(rows[0].first_name).toBe('José')
  expect(rows[0].customer).toContain('jose grossmann')
  expect(rows[0].job).toMatch(/job 1051 deck.*jose grossmann/)
  expect(rows[0].payment).toMatch(/visa 1111 p by ada.*job 1051 deck.*jose grossmann/)
  expect(told).toEqual([])
  const { rows: forced } = await db.query(
    "select count(*)::int from pg_class where relname in ('customer', 'job', 'payment') and relforcerowsecurity",
  )
  expect(forced).toEqual([{ count: 3 }])
})
