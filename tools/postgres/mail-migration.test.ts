import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'

const FOLDER = path.resolve('prisma/migrations')
const MAIL = '20261129000000_mail'
const REQUESTS = '20261129110100_email_request'
const sqlOf = (name: string) => readFileSync(path.join(FOLDER, name, 'migration.sql'), 'utf8')

/** A database of its own with the tables as they were before that migration. */
async function before(migration: string): Promise<{ client: pg.Client; drop: () => Promise<void> }> {
  const url = new URL(process.env.DATABASE_URL ?? '')
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  const name = `migration_${randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${name}`)
  const client = new pg.Client({ connectionString: Object.assign(url, { pathname: `/${name}` }).href })
  await client.connect()
  const earlier = readdirSync(FOLDER).filter((each) => /^\d/.test(each) && each < migration)
  for (const each of earlier.sort()) await client.query(sqlOf(each))
  const drop = async () => {
    await client.end()
    await admin.query(`drop database ${name}`)
    await admin.end()
  }
  return { client, drop }
}

/** An organization's receipts in these states, each of a payment of its own. */
async function insertEmails(client: pg.Client, statuses: readonly string[]): Promise<void> {
  const [orgId, customerId, jobId] = [randomUUID(), randomUUID(), randomUUID()]
  await client.query(`insert into org (id, slug, name) values ($1, 'one', 'One')`, [orgId])
  await client.query(
    `insert into customer (org_id, id, first_name, last_name, updated_at) values ($1, $2, 'Olivia', 'Marsh', now())`,
    [orgId, customerId],
  )
  await client.query(
    `insert into job (org_id, id, number, title, customer_id, updated_at) values ($1, $2, 1, 'Roof', $3, now())`,
    [orgId, jobId, customerId],
  )
  for (const status of statuses) {
    const paymentId = randomUUID()
    await client.query(
      `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
         taken_by_id, taken_by_name, merchant_key, send_by)
       values ($1, $2, $3, 'agreement', 100, 'authorized', 'Visa', '1111', 'Olivia', $3, 'Ada', 'local:x', now())`,
      [orgId, paymentId, jobId],
    )
    await client.query(
      `insert into email (org_id, id, payment_id, kind, "to", status, created_at)
       values ($1, $2, $3, 'receipt', 'a@example.com', $4, '2026-11-20T12:00:00Z')`,
      [orgId, randomUUID(), paymentId, status],
    )
  }
}

test('fault 38: receipts that had failed before are shown to the office; all else stays as it was', async () => {
  const { client, drop } = await before(MAIL)
  try {
    await insertEmails(client, ['queued', 'sent', 'retrying', 'failed'])
    await client.query(sqlOf(MAIL))
    const { rows } = await client.query('select status, attention_at, copy_of_id from email order by status')
    const at = new Date('2026-11-20T12:00:00Z')
    expect(rows).toEqual([
      { status: 'queued', attention_at: null, copy_of_id: null },
      { status: 'sent', attention_at: null, copy_of_id: null },
      { status: 'retrying', attention_at: null, copy_of_id: null },
      { status: 'failed', attention_at: at, copy_of_id: null },
    ])
    expect((await client.query('select * from mail_waiting()')).rows).toEqual([
      { waiting: '2', waiting_since: at, undelivered: '1' },
    ])
    expect((await client.query('select failing_since from mail_server')).rows).toEqual([{ failing_since: null }])
  } finally {
    await drop()
  }
})

test('the keys of emails that were asked for stay known', async () => {
  const { client, drop } = await before(REQUESTS)
  try {
    await insertEmails(client, ['sent', 'queued'])
    const requestId = randomUUID()
    await client.query(`update email set request_id = $1, requested_by_name = 'Ada' where status = 'sent'`, [requestId])
    await client.query(sqlOf(REQUESTS))
    const { rows } = await client.query(
      'select r.id, r.requested_by_name as by, email.status from email_request r join email on email.id = r.email_id',
    )
    expect(rows).toEqual([{ id: requestId, by: 'Ada', status: 'sent' }])
  } finally {
    await drop()
  }
})
