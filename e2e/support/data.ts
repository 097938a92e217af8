import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import pg from 'pg'
import { plainContent } from '@/lib/documents/content'
import { stackInfo } from '@/tools/testing/stack-info'

// Companies and jobs for one test each, so that no test depends on another. Written as the database's owner would.

export type TestOrg = { id: string; slug: string; name: string }
export type TestJob = { id: string; number: number }

/** Runs statements on the owner's connection, which row-level security does not bind (it belongs to a superuser). */
export async function withDatabase<T>(
  work: (client: pg.Client) => Promise<T>,
  connectionString = stackInfo().databaseUrl,
): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** By the demo user's name before the at sign. */
type Members = Record<string, 'owner' | 'admin' | 'contractor' | 'bookkeeper'>
const MEMBERS: Members = { admin: 'owner', contractor: 'contractor', bookkeeper: 'bookkeeper' }

/** A new company with the demo users as its owner, contractor and bookkeeper, or as told; no integration. */
export async function createOrg(members = MEMBERS): Promise<TestOrg> {
  const tag = randomUUID().slice(0, 8)
  const org = { id: randomUUID(), slug: `test-${tag}`, name: `Test Roofing ${tag}` }
  await withDatabase(async (client) => {
    // Tests of other things try more than people do.
    await client.query(
      'insert into org (id, slug, name, email, phone, limit_factor) values ($1, $2, $3, $4, $5, 1000)',
      [...[org.id, org.slug, org.name], ...['office@test-roofing.test', '3035550100']],
    )
    for (const [name, role] of Object.entries(members))
      await client.query(
        'insert into membership (org_id, user_id, role) select $1, id, $3::role from app_user where email = $2',
        [org.id, `${name}@demo.test`, role],
      )
  })
  return org
}

/** A job of a new customer with a signed agreement over `totalCents`. */
export async function createJob(
  org: TestOrg,
  totalCents: number,
  { kind, stage } = { kind: 'agreement', stage: 'signed' },
): Promise<TestJob> {
  const job = { id: randomUUID(), number: 0 }
  const roof = { description: 'Roof, complete', quantityHundredths: 100, unitPriceCents: totalCents }
  const [customerId, documentId] = [randomUUID(), randomUUID()]
  await withDatabase(async (client) => {
    const { rows } = await client.query(
      'update org set next_job_number = next_job_number + 1 where id = $1 returning next_job_number - 1 as number',
      [org.id],
    )
    job.number = rows[0].number
    await client.query(
      `insert into customer (org_id, id, first_name, last_name, email, phone, street, city, state, zip, updated_at)
       values ($1, $2, 'Olivia', 'Marsh', 'olivia.marsh@example.com', '3035550111', '12 Elm Street', 'Denver', 'CO', '80202', now())`,
      [org.id, customerId],
    )
    await client.query(
      `insert into job (org_id, id, number, title, customer_id, street, city, state, zip, contact_email, updated_at)
       values ($1, $2, $3, 'New roof', $4, '12 Elm Street', 'Denver', 'CO', '80202', 'olivia.marsh@example.com', now())`,
      [org.id, job.id, job.number, customerId],
    )
    await client.query(
      `insert into document (org_id, id, job_id, kind, stage, total_cents, content, updated_at)
       values ($1, $2, $3, $4::document_kind, $5::document_stage, $6, $7, now())`,
      [org.id, documentId, job.id, kind, stage, totalCents, JSON.stringify(plainContent([roof]))],
    )
  })
  return job
}

/** The id of a job's customer. */
export async function customerOf(job: TestJob): Promise<string> {
  const { rows } = await withDatabase((client) => client.query('select customer_id from job where id = $1', [job.id]))
  return rows[0].customer_id
}

/** The id of the only payment of a job. */
export async function idOfPayment(job: TestJob): Promise<string> {
  const { rows } = await withDatabase((client) => client.query('select id from payment where job_id = $1', [job.id]))
  if (rows.length !== 1) throw new Error(`the job has ${rows.length} payments`)
  return rows[0].id
}

/**
 * Has the worker compare a company with PaySimple now, as it does by itself every few seconds. Resolves when a round
 * that began after the call is over; the worker must be running.
 */
export async function syncNow({ id: orgId }: Pick<TestOrg, 'id'>, databaseUrl?: string): Promise<void> {
  await withDatabase(async (client) => {
    const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at')
    const askedAt = rows[0]?.at ?? new Date()
    const job = { task: 'sync-org', payload: { orgId }, job_key: `sync:${orgId}`, keep_time: false }
    const isOver = async () => {
      const over = await client.query('select 1 from org_sync where org_id = $1 and completed_at >= $2', [
        orgId,
        askedAt,
      ])
      if (over.rowCount) return true
      // Asked for again while it is not over: a round that was under way sets its own time for the next one.
      const due = { ...job, run_at: new Date(), max_attempts: 25, priority: 0 }
      await client.query('select public.enqueue($1::json)', [JSON.stringify([due])])
      return false
    }
    await expect.poll(isOver, { intervals: [50, 100, 250], timeout: 60_000 }).toBe(true)
  }, databaseUrl)
}

/**
 * The worker follows every company with an open payment every few seconds. Those of earlier tests have nobody looking:
 * they would only take time from the test that runs.
 */
export async function retireCompanies(): Promise<void> {
  await withDatabase((client) =>
    client.query(
      `update integration set activated_at = null from org where org.id = org_id and org.slug like 'test-%'`,
    ),
  )
}
