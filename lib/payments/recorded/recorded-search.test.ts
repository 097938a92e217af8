import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { readForOrg, type Statement } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { correctionOf, recordOf } from '@/lib/testing/recorded'
import { Prisma } from '@/prisma/generated/client'
import { correctRecorded } from './correct-recorded'
import { recordPayment } from './record-payment'
import { recordedSearch } from './recorded-search'

const ZONE = 'America/Denver'
let context: OrgContext
let job: { id: string; number: number }

beforeAll(async () => {
  moveClock(new Date('2026-11-28T18:00:00Z').getTime() - Date.now())
  context = await createOrg({ active: false })
  job = await createJob(context, 100_000_000)
  const record = (amountCents: number, reference: string | null, changes: Parameters<typeof recordOf>[2] = {}) =>
    recordPayment(context, recordOf(job.number, amountCents, { reference, receivedOn: '2026-11-20', ...changes }))
  await record(1000, '1042')
  await record(2000, 'Überweisung', { method: 'other' })
  await record(3000, 'O’Brien’s wire', { method: 'other' })
  await record(4000, null, { method: 'cash', receivedOn: '2026-10-01' })
  await record(5000, '50% deposit', { method: 'other' })
  await record(6000, 'a\\b_c', { method: 'other' })
  await record(7000, '１２３')
  const wrong = await record(9000, '777')
  await correctRecorded(context, correctionOf(wrong.id))
  const bounced = await record(8000, '888')
  await correctRecorded(context, correctionOf(bounced.id, { cameBackOn: '2026-11-25' }))
})
afterAll(() => moveClock(0))

const found = async (query: string) => {
  const orgId = context.org.id
  const entries: Statement<{ amountCents: number }> = Prisma.sql`select amount_cents from recorded_payment entry
    where org_id = ${orgId}::uuid and ${recordedSearch(query, ZONE)} order by created_at`
  const [rows] = await readForOrg(orgId, [entries])
  return rows.map(({ amountCents }) => amountCents / 100)
}
const ALL = [10, 20, 30, 40, 50, 60, 70, 90, -90, 80, -80]

describe('what people search in what was recorded', () => {
  it.each<[string, number[]]>([
    ['%', [50]],
    ['_', [60]],
    ['\\', [60]],
    ['50%', [50]],
    ['5%', []],
    ['a\\b', [60]],
    ['b_c', [60]],
    ['bxc', []],
  ])('%s stands for itself', async (query, amounts) => expect(await found(query)).toEqual(amounts))

  it.each<[string, number[]]>([
    ['überweisung', [20]],
    ['UBERWEISUNG', [20]],
    ['U\u0308berweisung', [20]],
    ["o'brien", [30]],
    ['O’Brien’s', [30]],
    ['obriens wire', [30]],
    ['123', [70]],
    ['１２３', [70]],
    ['check #123', [70]],
  ])('%s is found however it is written', async (query, amounts) => expect(await found(query)).toEqual(amounts))

  it.each<[string, number[]]>([
    ['recorded', ALL],
    ['by Ada', ALL],
    ['Ada Admin roof', ALL],
    ['Recorded by Marco', []],
    ['Correction', [-90]],
    ['corrected', [90]],
    ['returned', [80]],
    ['Return', [80, -80]],
    ['-$90.00', [-90]],
    ['$90.00', [90, -90]],
    ['Check 888', [80, -80]],
    ['cash', [40]],
    ['Received Oct 1, 2026', [40]],
    ['received nov 20', [10, 20, 30, 50, 60, 70, 90, -90, 80]],
    ['Came back Nov 25, 2026', [-80]],
    ['11/25/2026', [-80]],
    ['Recorded Oct 1, 2026', []],
    ['Recorded Nov 28, 2026, 11:00 AM by Ada Admin', ALL],
    ['nov 28 2026', ALL],
    ['Received Nov 28, 2026', []],
  ])('%s is found as the list shows it', async (query, amounts) => expect(await found(query)).toEqual(amounts))
})
