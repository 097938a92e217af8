import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { dayToDate, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listedOf, sumsOf } from '@/lib/testing/listed'
import type { Prisma } from '@/prisma/generated/client'
import { exportFileName, exportPayments } from './export'
import { filterHref, filterParam, type PaymentFilter } from './filter'

const ZONE = 'America/Denver'
let context: OrgContext
let orgId: string
let job: { id: string; number: number }
let other: { id: string; number: number }

async function insert(changes: Partial<Prisma.PaymentUncheckedCreateInput> = {}) {
  const id = randomUUID()
  await forOrg(orgId, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId, id, jobId: job.id, takenOn: 'agreement', amountCents: 100_000, status: 'settled' },
        ...{ accountLabel: 'Visa', lastFour: '1111', payerName: 'Test Person', takenById: context.user.id },
        ...{ takenByName: 'Ada', merchantKey: 'local:x', sendBy: now(), orderId: id },
        ...changes,
      },
    }),
  )
  return id
}

const filter = (search: Record<string, string> = {}, at = new Date('2026-11-28T12:00:00Z')): PaymentFilter =>
  filterParam(search, ZONE, at)

const november = { from: '2026-11-01', to: '2026-11-30' }
const december = { from: '2026-12-01', to: '2026-12-31' }

const list = (search: Record<string, string>) => ({ orgId, timeZone: ZONE, filter: filter(search) })
const sums = (search: Record<string, string>) => sumsOf(list(search))
const listed = async (search: Record<string, string>) => (await listedOf(list(search))).rows.map(({ id }) => id)

async function text(search: Record<string, string>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let all = ''
  for await (const chunk of exportPayments(list(search))) all += decoder.decode(chunk, { stream: true })
  return all
}
const exported = async (search: Record<string, string>): Promise<Record<string, string>[]> =>
  parse(await text(search), { bom: true, columns: true, record_delimiter: '\r\n' })

let refunded: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  job = await createJob(context, 1_000_000)
  other = await createJob(context, 1_000_000)
  await forOrg(orgId, (tx) =>
    tx.job.update({ where: { orgId_id: { orgId, id: other.id } }, data: { title: '=1+1, "Deck"' } }),
  )
  // The last minute of November and the first of December, in the company's zone.
  await insert({ createdAt: new Date('2026-12-01T06:59:59Z'), settledOn: dayToDate('2026-12-02'), lastFour: '0042' })
  await insert({ createdAt: new Date('2026-12-01T07:00:00Z'), amountCents: 5_000, jobId: other.id })
  await insert({ createdAt: new Date('2026-11-10T18:00:00Z'), status: 'declined', amountCents: 70_000 })
  await insert({ createdAt: new Date('2026-11-11T18:00:00Z'), status: 'unknown', amountCents: 80_000 })
  // Taken in November, refunded in December.
  refunded = await insert({
    ...{ createdAt: new Date('2026-11-20T18:00:00Z'), status: 'refunded', amountCents: 30_000 },
    ...{ statusAt: new Date('2026-12-03T18:00:00Z'), settledOn: dayToDate('2026-11-22'), paysimplePaymentId: '900' },
  })
  await forOrg(orgId, (tx) =>
    tx.reversal.create({
      data: {
        ...{ orgId, id: randomUUID(), paymentId: refunded, kind: 'refund', status: 'settled', note: '@cmd' },
        ...{ requestedById: context.user.id, requestedByName: 'Priya', merchantKey: 'local:x', sendBy: now() },
        ...{ paysimpleCreditId: '901', settledOn: dayToDate('2026-12-05') },
      },
    }),
  )
  await insert({
    ...{ createdAt: new Date('2026-11-21T18:00:00Z'), status: 'voided', amountCents: 1_000 },
    statusAt: new Date('2026-11-21T19:00:00Z'),
  })
})

describe('payments by days', () => {
  it('counts each movement in the month in which it happened', async () => {
    expect(await sums(november)).toEqual({
      ...{ count: 5, takenCount: 3, takenCents: 131_000, reversedCents: -1_000, netCents: 130_000 },
    })
    expect(await sums(december)).toEqual({
      ...{ count: 2, takenCount: 1, takenCents: 5_000, reversedCents: -30_000, netCents: -25_000 },
    })
    expect(await sums({})).toEqual({
      ...{ count: 6, takenCount: 4, takenCents: 136_000, reversedCents: -31_000, netCents: 105_000 },
    })
    expect(await sums({ from: '2030-01-01' })).toEqual({
      ...{ count: 0, takenCount: 0, takenCents: 0, reversedCents: 0, netCents: 0 },
    })
  })

  it('lists last month’s payment also in the month of its refund', async () => {
    expect(await listed(november)).toHaveLength(5)
    expect(await listed(december)).toContain(refunded)
    expect(await listed({ ...december, status: 'settled' })).not.toContain(refunded)
  })

  it('shows one customer’s, and keeps the whole filter in the address', async () => {
    const { customerId } = await forOrg(orgId, (tx) =>
      tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: other.id } }, select: { customerId: true } }),
    )
    expect(await sums({ customer: customerId })).toMatchObject({ count: 1, netCents: 5_000 })
    const search = { q: '1111', status: 'settled', when: 'this_month', customer: customerId }
    const href = filterHref('/x', filter(search))
    expect(Object.fromEntries(new URL(href, 'http://x').searchParams)).toEqual(search)
    expect(filterHref('/x', filter({ customer: "'; drop", status: 'toString', when: 'x', from: '2026-99-99' }))).toBe(
      '/x',
    )
  })
})

describe('the export', () => {
  it.each<Record<string, string>>([november, december, {}, { ...november, status: 'settled' }, { q: 'deck' }])(
    'of %j adds up to the sums above the list, and has every listed payment',
    async (search) => {
      const rows = await exported(search)
      const cents = rows.map(({ Amount = '' }) => Math.round(Number(Amount) * 100))
      const { count, netCents } = await sums(search)
      expect(cents.reduce((sum, each) => sum + each, 0)).toBe(netCents)
      expect(rows.length).toBeGreaterThanOrEqual(count)
      const days = rows.map(({ Date: day = '' }) => day)
      expect(days).toEqual([...days].sort().reverse())
    },
  )

  it('has a refund as a row of its own, negative, on its own day', async () => {
    expect((await exported(december)).find(({ Note = '' }) => Note.startsWith('Refund'))).toEqual({
      ...{ Date: '2026-12-03', 'Job number': String(job.number), 'Job title': 'New roof', Customer: 'Test Person' },
      ...{ Method: 'Card', Account: 'Visa 1111', Status: 'Refunded', Amount: '-300.00', 'Settled on': '2026-12-05' },
      ...{ 'PaySimple reference': '901', 'Taken by': 'Priya', Note: 'Refund. @cmd' },
    })
    expect((await exported(november)).map(({ Note, Amount }) => [Note, Amount])).toEqual([
      ['Payment', '1000.00'],
      ['Void', '-10.00'],
      ['Payment', '10.00'],
      ['Payment', '300.00'],
      ['Checking with PaySimple: $800.00 not counted yet', '0.00'],
      ['Declined: $700.00 not charged', '0.00'],
    ])
  })

  it('runs nothing in a spreadsheet, and begins with the mark by which Excel knows UTF-8', async () => {
    const all = await text({ q: 'deck' })
    expect(all.startsWith('\uFEFFDate,Job number,')).toBe(true)
    expect(all).toContain(`"'=1+1, ""Deck"""`)
    expect(all.endsWith('\r\n')).toBe(true)
  })

  it('reads on below each page, over payments of the same instant too', async () => {
    const at = new Date('2026-08-01T12:00:00Z')
    const row = {
      ...({ orgId, jobId: job.id, takenOn: 'agreement', status: 'voided', accountLabel: 'Visa' } as const),
      ...{ lastFour: '1111', payerName: 'Test', takenById: context.user.id, takenByName: 'Ada' },
      ...{ merchantKey: 'local:x', sendBy: now() },
    }
    const data = Array.from({ length: 1_203 }, (_, n) => ({
      ...{ ...row, id: randomUUID(), amountCents: n + 1, createdAt: at },
      statusAt: new Date(at.getTime() + (n % 3)),
    }))
    await forOrg(orgId, (tx) => tx.payment.createMany({ data }))
    const rows = await exported({ from: '2026-08-01', to: '2026-08-01' })
    const amounts = (sign: number) => rows.map(({ Amount }) => Number(Amount)).filter((it) => Math.sign(it) === sign)
    expect(rows).toHaveLength(2_406)
    expect(new Set(amounts(1)).size).toBe(1_203)
    expect(new Set(amounts(-1)).size).toBe(1_203)
  })

  it('shows an organization nothing of another', async () => {
    const stranger = await createOrg({ active: false })
    const chunks: Uint8Array[] = []
    for await (const chunk of exportPayments({ ...list({}), orgId: stranger.org.id })) chunks.push(chunk)
    expect(chunks).toHaveLength(1)
  })

  it.each([
    [november, 'payments-acme-2026-11-01-to-2026-11-30.csv'],
    [{ to: '2026-11-30' }, 'payments-acme-to-2026-11-30.csv'],
    [{}, 'payments-acme-to-2026-11-28.csv'],
  ])('of %j is called %s', (search, name) =>
    expect(exportFileName('acme', filter(search).range, '2026-11-28')).toBe(name),
  )
})
