import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import type { OrgRole } from '@/lib/orgs/roles'
import { PAGE_SIZE } from '@/lib/search'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listedOf } from '@/lib/testing/listed'
import type { Prisma } from '@/prisma/generated/client'
import { incompleteRefundsAmong, listJobPayments } from './job-payments'
import { ALL_PAYMENTS, type PaymentFilter, statusFilterParam } from './listing/filter'
import { getPayment } from './queries'
import { countReviewQueue, listJobsOfCustomers, listReviewQueue } from './review/review-queue'

let context: OrgContext
let orgId: string
let job: { id: string; number: number }

beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  job = await createJob(context, 1_000_000)
})

async function insert(changes: Partial<Prisma.PaymentUncheckedCreateInput> = {}) {
  const id = randomUUID()
  await forOrg(orgId, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId, id, jobId: job.id, takenOn: 'agreement', amountCents: 100_000, status: 'authorized' },
        ...{ accountLabel: 'Visa', lastFour: '1111', payerName: 'Test Person', takenById: context.user.id },
        ...{ takenByName: 'Ada', merchantKey: 'local:x', sendBy: now(), orderId: id },
        ...changes,
      },
    }),
  )
  return id
}

const list = ({ before, ...search }: Partial<PaymentFilter> & { before?: string | undefined } = {}) =>
  listedOf({ orgId, timeZone: 'America/Denver', filter: { ...ALL_PAYMENTS, ...search } }, before)

describe('the list of payments', () => {
  it('shows every payment once over its pages, newest first, also those of the same instant', async () => {
    const at = new Date(Date.now() - 86_400_000)
    const made = new Set<string>()
    for (let n = 0; n < PAGE_SIZE + 10; n++)
      made.add(await insert({ createdAt: new Date(at.getTime() + Math.floor(n / 7)), lastFour: '7777' }))
    const first = await list({ query: '7777' })
    expect(first.rows).toHaveLength(PAGE_SIZE)
    const second = await list({ query: '7777', before: first.older })
    expect(second.older).toBeUndefined()
    const rows = [...first.rows, ...second.rows]
    expect(new Set(rows.map(({ id }) => id))).toEqual(made)
    expect(rows.map(({ createdAt }) => createdAt.getTime())).toEqual(
      rows.map(({ createdAt }) => createdAt.getTime()).sort((one, other) => other - one),
    )
  })

  it('finds by customer, job number, reference and last four, each word somewhere, and by status', async () => {
    const id = await insert({ lastFour: '4242', paysimplePaymentId: '90210001', status: 'declined' })
    for (const query of ['person 4242', `${job.number} 4242`, '90210001', 'roof 90210001'])
      expect(
        (await list({ query })).rows.map((row) => row.id),
        query,
      ).toEqual([id])
    expect((await list({ query: '4242 nobody' })).rows).toEqual([])
    expect((await list({ query: '4242', status: 'declined' })).rows).toHaveLength(1)
    expect((await list({ query: '4242', status: 'settled' })).rows).toHaveLength(0)
    expect([statusFilterParam('settled'), statusFilterParam('toString'), statusFilterParam('')]).toEqual([
      'settled',
      null,
      null,
    ])
  })
})

it('a payment is read by its own organization only, and only by its id', async () => {
  const id = await insert()
  const other = await createOrg({ active: false })
  expect((await getPayment(orgId, id))?.id).toBe(id)
  expect(await getPayment(other.org.id, id)).toBeNull()
  expect(await getPayment(orgId, 'not-an-id')).toBeNull()
})

describe('what needs attention', () => {
  it('is counted as it is listed: unconfirmed and incomplete ones, duplicate charges, external payments', async () => {
    const before = await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), 'admin'))
    const refunded = await insert({ status: 'refunded' })
    await insert({ status: 'unknown', reason: 'pending' })
    await insert({ status: 'unknown', reason: 'no_answer' }) // still being asked about
    const reversal = {
      ...({ orgId, kind: 'refund', status: 'done', requestedById: context.user.id, requestedByName: 'Ada' } as const),
      ...{ merchantKey: 'local:x', sendBy: now() },
    }
    await forOrg(orgId, async (tx) => {
      await tx.reversal.create({ data: { ...reversal, id: randomUUID(), paymentId: refunded, retainedCents: 40_000 } })
      await tx.duplicateCharge.create({
        data: {
          orgId,
          paymentId: refunded,
          merchantKey: 'local:x',
          paysimpleId: '1',
          amountCents: 1,
          paysimpleStatus: 'Settled',
        },
      })
      const outside = {
        orgId,
        merchantKey: 'local:x',
        method: 'card',
        amountCents: 1,
        status: 'Settled',
        madeOn: now(),
      } as const
      await tx.externalPayment.create({ data: { ...outside, paysimpleId: '2', customerName: 'Test Person' } })
      await tx.externalPayment.create({ data: { ...outside, paysimpleId: '3', customerName: 'X', state: 'ignored' } })
    })
    const { found, count } = await forOrg(orgId, async (tx) => ({
      found: await listReviewQueue(tx, orgId, now(), 'admin'),
      count: await countReviewQueue(tx, orgId, now(), 'admin'),
    }))
    const incomplete = incompleteRefundsAmong(await listJobPayments(orgId, job.id))
    const sizes = (all: object) => Object.fromEntries(Object.entries(all).map(([kind, each]) => [kind, each.length]))
    expect(sizes(found)).toEqual({
      ...{ duplicates: 1, unconfirmed: 1, reversals: 0, incomplete: 1, alerts: 0, external: 1, emails: 0, canceled: 0 },
    })
    expect(count - before).toBe(4)
    expect(found.incomplete).toMatchObject([
      { paymentId: refunded, incompleteKind: 'not_charged', retainedCents: 40_000 },
    ])
    expect(incomplete).toMatchObject([{ paymentId: refunded, incompleteKind: 'not_charged', retainedCents: 40_000 }])

    // Everybody sees what their role can act on.
    const seenBy = (role: OrgRole) =>
      forOrg(orgId, async (tx) => ({
        list: sizes(await listReviewQueue(tx, orgId, now(), role)),
        count: await countReviewQueue(tx, orgId, now(), role),
      }))
    const nothing = {
      ...{ duplicates: 0, unconfirmed: 0, reversals: 0, incomplete: 0, alerts: 0, external: 0, emails: 0, canceled: 0 },
    }
    expect(await seenBy('bookkeeper')).toEqual({ list: { ...nothing, incomplete: 1 }, count: 1 })
    expect(await seenBy('contractor')).toEqual({ list: nothing, count: 0 })
  })

  it('proposes the jobs of customers of that name', async () => {
    const jobs = await forOrg(orgId, (tx) => listJobsOfCustomers(tx, orgId, ['Test Person', 'Nobody', '']))
    expect(jobs.get('Test Person')).toEqual([{ number: job.number, title: 'New roof' }])
    expect(jobs.has('Nobody')).toBe(false)
  })
})
