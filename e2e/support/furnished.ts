import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { type Company, createCompany } from './app'
import { createJob, customerOf, type TestJob, type TestOrg, withDatabase } from './data'
import { mintLink } from './links'

// A company that has one of everything that a page is about.

/** A payment that can be refunded and a recorded one that can be corrected, with their ids. */
export async function insertMoney(org: TestOrg, job: TestJob): Promise<[payment: string, entry: string]> {
  const [payment, entry] = [randomUUID(), randomUUID()]
  await withDatabase(async (client) => {
    await client.query(
      `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
         taken_by_id, taken_by_name, merchant_key, send_by, status_at, settled_on)
       select $1, $2, $3, 'agreement', 100, 'settled', 'Visa', '1111', 'Olivia Marsh', id, name, 'local:x', now(), now(),
         '2026-11-20' from app_user where email = 'contractor@demo.test'`,
      [org.id, payment, job.id],
    )
    await client.query(
      `insert into recorded_payment (org_id, id, job_id, amount_cents, job_total_cents, method, received_on,
         recorded_by_id, recorded_by_name) values ($1, $2, $3, 100, 500000, 'cash', '2026-11-20', $1, 'Marco')`,
      [org.id, entry, job.id],
    )
  })
  return [payment, entry]
}

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A photo, as if its one pixel were a JPEG. @returns its hash */
export async function insertPhoto({ id }: TestOrg): Promise<string> {
  const bytes = Buffer.concat([Buffer.from(PIXEL, 'base64'), Buffer.from(randomUUID())])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const folder = path.join(stackInfo().filesDir, id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, sha256), bytes)
  await withDatabase((client) =>
    client.query(
      `insert into stored_file (org_id, sha256, kind, bytes, width, height, content_type, small_sha256, small_bytes, name,
         created_by_id, created_by_name) values ($1, $2, 'photo', $3, 1, 1, 'image/jpeg', $2, $3, 'roof.jpg', $1, 'Marco')`,
      [id, sha256, bytes.length],
    ),
  )
  return sha256
}

/** A logo of one pixel. @returns its hash */
async function insertLogo({ id }: TestOrg): Promise<string> {
  const hash = randomUUID().replaceAll('-', '')
  await withDatabase(async (client) => {
    await client.query(`insert into org_logo (org_id, hash, png) values ($1, $2, decode($3, 'base64'))`, [
      id,
      hash,
      PIXEL,
    ])
    await client.query('update org set logo_hash = $2, logo_width = 1, logo_height = 1 where id = $1', [id, hash])
  })
  return hash
}

/** An item of the price book. @returns its id */
export async function insertItem({ id }: TestOrg, name = 'Ridge vent', cents = 1_450): Promise<string> {
  const item = randomUUID()
  await withDatabase((client) =>
    client.query('insert into price_item (org_id, id, name, unit_price_cents) values ($1, $2, $3, $4)', [
      ...[id, item, name, cents],
    ]),
  )
  return item
}

/** The token of a link to a new password, which somebody has asked for just now. */
async function linkToken({ id }: TestOrg): Promise<string> {
  const to = `link-${randomUUID()}@example.test`
  await withDatabase((client) =>
    client.query(
      `insert into one_time_link (id, kind, email, user_id, expires_at, sent_at)
       select gen_random_uuid(), 'password_reset', $1, user_id, now() + interval '30 minutes', now()
       from membership where org_id = $2 limit 1`,
      [to, id],
    ),
  )
  // Nothing has its address but the page where a developer's machine shows what it doesn't send.
  const page = await (await fetch(`${stackInfo().appUrl}/mail`)).text()
  return new RegExp(`${to}.*?/link/([\\w-]+)`, 's').exec(page)?.[1] ?? ''
}

/** A value for each parameter of the routes, of rows of one company. */
export async function createFurnished(browser: Browser): Promise<{
  company: Company
  job: TestJob
  values: Record<string, string>
}> {
  const company = await createCompany(browser)
  const job = await createJob(company, 5_000_000)
  const [payment, entry] = await insertMoney(company, job)
  const email = randomUUID()
  await withDatabase(async (client) => {
    await client.query(
      `insert into email (org_id, id, payment_id, kind, "to", status, subject, html, text, sent_at, kept_here)
       values ($1, $2, $3, 'receipt', 'olivia@example.com', 'sent', 'Receipt', $4, 'Receipt', now(), true)`,
      [company.id, email, payment, '<!doctype html><body style="margin:7px"><p style="color:rgb(1, 2, 3)">Receipt</p>'],
    )
  })
  const hash = await insertLogo(company)
  const photo = await insertPhoto(company)
  const item = await insertItem(company)
  const values = {
    payment,
    entry,
    email,
    hash,
    photo,
    item,
    org: company.slug,
    job: String(job.number),
    document: 'agreement',
  }
  const { token: key } = await mintLink(company, job)
  return { company, job, values: { ...values, key, customer: await customerOf(job), token: await linkToken(company) } }
}
