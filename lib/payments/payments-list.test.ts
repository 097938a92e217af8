import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { dayToDate, now } from '@/lib/dates'
import { forOrg, readForOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { PAGE_SIZE } from '@/lib/search'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listedOf } from '@/lib/testing/listed'
import { ALL_PAYMENTS, type PaymentFilter } from './listing/filter'
import { countStatement } from './listing/list'

// The list of payments holds what was charged and what was recorded.

let context: OrgContext
let orgId: string
let job: { id: string; number: number }
const ids: string[] = []
const start = new Date('2026-11-20T12:00:00Z')

/** Rows of both kinds, several of the same instant. */
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  job = await createJob(context, 1_000_000)
  await forOrg(orgId, async (tx) => {
    for (let n = 0; n < 2 * PAGE_SIZE + 7; n++) {
      const id = randomUUID()
      const createdAt = new Date(start.getTime() + Math.floor(n / 5))
      ids.push(id)
      const both = { orgId, id, jobId: job.id, amountCents: 100 + n, createdAt }
      if (n % 2 === 0)
        await tx.payment.create({
          data: {
            ...{ ...both, takenOn: 'agreement', status: n % 4 === 0 ? 'settled' : 'declined', accountLabel: 'Visa' },
            ...{ lastFour: '1111', payerName: 'Test Person', takenById: context.user.id, takenByName: 'Ada' },
            ...{ merchantKey: 'local:x', sendBy: now(), orderId: id },
          },
        })
      else
        await tx.recordedPayment.create({
          data: {
            ...{ ...both, jobTotalCents: 1_000_000, recordedById: context.user.id, recordedByName: 'Ada' },
            ...(n % 4 === 1 ? { method: 'check', reference: String(5000 + n) } : { method: 'cash' }),
            receivedOn: dayToDate('2026-11-19'),
          },
        })
    }
  })
})

const ZONE = 'America/Denver'
const listOf = (changes: Partial<PaymentFilter> = {}, id = orgId) => ({
  ...{ orgId: id, timeZone: ZONE, filter: { ...ALL_PAYMENTS, ...changes } },
})
const list = ({ before, ...filter }: Partial<PaymentFilter> & { before?: string | undefined } = {}) =>
  listedOf(listOf(filter), before)
const count = async (filter: Partial<PaymentFilter>) =>
  (await readForOrg(orgId, [countStatement(listOf(filter))]))[0][0]?.count

async function walk(filter: Partial<PaymentFilter> = {}) {
  const rows: Awaited<ReturnType<typeof list>>['rows'] = []
  for (let before: string | undefined, first = true; first || before; first = false) {
    const page = await list({ ...filter, before })
    rows.push(...page.rows)
    before = page.older
  }
  return rows
}

describe('the list of payments', () => {
  it('has every row of both kinds once over its pages, in one order of time', async () => {
    const rows = await walk()
    expect(rows).toHaveLength(ids.length)
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids))
    const keys = rows.map(({ createdAt, id }) => `${createdAt.toISOString()} ${id}`)
    expect(keys).toEqual([...keys].sort().reverse())
  })

  it('filters what was recorded, and leaves it out of every other state', async () => {
    const recorded = await walk({ status: 'recorded' })
    expect(recorded).toHaveLength(Math.floor(ids.length / 2))
    expect(recorded.every(({ kind }) => kind === 'recorded')).toBe(true)
    for (const status of ['settled', 'declined', 'checking'] as const)
      expect((await walk({ status })).some(({ kind }) => kind === 'recorded')).toBe(false)
  })

  it('finds what was recorded by customer, job, check number and method', async () => {
    for (const query of ['5001', 'check 5001', `person #5001 ${job.number}`, 'roof CHECK 5001'])
      expect(
        (await list({ query })).rows.map(({ id }) => id),
        query,
      ).toEqual([ids[1]])
    expect((await walk({ query: 'cash' })).length).toBe(14)
    expect((await list({ query: 'cash 5001' })).rows).toEqual([])
  })

  it('has as many rows as are counted, of both kinds', async () => {
    const filters: Partial<PaymentFilter>[] = [{}, { status: 'recorded' }, { status: 'settled' }, { query: 'cash' }]
    for (const filter of filters) expect(await count(filter)).toBe((await walk(filter)).length)
    expect(await count({})).toBe(ids.length)
  })

  it('shows another organization nothing of it', async () => {
    const other = await createOrg({ active: false })
    for (const before of [undefined, ids[3]])
      expect((await listedOf(listOf({}, other.org.id), before)).rows).toEqual([])
  })
})
