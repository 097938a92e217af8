import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { jobCondition } from '@/lib/jobs/conditions'
import { ALL_JOBS } from '@/lib/jobs/filters'
import { sumJobs } from '@/lib/jobs/standing'
import type { OrgContext } from '@/lib/orgs/context'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listedOf, sumsOf } from '@/lib/testing/listed'
import { correctionOf, recordOf } from '@/lib/testing/recorded'
import { exportPayments } from './export'
import type { PaymentFilter } from './filter'

// What people recorded is listed, summed and exported by the day it was received, whenever it was typed in.

const ZONE = 'America/Denver'
let context: OrgContext
let orgId: string
let job: { id: string; number: number }

const october: PaymentFilter = {
  ...{ query: '', status: null, customerId: null },
  range: { preset: null, from: '2026-10-01', to: '2026-10-31' },
}
const november: PaymentFilter = { ...october, range: { preset: null, from: '2026-11-01', to: '2026-11-30' } }

beforeAll(async () => {
  // What is more than 90 days back is asked about.
  moveClock(new Date('2026-11-28T18:00:00Z').getTime() - Date.now())
  context = await createOrg({ active: false })
  orgId = context.org.id
  job = await createJob(context, 1_000_000)
  const record = (amountCents: number, receivedOn: string, reference: string) =>
    recordPayment(context, recordOf(job.number, amountCents, { receivedOn, reference }))
  await record(30_000, '2026-10-31', '1041')
  await record(20_000, '2026-11-01', '1042')
  const wrong = await record(5_000, '2026-11-02', '1043')
  await correctRecorded(context, correctionOf(wrong.id))
})

afterAll(() => moveClock(0))

const sums = (filter: PaymentFilter, id = orgId) => sumsOf({ orgId: id, timeZone: ZONE, filter })
const listed = async (filter: PaymentFilter, id = orgId) => {
  const { rows } = await listedOf({ orgId: id, timeZone: ZONE, filter })
  return rows.map(({ amountCents }) => amountCents).sort((one, other) => one - other)
}
async function exported(filter: PaymentFilter, id = orgId): Promise<Record<string, string>[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of exportPayments({ orgId: id, timeZone: ZONE, filter })) chunks.push(chunk)
  return parse(Buffer.concat(chunks), { bom: true, columns: true })
}

describe('what is recorded', () => {
  it('is in the month in which it was received, with its counter-entry', async () => {
    expect(await listed(october)).toEqual([30_000])
    expect(await listed(november)).toEqual([-5_000, 5_000, 20_000])
    expect(await sums(october)).toEqual({
      count: 1,
      takenCount: 1,
      takenCents: 30_000,
      reversedCents: 0,
      netCents: 30_000,
    })
    expect(await sums(november)).toEqual({
      ...{ count: 3, takenCount: 2, takenCents: 25_000, reversedCents: -5_000, netCents: 20_000 },
    })
  })

  it('is exported so that the lines add up to the net', async () => {
    const rows = await exported(november)
    expect(rows.map((row) => [row.Date, row.Account, row.Status, row.Amount]).sort()).toEqual([
      ['2026-11-01', 'Check 1042', 'Recorded', '200.00'],
      ['2026-11-02', 'Check 1043', 'Corrected', '50.00'],
      ['2026-11-02', 'Check 1043', 'Correction', '-50.00'],
    ])
  })

  it('that came back is in the month in which it did, and the month of the check stays as it was', async () => {
    const own = await createOrg({ active: false })
    const { number } = await createJob(own, 1_000_000)
    const { id } = await recordPayment(own, recordOf(number, 70_000, { receivedOn: '2026-10-30', reference: '1044' }))
    const of = async (filter: PaymentFilter) => ({
      rows: (await exported(filter, own.org.id)).map((row) => [row.Date, row.Account, row.Status, row.Amount]),
      sums: await sums(filter, own.org.id),
      listed: await listed(filter, own.org.id),
    })
    const before = await of(october)
    await correctRecorded(own, correctionOf(id, { cameBackOn: '2026-11-03' }))
    expect(await of(october)).toEqual(before)
    expect(before.rows).toEqual([['2026-10-30', 'Check 1044', 'Recorded', '700.00']])
    expect(await of(november)).toEqual({
      rows: [['2026-11-03', 'Check 1044', 'Return', '-700.00']],
      sums: { count: 1, takenCount: 0, takenCents: 0, reversedCents: -70_000, netCents: -70_000 },
      listed: [-70_000],
    })
  })

  it('is found by the day it was received', async () => {
    expect(await listed({ ...november, range: null, query: '11/1/2026' })).toEqual([20_000])
  })

  it('counts in what the company’s jobs owe', async () => {
    expect(await forOrg(orgId, (tx) => sumJobs(tx, orgId, jobCondition(orgId, ALL_JOBS)))).toMatchObject({
      paidCents: 50_000,
      owedCents: 950_000,
    })
  })
})
