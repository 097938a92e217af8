import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import type { Prisma } from '@/prisma/generated/client'
import { getPaymentPage } from './payment-page'

let context: OrgContext
let jobId: string

beforeAll(async () => {
  context = await createOrg({ active: false })
  jobId = (await createJob(context, 1_000_000)).id
})

async function insert(changes: Partial<Prisma.PaymentUncheckedCreateInput>) {
  const id = randomUUID()
  await forOrg(context.org.id, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId: context.org.id, id, jobId, takenOn: 'agreement', amountCents: 100_000, status: 'authorized' },
        ...{ accountLabel: 'Visa', lastFour: '1111', payerName: 'Test Person', takenById: context.user.id },
        ...{
          takenByName: 'Ada',
          merchantKey: 'local:x',
          sendBy: now(),
          orderId: id,
          paysimplePaymentId: id.slice(0, 8),
        },
        ...changes,
      },
    }),
  )
  return id
}
const page = (id: string, role = context.role) => getPaymentPage({ ...context, role }, id, now())

describe('getPaymentPage', () => {
  it('is null for a payment that doesn’t exist, and for anything that isn’t an id', async () => {
    expect(await page(randomUUID())).toBeNull()
    expect(await page('nothing')).toBeNull()
    const other = await createOrg({ active: false })
    expect(await getPaymentPage(other, await insert({}), now())).toBeNull()
  })

  it('has what is known, and offers what the role may do', async () => {
    const id = await insert({ status: 'settled' })
    expect(await page(id)).toMatchObject({
      ...{ payment: { id }, words: null, earlier: null, latestReversal: null, incompleteRefunds: [], mayRefund: true },
      alerts: { unconfirmed: null, reversal: null },
      offers: { reverse: 'refund', hasReceipt: true },
      check: { paymentId: id, status: 'settled', reversing: false },
    })
    expect(await page(id, 'contractor')).toMatchObject({ mayRefund: false, offers: { reverse: null } })
  })

  it('has what is unconfirmed', async () => {
    expect(await page(await insert({ status: 'unknown', paysimplePaymentId: null }))).toMatchObject({
      words: { title: expect.any(String) },
      alerts: { unconfirmed: { isStuck: false } },
      offers: { reverse: null, mayCheck: false, hasReceipt: false },
    })
  })

  it('has an unconfirmed refund, and one whose retained amount was not recharged', async () => {
    const refund = async (id: string, changes: Partial<Prisma.ReversalUncheckedCreateInput>) =>
      forOrg(context.org.id, (tx) =>
        tx.reversal.create({
          data: {
            ...{ orgId: context.org.id, paymentId: id, id: randomUUID(), kind: 'refund', status: 'unknown' },
            ...{ requestedById: context.user.id, requestedByName: 'Ada', merchantKey: 'local:x', sendBy: now() },
            ...changes,
          },
        }),
      )
    const unsure = await insert({ status: 'settled' })
    const open = await refund(unsure, {})
    expect(await page(unsure)).toMatchObject({
      alerts: { reversal: { row: { id: open.id }, unconfirmed: { isStuck: false } } },
      reversalWords: { title: expect.any(String) },
      offers: { reverse: null },
      check: { reversing: true },
      latestReversal: { id: open.id, result: { state: 'checking' } },
    })
    const refunded = await insert({ status: 'refunded' })
    const half = await refund(refunded, { status: 'done', retainedCents: 40_000 })
    expect(await page(refunded)).toMatchObject({
      incompleteRefunds: [{ reversalId: half.id, incompleteKind: 'not_charged', retainedCents: 40_000 }],
    })
  })
})
