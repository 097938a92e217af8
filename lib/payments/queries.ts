import 'server-only'
import { cache } from 'react'
import { forOrg, type Tx } from '@/lib/db'
import { isUuid } from '@/lib/typed-text'
import { findFirstPayment } from './take/repeat-check'

const EMAIL = {
  id: true,
  kind: true,
  to: true,
  status: true,
  attempts: true,
  createdAt: true,
  sentAt: true,
  keptHere: true,
  lastError: true,
  attentionAt: true,
  supersededBy: true,
  requestedByName: true,
} as const

/** One payment with everything that its page shows, or null. Read once per request: page and metadata share it. */
export const getPayment = cache((orgId: string, id: string) =>
  isUuid(id) ? forOrg(orgId, (tx) => readPayment(tx, orgId, id)) : Promise.resolve(null),
)

async function readPayment(tx: Tx, orgId: string, id: string) {
  const payment = await tx.payment.findUnique({
    where: { orgId_id: { orgId, id } },
    include: {
      job: { include: { customer: true } },
      events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      emails: { orderBy: { createdAt: 'asc' }, select: EMAIL },
      reversals: { orderBy: { createdAt: 'asc' } },
      duplicateCharges: { orderBy: { foundAt: 'asc' } },
    },
  })
  if (!payment) return null
  // The recharges of its partial refunds, and the partial refund that it is itself the recharge of.
  const charges = await tx.payment.findMany({
    where: { orgId, jobId: payment.jobId, reversalId: { in: payment.reversals.map((reversal) => reversal.id) } },
    orderBy: { createdAt: 'asc' },
  })
  const rechargeOf = payment.reversalId
    ? await tx.reversal.findUnique({
        where: { orgId_id: { orgId, id: payment.reversalId } },
        include: { payment: { select: { id: true, amountCents: true } } },
      })
    : null
  const decisions = await tx.auditEvent.findMany({
    where: { orgId, action: { in: ['payment_decided', 'linked_payment_moved'] }, subject: payment.id },
    orderBy: { id: 'asc' },
    select: { id: true, at: true, action: true, actorName: true, detail: true },
  })
  return { ...payment, charges, rechargeOf, decisions, firstPayment: await findFirstPayment(tx, payment) }
}

export type PaymentDetail = NonNullable<Awaited<ReturnType<typeof getPayment>>>
