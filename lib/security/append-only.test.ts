import { randomUUID } from 'node:crypto'
import type { JobHelpers } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrg } from '@/lib/testing/fixtures'
import { pruneLogs } from '@/lib/worker/prune-logs'

// The logs by the database alone: as its owner, who may do anything else.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
let orgId: string
beforeAll(async () => {
  await owner.connect()
  orgId = (await createOrg({ active: false })).org.id
})
afterAll(() => owner.end())

const KEPT = 'is never changed'
/** What holds money's own history isn't removed at all. */
const FOR_GOOD = ['payment_event']

/** An entry of each log, so many days old. */
async function insert(log: string, daysOld: number, detail = 'as it was'): Promise<string> {
  const at = `now() - ${daysOld} * interval '1 day'`
  const id = randomUUID()
  if (log === 'security_event') {
    const text = `insert into security_event (event, org_id, address, detail, at) values ('limit_hit', $1, '', $2, ${at}) returning id`
    return (await owner.query(text, [orgId, detail])).rows[0].id
  }
  if (log === 'audit_event')
    await owner.query(
      `insert into audit_event (org_id, id, actor_id, actor_name, actor_role, action, detail, at)
         values ($1, $2, $1, 'Ada', 'owner', 'disconnected', $3, ${at})`,
      [orgId, id, detail],
    )
  else {
    const [customer, job, payment] = [randomUUID(), randomUUID(), randomUUID()]
    await owner.query(
      `insert into customer (org_id, id, first_name, last_name, updated_at) values ($1, $2, 'A', 'B', now())`,
      [...[orgId, customer]],
    )
    await owner.query(
      `insert into job (org_id, id, number, title, customer_id, updated_at) values ($1, $2, (random() * 1e6)::int, 'Roof', $3, now())`,
      [orgId, job, customer],
    )
    await owner.query(
      `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
         taken_by_id, taken_by_name, merchant_key, send_by) values ($1, $2, $3, 'agreement', 100, 'declined', 'Visa', '1111',
         'A', $1, 'Ada', 'local:x', now())`,
      [orgId, payment, job],
    )
    await owner.query(
      `insert into payment_event (org_id, id, payment_id, "to", source, detail, at) values ($1, $2, $3, 'declined', 'click', $4, ${at})`,
      [orgId, id, payment, detail],
    )
  }
  return id
}

const isThere = async (log: string, id: string) =>
  (await owner.query(`select 1 from ${log} where id::text = $1`, [String(id)])).rowCount === 1

describe('the logs', () => {
  it('are all held by the same triggers: each table of events', async () => {
    const { rows } = await owner.query<{ log: string; triggers: string[] }>(
      `select c.relname as log, array(select t.tgname::text from pg_trigger t where t.tgrelid = c.oid
         and not t.tgisinternal and t.tgenabled <> 'D' order by 1) as triggers
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname like '%\\_event' order by 1`,
    )
    expect(rows.map(({ log }) => log)).toEqual(['audit_event', 'document_event', 'payment_event', 'security_event'])
    for (const { log, triggers } of rows)
      expect([log, triggers]).toEqual([log, expect.arrayContaining(['keep_as_written', 'never_emptied'])])
  })

  it.each(['audit_event', 'payment_event', 'security_event'])(
    '%s keeps what was written, from its owner, too',
    async (log) => {
      const id = await insert(log, 0)
      const one = `where id::text = '${id}'`
      const { rows: columns } = await owner.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = ''`,
        [log],
      )
      expect(columns.length).toBeGreaterThan(7)
      for (const { name } of columns)
        await expect(owner.query(`update ${log} set "${name}" = "${name}" ${one}`)).rejects.toThrow(KEPT)
      await expect(owner.query(`delete from ${log} ${one}`)).rejects.toThrow(KEPT)
      await expect(owner.query(`truncate ${log}`)).rejects.toThrow(KEPT)
      await owner.query('begin')
      await owner.query(`set local app.keep_days = '89'`)
      await expect(owner.query(`delete from ${log} ${one}`)).rejects.toThrow(KEPT)
      await owner.query('rollback')
    },
  )

  it.each(['audit_event', 'payment_event', 'security_event'])(
    '%s lets a card number be masked, and nothing else',
    async (log) => {
      const id = await insert(log, 0, 'Note 4111 1111 1111 1111 of Ada')
      const write = async (detail: string, more = '') => {
        await owner.query('begin')
        await owner.query(`set local app.masks_cards = 'on'`)
        const text = `update ${log} set detail = $2 ${more} where id::text = $1`
        return owner.query(text, [String(id), detail]).finally(() => owner.query('rollback'))
      }
      expect((await write('Note •••• •••• •••• 1111 of Ada')).rowCount).toBe(1)
      await expect(write('Note •••• 1111 of Eve')).rejects.toThrow(KEPT)
      await expect(write('Note •••• 1111 of Ada', ', at = now()')).rejects.toThrow(KEPT)
    },
  )
})

describe('the time that entries are kept', () => {
  // As the worker, which does it.
  const worker = new pg.Client({ connectionString: process.env.WORKER_DATABASE_URL })
  beforeAll(() => worker.connect())
  afterAll(() => worker.end())
  const query: JobHelpers['query'] = (text, values) => worker.query(text, values) as never

  it('is held to the day, in batches; a payment’s history stays', async () => {
    const logs = ['audit_event', 'security_event', ...FOR_GOOD]
    const [old, young]: [string, string][][] = [[], []]
    for (const log of logs) {
      old?.push([log, await insert(log, 401)])
      young?.push([log, await insert(log, 399)])
    }
    await insert('audit_event', 500)
    await insert('audit_event', 600)
    const failure = `insert into api_failure (org_id, id, at, endpoint, route, kind, milliseconds)
      values ($1, $2, now() - $3 * interval '1 day', 'local', 'GET /v4/payment', 'timeout', 1)`
    const failures = [401, 402, 399].map((days) => [orgId, randomUUID(), days] as const)
    for (const values of failures) await owner.query(failure, [...values])
    await pruneLogs({ query }, 1)
    const kept = await owner.query('select id from api_failure where id = any($1)', [failures.map(([, id]) => id)])
    expect(kept.rows).toEqual([{ id: failures[2]?.[1] }])
    for (const [log, id] of old ?? []) expect([log, await isThere(log, id)]).toEqual([log, FOR_GOOD.includes(log)])
    for (const [log, id] of young ?? []) expect([log, await isThere(log, id)]).toEqual([log, true])
    // Not even whoever removes by hand what is old.
    await owner.query('begin')
    await owner.query(`set local app.keep_days = '90'`)
    await expect(owner.query('delete from payment_event')).rejects.toThrow(KEPT)
    await owner.query('rollback')
    const { rows } = await owner.query(
      `select count(*)::int as left from audit_event where at < now() - interval '400 days'`,
    )
    expect(rows).toEqual([{ left: 0 }])
  })

  it('is at least 90 days, and not the app’s to end', async () => {
    await expect(owner.query('select prune_logs(89, 10)')).rejects.toThrow('at least 90 days')
    await expect(owner.query('select prune_logs(null, 10)')).rejects.toThrow('at least 90 days')
    await expect(owner.query('select prune_api_log(29, 10)')).rejects.toThrow('at least 30 days')
    const app = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
    await app.connect()
    for (const prune of ['prune_logs', 'prune_api_log'])
      await expect(app.query(`select ${prune}(90, 10)`)).rejects.toThrow('permission denied')
    await app.query(`select set_config('app.keep_days', '90', false)`)
    for (const log of ['audit_event', 'security_event', 'payment_event'])
      await expect(app.query(`delete from ${log}`)).rejects.toThrow('permission denied')
    await app.end()
  })
})
