import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dateToDay, moveClock, now } from '@/lib/dates'
import { forOrg, forSystem } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { pressTwice } from '@/lib/testing/payments'
import { balanceOf, correctionOf, entryOf, recordOf, rowsOn } from '@/lib/testing/recorded'
import { correctRecorded } from './correct-recorded'
import { getRecorded } from './queries'
import { recordPayment } from './record-payment'
import { recordSchema } from './schema'

const TOTAL = 100_000
let context: OrgContext
let orgId: string
let job: { id: string; number: number }

beforeAll(async () => {
  // No PaySimple: what is recorded needs none.
  context = await createOrg({ active: false })
  orgId = context.org.id
})
// What is more than 90 days back is asked about.
beforeEach(() => moveClock(new Date('2026-11-28T18:00:00Z').getTime() - Date.now()))
afterEach(() => moveClock(0))
const newJob = async () => {
  job = await createJob(context, TOTAL)
  return job
}
const owed = async () => (await balanceOf(context, job.id, TOTAL)).owedCents

describe('a recorded payment', () => {
  it('counts towards what is owed, and says who recorded what', async () => {
    const { number, id: jobId } = await newJob()
    const input = recordOf(number, 40_000, { note: 'Left with Marco', receivedOn: '2026-11-20' })
    expect(await recordPayment(context, input)).toEqual({ id: input.entry.id, owedCents: 60_000 })
    expect(await owed()).toBe(60_000)
    expect(await getRecorded(orgId, input.entry.id)).toMatchObject({
      ...{ jobId, amountCents: 40_000, jobTotalCents: TOTAL, method: 'check', reference: '1042', state: 'counts' },
      ...{ receivedOn: '2026-11-20', note: 'Left with Marco', recordedByName: 'Ada Admin' },
    })
    const audit = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, subject: input.entry.id } }))
    expect(audit).toMatchObject([
      {
        ...{ action: 'payment_recorded', actorName: 'Ada Admin' },
        detail: `$400.00, Check 1042, received Nov 20, 2026, on job ${number}`,
      },
    ])
  })

  it('writes its receipt into the outbox where there is an address, and none where there is none', async () => {
    const { number } = await newJob()
    const [withAddress, without] = [
      recordOf(number, 1_000, { receiptEmail: 'olivia@example.com' }),
      recordOf(number, 2_000),
    ]
    for (const input of [withAddress, without]) await recordPayment(context, input)
    const ids = [withAddress.entry.id, without.entry.id]
    const emails = await forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId, recordedPaymentId: { in: ids } } }))
    expect(emails).toMatchObject([
      { recordedPaymentId: ids[0], paymentId: null, kind: 'receipt', to: 'olivia@example.com', status: 'queued' },
    ])
  })

  it('is written once, however often its form is sent, also at once', async () => {
    const { number, id } = await newJob()
    const input = recordOf(number, 40_000, { receiptEmail: 'olivia@example.com' })
    const all = await Promise.all(Array.from({ length: 4 }, () => recordPayment(context, input)))
    expect(new Set(all.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ id: input.entry.id, owedCents: 60_000 })]),
    )
    expect(await recordPayment(context, input)).toEqual(all[0])
    expect(await rowsOn(context, id)).toHaveLength(1)
    const where = { orgId, recordedPaymentId: input.entry.id }
    expect(await forOrg(orgId, (tx) => tx.email.count({ where }))).toBe(1)
  })

  it('is refused when its form was used for something else', async () => {
    const { number } = await newJob()
    const input = recordOf(number, 40_000)
    await recordPayment(context, input)
    const other = await createJob(context, TOTAL)
    const changed = [
      ...[{ amountCents: 40_001 }, { method: 'cash' as const }, { reference: '7' }, { receivedOn: '2026-11-01' }],
      ...[{ note: 'x' }, { receiptEmail: 'o@example.com' }],
    ]
    for (const change of changed)
      await expect(recordPayment(context, { ...input, entry: { ...input.entry, ...change } })).rejects.toThrow(
        'This form was already used',
      )
    await expect(recordPayment(context, { ...input, jobNumber: other.number })).rejects.toThrow(
      'This form was already used',
    )
    expect(await owed()).toBe(60_000)
  })
})

it('takes a check above what PaySimple charges at most, and counts it to the cent', async () => {
  const { number, id } = await newJob()
  for (const reference of ['1', '2', '3'])
    await pressTwice((sure) => recordPayment(context, { ...recordOf(number, 999_999_999, { reference }), sure }))
  expect(await balanceOf(context, id, TOTAL)).toMatchObject({ paidCents: 2_999_999_997, owedCents: 0 })
})

describe('recording asks first', () => {
  it('whether to overpay the job, and again when that has changed in the meantime', async () => {
    const { number, id } = await newJob()
    const [one, other] = [recordOf(number, 70_000), recordOf(number, 50_000, { reference: '1043' })]
    await recordPayment(context, one)
    const question = `This overpays job ${number} by $200.00.`
    await expect(recordPayment(context, other)).rejects.toMatchObject({
      message: `${question}`,
      fields: { sure: question },
    })
    await recordPayment(context, recordOf(number, 10_000, { reference: '1044' }))
    await expect(recordPayment(context, { ...other, sure: question })).rejects.toMatchObject({
      fields: { sure: `This overpays job ${number} by $300.00.` },
    })
    await pressTwice((sure) => recordPayment(context, { ...other, sure }))
    expect(await balanceOf(context, id, TOTAL)).toMatchObject({
      paidCents: 130_000,
      owedCents: 0,
      overpaidCents: 30_000,
    })
  })

  it('whether the same check is recorded a second time, from two tablets at once too', async () => {
    const { number, id } = await newJob()
    const two = [recordOf(number, 40_000), recordOf(number, 40_000, { reference: '#1042' })]
    const results = await Promise.allSettled(two.map((input) => recordPayment(context, input)))
    const refused = results.filter((each) => each.status === 'rejected').map(({ reason }) => reason as UserError)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toBeInstanceOf(UserError)
    expect(refused[0]?.fields.sure).toMatch(/^Ada Admin already recorded \$400\.00 on job \d+: Check #?1042, received /)
    expect(await rowsOn(context, id)).toHaveLength(1)
  })

  it('nothing about one that was corrected, and nothing about another amount', async () => {
    const { number } = await newJob()
    const first = recordOf(number, 40_000)
    await recordPayment(context, first)
    await correctRecorded(context, correctionOf(first.entry.id))
    await recordPayment(context, recordOf(number, 40_000))
    await recordPayment(context, recordOf(number, 10_000))
    expect(await owed()).toBe(50_000)
  })

  it('whether a day that is far back is right: a year is soon mistyped', async () => {
    const { number, id } = await newJob()
    const old = recordOf(number, 1_000, { receivedOn: '2016-11-20' })
    const question = 'Nov 20, 2016 is more than 90 days ago.'
    await expect(recordPayment(context, old)).rejects.toMatchObject({
      message: `${question}`,
      fields: { sure: question },
    })
    await recordPayment(context, { ...old, sure: question })
    expect(await rowsOn(context, id)).toHaveLength(1)
    // Its day was asked about already.
    const entry = entryOf(2_000, { receivedOn: '2016-11-20' })
    await correctRecorded(context, correctionOf(old.entry.id, { entry }))
    const slip = entryOf(2_000, { receivedOn: '2000-01-01' })
    await expect(correctRecorded(context, correctionOf(entry.id, { entry: slip }))).rejects.toMatchObject({
      fields: { sure: 'Jan 1, 2000 is more than 90 days ago.' },
    })
  })

  it('on a job that has no total yet', async () => {
    const { number, id } = await newJob()
    await forOrg(orgId, (tx) => tx.document.updateMany({ where: { orgId, jobId: id }, data: { stage: 'declined' } }))
    await expect(recordPayment(context, recordOf(number, 5_000))).rejects.toMatchObject({
      fields: { sure: `Job ${number} has no total yet. This overpays job ${number} by $50.00.` },
    })
  })
})

it('the day is one of the company’s zone, and not in the future there', async () => {
  const { number } = await newJob()
  // 5:30 AM on the 28th in UTC is still the 27th in Denver.
  moveClock(new Date('2026-12-28T05:30:00Z').getTime() - Date.now())
  await expect(recordPayment(context, recordOf(number, 1_000, { receivedOn: '2026-12-28' }))).rejects.toMatchObject({
    fields: { receivedOn: expect.stringContaining('in the future') },
  })
  const today = recordOf(number, 1_000, { receivedOn: '2026-12-27' })
  await recordPayment(context, today)
  const row = await forOrg(orgId, (tx) =>
    tx.recordedPayment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: today.entry.id } } }),
  )
  expect([dateToDay(row.receivedOn), row.createdAt.getTime()]).toEqual([
    '2026-12-27',
    expect.closeTo(now().getTime(), -4),
  ])
})

it('what the form sends is checked as it is typed', () => {
  const typed = {
    ...{ id: randomUUID(), jobNumber: 1042, amount: '1,500.00', method: 'check', reference: '# 1042', sure: null },
    ...{ receivedOn: '2026-11-27', note: ' ', receiptEmail: '' },
  }
  const problems = (changes: object) => {
    const { error } = recordSchema.safeParse({ ...typed, ...changes })
    return Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [])
  }
  expect(recordSchema.parse(typed).entry).toMatchObject({ amountCents: 150_000, reference: '1042', note: null })
  expect(recordSchema.parse({ ...typed, method: 'cash' }).entry).toMatchObject({ method: 'cash', reference: null })
  expect(problems({ amount: '-5', receivedOn: 'today', receiptEmail: 'me' })).toMatchObject({
    ...{ amount: expect.any(String), receiptEmail: expect.any(String) },
    receivedOn: 'Enter the day you received it.',
  })
  expect(problems({ method: '' })).toEqual({ method: 'Choose how it was paid.' })
  expect(problems({ jobNumber: 99_999_999_999 })).toHaveProperty('jobNumber')
  expect(recordSchema.parse({ ...typed, amount: '2,500,000' }).entry.amountCents).toBe(250_000_000)
  expect(recordSchema.parse({ ...typed, amount: '9,999,999.99' }).entry.amountCents).toBe(999_999_999)
  expect(problems({ amount: '10,000,000' })).toEqual({
    amount: 'One entry can be $9,999,999.99 at most. Record it as two, with a note.',
  })
  expect(problems({ amount: '0' })).toEqual({ amount: 'The amount must be more than $0.00.' })
  expect(problems({ receivedOn: '0026-11-27' })).toEqual({ receivedOn: 'Check the year.' })
  for (const reference of [' ', '\u200b', '##', '\0'])
    expect(problems({ method: 'other', reference })).toEqual({ reference: expect.stringContaining('Zelle') })
})

describe('the database', () => {
  it('lets nobody change or delete what is recorded', async () => {
    const app = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
    await app.connect()
    for (const sql of [
      'update recorded_payment set amount_cents = 1',
      'delete from recorded_payment',
      'truncate recorded_payment',
    ])
      await expect(app.query(sql)).rejects.toThrow('permission denied')
    await app.end()
  })

  it('holds the sign of an entry, and that a counter-entry is over all of its entry, on its job, once', async () => {
    const { number, id: jobId } = await newJob()
    const { id } = await recordPayment(context, recordOf(number, 40_000))
    const other = await createJob(context, TOTAL)
    const insert = (changes: object) =>
      forOrg(orgId, (tx) =>
        tx.recordedPayment.create({
          data: {
            ...{ orgId, id: randomUUID(), jobId, amountCents: -40_000, jobTotalCents: TOTAL, method: 'check' },
            ...{ receivedOn: now(), correctsId: id, recordedById: context.user.id, recordedByName: 'Ada' },
            ...changes,
          },
        }),
      )
    await expect(insert({ correctsId: null })).rejects.toThrow('recorded_payment_sign')
    await expect(insert({ amountCents: 0, correctsId: null })).rejects.toThrow('recorded_payment_sign')
    await expect(insert({ amountCents: -39_999 })).rejects.toThrow('over all of its entry')
    await expect(insert({ jobId: other.id })).rejects.toThrow('over all of its entry')
    await expect(insert({ amountCents: 40_000 })).rejects.toThrow()
    const counter = await insert({})
    await expect(insert({})).rejects.toMatchObject({ code: 'P2002' })
    await expect(insert({ correctsId: counter.id, amountCents: 40_000 })).rejects.toThrow()
  })

  it('keeps it from other organizations', async () => {
    const { number, id: jobId } = await newJob()
    const { id } = await recordPayment(context, recordOf(number, 40_000))
    const other = await createOrg({ active: false })
    expect(await getRecorded(other.org.id, id)).toBeNull()
    expect(await getRecorded(orgId, 'not-an-id')).toBeNull()
    await expect(recordPayment(other, recordOf(number, 1_000))).rejects.toThrow('no longer exists')
    await expect(correctRecorded(other, correctionOf(id))).rejects.toThrow('no longer exists')
    // The same id is another's there, and ties to nothing here.
    const theirs = await createJob(other, TOTAL)
    await recordPayment(other, recordOf(theirs.number, 500, { id }))
    expect(await balanceOf(context, jobId, TOTAL)).toMatchObject({ paidCents: 40_000 })
    expect(await forSystem((tx) => tx.recordedPayment.count())).toBe(0)
  })
})
