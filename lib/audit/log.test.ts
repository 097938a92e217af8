import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { recordSecurity } from '@/lib/security/record-event'
import { createJob, createOrg as makeOrg } from '@/lib/testing/fixtures'
import { asOwner } from '@/prisma/owner/as-owner'
import { exportLog } from './export-log'
import { type LogFilter, type LogRow, listLog, logCursorParam, readLog } from './log'
import { logWho, logWords } from './log-words'
import { recordAudit } from './record'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

/** Its admin has been a member for a while: what came a moment before that may or may not be of the same second. */
async function createOrg(options: Parameters<typeof makeOrg>[0]): Promise<OrgContext> {
  const context = await makeOrg(options)
  await owner.query(`update membership set created_at = created_at - interval '1 minute' where org_id = $1`, [
    context.org.id,
  ])
  return context
}

const source = { address: '198.51.100.7', requestId: randomUUID(), userAgent: 'a test' }
const read = ({ org }: OrgContext, filter: LogFilter = {}, take = 1000): Promise<LogRow[]> =>
  forOrg(org.id, (tx) => readLog(tx, org.id, filter, take))
const whats = async (context: OrgContext, filter: LogFilter = {}) =>
  (await read(context, filter)).map(({ what }) => what)

/** What comes next is newer by so many milliseconds: entries of one are sorted by their tables. */
async function passed(ms = 1): Promise<void> {
  const clock = async () => {
    const { rows } = await owner.query<{ at: Date }>('select now()::timestamptz(3) as at')
    return rows[0]?.at.getTime() ?? 0
  }
  const now = await clock()
  await vi.waitFor(async () => expect(await clock()).toBeGreaterThanOrEqual(now + ms), { interval: 1 })
}

/** A payment that was taken by this member, as take-payment and the reconciler write it. */
async function pay(context: OrgContext, outcome: 'authorized' | 'declined' = 'authorized'): Promise<string> {
  const job = await createJob(context, 100_000)
  const { user } = context
  const orgId = context.org.id
  const id = randomUUID()
  const actor = { actorId: user.id, actorName: user.name }
  await passed(40) // since the company was made
  await forOrg(orgId, async (tx) => {
    await tx.payment.create({
      data: {
        ...{
          orgId,
          id,
          jobId: job.id,
          takenOn: 'agreement',
          amountCents: 50_000,
          status: outcome,
          accountLabel: 'Visa',
        },
        ...{ lastFour: '1111', payerName: 'D', takenById: user.id, takenByName: user.name, merchantKey: 'local:x' },
        sendBy: new Date(),
      },
    })
    const at = (ms: number) => new Date(Date.now() + ms)
    const of = { orgId, paymentId: id }
    await tx.paymentEvent.create({
      data: {
        ...{ ...of, ...actor, at: at(-30), to: 'submitting', source: 'click' },
        ...{ address: source.address, requestId: source.requestId },
      },
    })
    await tx.paymentEvent.create({
      data: { ...of, ...actor, at: at(-20), from: 'submitting', to: outcome, source: 'click', detail: 'Authorized' },
    })
    if (outcome === 'authorized')
      await tx.paymentEvent.create({ data: { ...of, at: at(-10), from: outcome, to: 'settled', source: 'sync' } })
  })
  return id
}

describe('the log', () => {
  it('is one of acts, payments and what happened at the doors, the newest first, each with who and from where', async () => {
    const context = { ...(await createOrg({ active: false })), source }
    const { org, user } = context
    const paymentId = await pay(context)
    await recordSecurity({ event: 'signed_in', userId: user.id }, source)
    await passed()
    await forOrg(org.id, (tx) => recordAudit(tx, context, { action: 'void_requested', subject: paymentId }))
    const [act, signIn, payment, ...began] = await read(context)
    const from = { address: source.address, requestId: source.requestId }
    expect(act).toMatchObject({ source: 'audit', what: 'void_requested', actorName: 'Ada Admin', ...from })
    expect(signIn).toMatchObject({ source: 'security', what: 'signed_in', actorName: 'Ada Admin', ...from })
    // What PaySimple said came with the request that took it.
    expect(payment).toMatchObject({
      ...{ source: 'payment', what: 'authorized', actorName: 'Ada Admin', paymentId, amountCents: 50_000, ...from },
    })
    expect(began.map(({ what, subject, detail }) => [what, subject, detail])).toEqual([
      ['member_added', 'Ada Admin', 'owner'],
      ['user_added', 'Ada Admin', null],
      ['org_added', null, null],
    ])
    expect(await whats(context, { isWhole: true })).toEqual([
      ...[
        'void_requested',
        'signed_in',
        'settled',
        'authorized',
        'submitting',
        'member_added',
        'user_added',
        'org_added',
      ],
    ])
  })

  it('is filtered by kind, person and time', async () => {
    const context = { ...(await createOrg({ active: false })), source }
    const { org, user } = context
    await pay(context, 'declined')
    await recordSecurity({ event: 'signed_in', userId: user.id }, source)
    await passed()
    const other = { ...context, user: { ...user, id: randomUUID(), name: 'Zoe' } }
    await forOrg(org.id, async (tx) => {
      await recordAudit(tx, other, { action: 'account_removed' })
      await recordAudit(tx, context, { action: 'log_exported' })
    })
    expect(await whats(context, { kind: 'payments' })).toEqual(['declined'])
    expect(await whats(context, { kind: 'accounts' })).toEqual(['account_removed'])
    expect(await whats(context, { kind: 'security' })).toEqual([
      ...['log_exported', 'signed_in', 'member_added', 'user_added', 'org_added'],
    ])
    expect(await whats(context, { actorId: other.user.id })).toEqual(['account_removed'])
    expect(await whats(context, { actorId: user.id })).toEqual([
      'log_exported',
      'signed_in',
      'declined',
      'member_added',
      'user_added',
    ])
    expect(await whats(context, { from: new Date(Date.now() + 60_000) })).toEqual([])
    expect(await whats(context, { before: new Date(Date.now() - 60_000) })).toEqual([])
  })

  it('has each entry on one page, also of those of one millisecond', async () => {
    const context = await createOrg({ active: false })
    const { org, user } = context
    await owner.query(
      `insert into security_event (event, org_id, user_id, address, at)
         select 'limit_hit', $1, $2, '', timestamptz '2026-11-20 12:00Z' + n / 20 * interval '1 ms' from generate_series(1, 60) n`,
      [org.id, user.id],
    )
    await owner.query(
      `insert into audit_event (org_id, id, actor_id, actor_name, actor_role, action, at)
         select $1, gen_random_uuid(), $2, 'Ada', 'owner', 'disconnected', timestamptz '2026-11-20 12:00Z' + n / 20 * interval '1 ms'
         from generate_series(1, 60) n`,
      [org.id, user.id],
    )
    const all = await read(context)
    const walked: LogRow[] = []
    for (let below: string | undefined, page = 0; page < 10; page++) {
      const { rows, older } = await forOrg(org.id, (tx) => listLog(tx, org.id, { below: logCursorParam(below) }))
      walked.push(...rows)
      if (!older) break
      below = older
    }
    expect(all).toHaveLength(123)
    expect(walked.map(({ cursor }) => cursor)).toEqual(all.map(({ cursor }) => cursor))
    expect(new Set(walked.map(({ cursor }) => cursor)).size).toBe(123)
    for (const odd of ['', '1', `${Date.now()}-x1`, `1-s1; drop table x`, '1-a%00'])
      expect(logCursorParam(odd)).toBeUndefined()
  })

  it('is each organization’s own, with what its members did at the doors while they were members', async () => {
    const [one, two] = [await createOrg({ active: false }), await createOrg({ active: false })]
    await recordSecurity({ event: 'signed_in', userId: two.user.id }, source)
    await recordSecurity({ event: 'sign_in_failed' }, source)
    expect(await whats(one, { kind: 'security' })).toEqual(['member_added', 'user_added', 'org_added'])
    await asOwner((tx) => tx.membership.create({ data: { orgId: one.org.id, userId: two.user.id, role: 'admin' } }))
    // What happened before belongs to others.
    await owner.query(
      `insert into security_event (event, user_id, address, at) values ('signed_in', $1, '', now() - interval '1 day')`,
      [two.user.id],
    )
    await owner.query(
      `insert into security_event (event, user_id, address, at) values ('password_given', $1, '', now() + interval '2 s')`,
      [two.user.id],
    )
    expect(await whats(one, { kind: 'security' })).toContain('password_given')
    expect(await whats(one, { kind: 'security' })).not.toContain('sign_in_failed')
    await owner.query('delete from membership where org_id = $1 and user_id = $2', [one.org.id, two.user.id])
    await owner.query(
      `insert into security_event (event, user_id, address, at) values ('signed_out', $1, '', now() + interval '1 hour')`,
      [two.user.id],
    )
    const left = await read(one, { kind: 'security' })
    expect(left.map(({ what }) => what)).not.toContain('signed_out')
    const [gone] = left.filter(({ what }) => what === 'member_removed')
    // Who did it at the database has a name there; who left still has one here.
    expect(gone).toMatchObject({
      subject: 'Ada Admin',
      actorName: expect.stringContaining('Database user'),
      detail: 'admin',
    })
    const ofOutsider = { org_id: one.org.id, user: randomUUID() }
    await owner.query(
      `insert into security_event (event, org_id, user_id, address) values ('permission_refused', $1, $2, '')`,
      [...[ofOutsider.org_id, ofOutsider.user]],
    )
    const [refused] = await read(one, { kind: 'security' })
    expect(refused && logWho(refused)).toBe('Somebody of another company')
  })
})

describe('its export', () => {
  const exported = async ({ org }: OrgContext, span: { from: Date | null; before: Date | null }, batch?: number) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of exportLog(org, span, batch)) chunks.push(chunk)
    return parse(Buffer.concat(chunks), { bom: true, columns: true }) as Record<string, string>[]
  }
  const ALL = { from: null, before: null }

  it('has everything once, with what a spreadsheet would run made harmless', async () => {
    const context = { ...(await createOrg({ active: false })), source }
    await pay(context)
    await forOrg(context.org.id, (tx) =>
      recordAudit(tx, context, { action: 'customer_added', subject: '=cmd|calc', detail: 'Changed "a", b\nc' }),
    )
    const rows = await exported(context, ALL, 2)
    expect(rows).toHaveLength((await read(context, { isWhole: true })).length)
    expect(rows.map(({ What }) => What)).toEqual([
      ...[
        'Added a customer',
        'Payment settled',
        'Took a payment',
        'Started a payment',
        'Added a member',
        'Added a user',
        'Added a company',
      ],
    ])
    expect(rows[0]).toMatchObject({
      About: `'=cmd|calc`,
      Detail: 'Changed "a", b\nc',
      Address: source.address,
      Role: 'Owner',
    })
    expect(rows[2]).toMatchObject({ Who: 'Ada Admin', Detail: '$500.00 · Authorized', Request: source.requestId })
    expect(rows[1]).toMatchObject({ Who: 'Plumbline', Address: '' })
    expect(await exported(context, { from: new Date(Date.now() + 60_000), before: null })).toEqual([])
  })
})

it('has words for every entry', () => {
  for (const what of [
    'submitting',
    'unknown',
    'not_taken',
    'declined',
    'authorized',
    'settled',
    'voided',
    'refunded',
    'returned',
    'chargeback',
  ])
    expect(logWords({ source: 'payment', what })).not.toBe(what)
  expect(logWords({ source: 'security', what: 'toString' })).toBe('toString')
  expect(logWho({ source: 'security', actorName: null, actorRole: null })).toBe('Somebody who wasn’t signed in')
  expect(logWho({ source: 'payment', actorName: null, actorRole: null })).toBe('Plumbline')
})
