import type { Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { Prisma } from '@/prisma/generated/client'
import {
  forOrg,
  forSignIn,
  forSystem,
  forUser,
  insertForOrg,
  mayStillSend,
  readForOrg,
  readForUser,
  type Tx,
} from './db'
import type { OrgContext } from './orgs/context'

let one: OrgContext
let two: OrgContext
let asApp: pg.Client

beforeAll(async () => {
  one = await createOrg({ active: false })
  two = await createOrg({ active: false })
  await createJob(one, 100_000)
  await createJob(two, 200_000)
  asApp = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  await asApp.connect()
})
afterAll(() => asApp.end())

const OUR_TABLES = `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '_prisma_migrations' order by 1`

describe('the app’s role', () => {
  it('can bypass nothing', async () => {
    const { rows } = await asApp.query(
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }])
  })

  it('has forced row-level security on every table, and sees no row of any with no organization set', async () => {
    const { rows: tables } = await asApp.query(OUR_TABLES)
    expect(tables.length).toBeGreaterThanOrEqual(12)
    for (const { name, enabled, forced } of tables) {
      expect({ name, enabled, forced }).toEqual({ name, enabled: true, forced: true })
      const reading = asApp.query(`select count(*)::int as seen from public.${pg.escapeIdentifier(name)}`)
      if (name === 'card_number_sweep') await expect(reading).rejects.toThrow('permission denied')
      else expect({ name, ...(await reading).rows[0] }).toEqual({ name, seen: 0 })
    }
  })

  it('cannot delete payments, change events or logs, or read the queue', async () => {
    await expect(asApp.query('delete from payment')).rejects.toThrow('permission denied')
    await expect(asApp.query('delete from payment_event')).rejects.toThrow('permission denied')
    await expect(asApp.query("update payment_event set detail = ''")).rejects.toThrow('permission denied')
    for (const log of ['api_failure', 'audit_event']) {
      await expect(asApp.query(`delete from ${log}`)).rejects.toThrow('permission denied')
      await expect(asApp.query(`update ${log} set at = now()`)).rejects.toThrow('permission denied')
    }
    await expect(asApp.query('select * from graphile_worker._private_jobs')).rejects.toThrow('permission denied')
    await expect(asApp.query('select * from _prisma_migrations')).rejects.toThrow('permission denied')
  })
})

describe('readForOrg', () => {
  it('sees one organization, whatever is asked for, and names columns as Prisma does', async () => {
    const [jobs, [customer]] = await readForOrg(one.org.id, [
      Prisma.sql`select org_id, number, archived_at from job`,
      Prisma.sql`select count(*)::int as "howMany" from customer where org_id = ${two.org.id}::uuid`,
    ])
    expect(jobs).toEqual([{ orgId: one.org.id, number: 1001, archivedAt: null }])
    expect(customer).toEqual({ howMany: 0 })
  })

  it('leaves no scope behind', async () => {
    for (let n = 0; n < 20; n++) await readForOrg(one.org.id, [Prisma.sql`select 1 as one`])
    const rows = await Promise.all(
      Array.from({ length: 20 }, () => readForUser(two.user.id, [Prisma.sql`select org_id from job`])),
    )
    expect(rows.flat(2)).toEqual([])
  })

  it('passes on what a statement fails with, writes nothing, and the next one works', async () => {
    const wrong = [Prisma.sql`select 1 as one`, Prisma.sql`select 1 / 0`, Prisma.sql`select 2 as two`] as const
    await expect(readForOrg(one.org.id, wrong)).rejects.toThrow('division by zero')
    await expect(readForOrg(one.org.id, [Prisma.sql`update job set title = 'x'`])).rejects.toThrow('read-only')
    expect(await readForOrg(one.org.id, [Prisma.sql`select 1 as one`])).toEqual([[{ one: 1 }]])
  })

  it('reads everything as of one instant', async () => {
    const [before, , after] = await readForOrg(one.org.id, [
      Prisma.sql`select txid_current_snapshot()::text as snapshot`,
      Prisma.sql`select pg_sleep(0.01)::text as slept`,
      Prisma.sql`select txid_current_snapshot()::text as snapshot`,
    ])
    expect(after).toEqual(before)
  })
})

describe('forOrg', () => {
  it('sees one organization, whatever is asked for', async () => {
    const seen = await forOrg(one.org.id, (tx) => tx.job.findMany())
    expect(new Set(seen.map((job) => job.orgId))).toEqual(new Set([one.org.id]))
    expect(await forOrg(one.org.id, (tx) => tx.job.findMany({ where: { orgId: two.org.id } }))).toEqual([])
    expect(await forOrg(one.org.id, (tx) => tx.org.findMany())).toMatchObject([{ id: one.org.id }])
  })

  it('writes into no other organization', async () => {
    const customer = { orgId: two.org.id, firstName: 'No', lastName: 'Body' }
    await expect(forOrg(one.org.id, (tx) => tx.customer.create({ data: customer }))).rejects.toThrow(
      'row-level security',
    )
    const changed = await forOrg(one.org.id, (tx) =>
      tx.job.updateMany({ where: { orgId: two.org.id }, data: { title: 'Taken over' } }),
    )
    expect(changed.count).toBe(0)
  })

  it('cannot tie a row to another organization’s', async () => {
    const [foreign] = await forOrg(two.org.id, (tx) => tx.customer.findMany())
    const job = { orgId: one.org.id, number: 9999, title: 'Mixed', customerId: foreign?.id ?? '' }
    await expect(forOrg(one.org.id, (tx) => tx.job.create({ data: job }))).rejects.toThrow('Foreign key')
  })
})

describe('insertForOrg', () => {
  const note = async (by: OrgContext, of: OrgContext, paysimpleId: string) => {
    const [customer] = await forOrg(of.org.id, (tx) => tx.customer.findMany())
    await insertForOrg(by.org.id, 'paysimple_customer', {
      customer_id: customer?.id ?? '',
      merchant_key: 'local:someone',
      paysimple_id: paysimpleId,
    })
  }

  it('writes a row of the one organization, which only that one sees', async () => {
    await note(one, one, '17')
    const where = { merchantKey: 'local:someone' }
    const of = ({ org }: OrgContext) => forOrg(org.id, (tx) => tx.paySimpleCustomer.findMany({ where }))
    expect(await of(one)).toMatchObject([{ orgId: one.org.id, paysimpleId: '17' }])
    expect(await of(two)).toEqual([])
  })

  it('leaves no scope behind on the connection', async () => {
    await note(one, one, '18')
    const { plumblinePool } = globalThis as unknown as { plumblinePool: pg.Pool }
    const { rows } = await plumblinePool.query("select current_setting('app.org_id', true) as scope")
    expect(rows[0]?.scope ?? '').toBe('')
  })

  it('cannot tie a row to another organization’s', () => expect(note(one, two, '19')).rejects.toThrow('foreign key'))
})

describe('a deadlock', () => {
  it('ends neither of the two: one is run again when the other is done', async () => {
    const lock = (tx: Tx, name: string) => tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtext(${name}))`
    let [runs, holding] = [0, 0]
    let release = () => {}
    const bothHoldOne = new Promise<void>((resolve) => {
      release = resolve
    })
    const lockBoth = (first: string, second: string) =>
      forOrg(one.org.id, async (tx) => {
        runs++
        await lock(tx, first)
        if (++holding === 2) release()
        await bothHoldOne
        await lock(tx, second)
        return first
      })
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
    expect(await Promise.all([lockBoth(a, b), lockBoth(b, a)])).toEqual([a, b])
    expect(runs).toBe(3)
  })
})

describe('the other scopes', () => {
  it('show a user themselves and their organizations, and no records', async () => {
    const seen = await forUser(one.user.id, async (tx) => ({
      orgs: (await tx.org.findMany()).map((org) => org.id),
      users: (await tx.user.findMany()).map((user) => user.id),
      jobs: await tx.job.count(),
      integrations: await tx.integration.count(),
    }))
    expect(seen).toEqual({ orgs: [one.org.id], users: [one.user.id], jobs: 0, integrations: 0 })
  })

  it('show a sign-in one user', async () => {
    expect(await forSignIn(one.user.email, (tx) => tx.user.findMany())).toHaveLength(1)
    expect(await forSignIn(one.user.email, (tx) => tx.org.count())).toBe(0)
  })

  it('show the system no tenant’s records', async () => {
    expect(
      await forSystem(async (tx) => [await tx.job.count(), await tx.customer.count(), await tx.payment.count()]),
    ).toEqual([0, 0, 0])
  })
})

describe('a connection that is reset', () => {
  /** Resets the next connection that's taken from the pool, under the statement that took it. */
  function resetNext() {
    const { plumblinePool } = globalThis as unknown as { plumblinePool: pg.Pool }
    plumblinePool.once('acquire', (client) => {
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
      setImmediate(() => stream.destroy(new Error('read ECONNRESET')))
    })
  }

  // An error without a listener would end the process, and is an error of this run then.
  it.each([
    ['straight through the driver', () => mayStillSend({ orgId: one.org.id, id: crypto.randomUUID() })],
    ['in a transaction', () => forOrg(one.org.id, (tx) => tx.$executeRaw`select pg_sleep(60)`)],
  ])('fails its own work, and nothing else: %s', async (_, work) => {
    resetNext()
    await expect(work()).rejects.toThrow('ECONNRESET')
    expect(await forOrg(one.org.id, (tx) => tx.job.count())).toBe(1)
  })
})
