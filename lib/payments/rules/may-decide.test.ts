import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'
import { decidablePayments, decidableReversals, mayDecidePayment, mayDecideReversal } from './may-decide'
import { DECIDE_AFTER } from './timing'

// The rule for a row at hand and the rule in the database say the same of every row.

const at = new Date('2026-11-28T12:00:00Z')
const AGES = [0, DECIDE_AFTER - 1, DECIDE_AFTER, DECIDE_AFTER + 1, 10 * DECIDE_AFTER]
const REASONS = [null, 'no_answer', 'pending', 'strange_status', 'mismatch', 'person']
let orgId: string
let jobId: string

beforeAll(async () => {
  const context = await createOrg({ active: false })
  orgId = context.org.id
  jobId = (await createJob(context, 100)).id
})

const common = { createdAt: at, sendBy: at, merchantKey: 'local:nobody' }
const taken = {
  takenOn: 'agreement' as const,
  amountCents: 1,
  accountLabel: 'Visa',
  lastFour: '1111',
  payerName: 'Pat',
}

it('of payments', async () => {
  const rows = Object.values(PaymentStatus).flatMap((status) =>
    REASONS.flatMap((reason) =>
      AGES.flatMap((age) =>
        [null, at].map((needsPersonAt) => ({
          ...{ ...common, ...taken, orgId, jobId, id: randomUUID(), status, reason, needsPersonAt },
          createdAt: new Date(at.getTime() - age),
          takenById: randomUUID(),
          takenByName: 'Pat',
        })),
      ),
    ),
  )
  const found = await forOrg(orgId, async (tx) => {
    await tx.payment.createMany({ data: rows })
    return tx.payment.findMany({ where: decidablePayments(orgId, at), select: { id: true } })
  })
  const expected = rows.filter((row) => mayDecidePayment(row, at)).map(({ id }) => id)
  expect(found.map(({ id }) => id).sort()).toEqual(expected.sort())
  expect(expected.length).toBeGreaterThan(20)
  expect(expected.length).toBeLessThan(rows.length / 2)
})

it('of voids and refunds', async () => {
  const rows = Object.values(ReversalStatus).flatMap((status) =>
    AGES.flatMap((age) =>
      [null, at].map((needsPersonAt) => ({
        ...{
          ...common,
          orgId,
          id: randomUUID(),
          paymentId: randomUUID(),
          kind: 'refund' as const,
          status,
          needsPersonAt,
        },
        createdAt: new Date(at.getTime() - age),
        requestedById: randomUUID(),
        requestedByName: 'Pat',
      })),
    ),
  )
  const payments = rows.map(({ paymentId }) => ({
    ...{ ...common, ...taken, orgId, jobId, id: paymentId, status: 'settled' as const },
    takenById: randomUUID(),
    takenByName: 'Pat',
  }))
  const found = await forOrg(orgId, async (tx) => {
    await tx.payment.createMany({ data: payments })
    await tx.reversal.createMany({ data: rows })
    return tx.reversal.findMany({ where: decidableReversals(orgId, at), select: { id: true } })
  })
  const expected = rows.filter((row) => mayDecideReversal(row, at)).map(({ id }) => id)
  expect(found.map(({ id }) => id).sort()).toEqual(expected.sort())
  expect(expected.length).toBeGreaterThan(5)
})
