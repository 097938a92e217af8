import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg, readForOrg, type Tx } from '@/lib/db'
import { hashOf } from '@/lib/documents/freeze'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import type { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'
import { countForEveryPage, countReviewQueue, mayWaitStatement } from './review-queue'

// What every page asks first must be wider than what waits: each kind of it, alone in an organization.

type Place = { tx: Tx; orgId: string; jobId: string; userId: string }

async function insert({ tx, orgId, jobId, userId }: Place, status: PaymentStatus, more: object = {}) {
  const id = randomUUID()
  await tx.payment.create({
    data: {
      ...{ orgId, id, jobId, takenOn: 'agreement', amountCents: 100_000, status, accountLabel: 'Visa' },
      ...{ lastFour: '1111', payerName: 'D', takenById: userId, takenByName: 'Ada', merchantKey: 'local:x' },
      sendBy: now(),
      ...more,
    },
  })
  return id
}

async function reverse(place: Place, original: PaymentStatus, status: ReversalStatus, retainedCents: number) {
  const id = randomUUID()
  const paymentId = await insert(place, original)
  await place.tx.reversal.create({
    data: {
      ...{ orgId: place.orgId, id, paymentId, kind: 'refund', status, retainedCents, sendBy: now() },
      ...{ requestedById: place.userId, requestedByName: 'Ada', merchantKey: 'local:x', needsPersonAt: now() },
    },
  })
  return id
}

const KINDS: Record<string, (place: Place) => Promise<unknown>> = {
  'a payment with an alert': (place) => insert(place, 'returned', { alertAt: now() }),
  'a payment that nobody can check': (place) => insert(place, 'unknown', { reason: 'pending' }),
  'a refund that nobody can check': (place) => reverse(place, 'settled', 'unknown', 0),
  'a refund without its credit': (place) => reverse(place, 'refunded', 'canceled', 0),
  'a partial refund without its recharge': (place) => reverse(place, 'refunded', 'done', 40_000),
  'one whose recharge was declined': async (place) =>
    insert(place, 'declined', { reversalId: await reverse(place, 'refunded', 'settled', 40_000) }),
  'one that was charged again twice': async (place) => {
    const reversalId = await reverse(place, 'refunded', 'done', 40_000)
    await insert(place, 'settled', { reversalId })
    await insert(place, 'authorized', { reversalId })
  },
  'a canceled one whose recharge stands': async (place) =>
    insert(place, 'settled', { reversalId: await reverse(place, 'settled', 'canceled', 40_000) }),
  'an email that failed': async (place) => {
    const paymentId = await insert(place, 'settled')
    const email = { orgId: place.orgId, paymentId, kind: 'receipt', to: 'a@example.com' } as const
    await place.tx.email.create({ data: { ...email, status: 'failed', attentionAt: now() } })
  },
  'a duplicate charge': async (place) => {
    const duplicate = { merchantKey: 'local:x', paysimpleId: '1', amountCents: 1, paysimpleStatus: 'Settled' }
    await place.tx.duplicateCharge.create({
      data: { orgId: place.orgId, paymentId: await insert(place, 'settled'), ...duplicate },
    })
  },
  'a payment of a canceled agreement': async (place) => {
    const { tx, orgId, jobId, userId } = place
    await insert(place, 'settled')
    const { id: documentId } = await tx.document.findFirstOrThrow({ where: { orgId, jobId } })
    const version = { orgId, documentId, number: 1, snapshot: '{}', sha256: hashOf('{}') }
    await tx.documentVersion.create({ data: { ...version, sentAt: now(), sentByName: 'Ada' } })
    await tx.cancellation.create({
      data: {
        ...{
          orgId,
          documentId,
          versionNumber: 1,
          sha256: hashOf('{}'),
          way: 'mail',
          datedOn: now(),
          receivedOn: now(),
        },
        ...{ canceledAt: now(), recordedByName: 'Ada', memberId: userId },
      },
    })
  },
  'an external payment': ({ tx, orgId }) =>
    tx.externalPayment.create({
      data: {
        ...{ orgId, merchantKey: 'local:x', method: 'card', amountCents: 1, status: 'Settled', madeOn: now() },
        ...{ paysimpleId: '2', customerName: 'Test Person' },
      },
    }),
}

async function counts(context: OrgContext, fill: (place: Place) => Promise<unknown>) {
  const orgId = context.org.id
  const { id: jobId } = await createJob(context, 1_000_000)
  await forOrg(orgId, (tx) => fill({ tx, orgId, jobId, userId: context.user.id }))
  const at = new Date(Date.now() + 60_000)
  const [[may]] = await readForOrg(orgId, [mayWaitStatement(orgId)])
  return {
    all: await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, at, 'owner')),
    onEveryPage: await countForEveryPage(orgId, at, 'owner', may?.wait ?? false),
  }
}

it.each(Object.entries(KINDS))('%s is counted on every page', async (_, fill) => {
  const { all, onEveryPage } = await counts(await createOrg({ active: false }), fill)
  expect(all).toBeGreaterThan(0)
  expect(onEveryPage).toBe(all)
})

it('a complete partial refund is not', async () => {
  const complete = async (place: Place) =>
    insert(place, 'settled', { reversalId: await reverse(place, 'refunded', 'settled', 40_000) })
  expect(await counts(await createOrg({ active: false }), complete)).toEqual({ all: 0, onEveryPage: 0 })
})
