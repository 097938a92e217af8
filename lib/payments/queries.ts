import 'server-only'
import { cache } from 'react'
import { forOrg, type Tx } from '@/lib/db'
import { toPage } from '@/lib/keyset'
import { newestFirst, type Place } from '@/lib/payments/rules/newest-first'
import { type IncompleteRefund, incompleteRefund } from '@/lib/payments/words/incomplete-refund'
import { FILTER_LABELS } from '@/lib/payments/words/labels'
import { PAGE_SIZE } from '@/lib/search'
import { isUuid } from '@/lib/typed-text'
import type { Prisma } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { listRecorded } from './recorded/queries'
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

/** Everything that the screen shows of a job's payments, the newest first, each with the emails of its receipt. */
export const listJobPayments = (tx: Tx, orgId: string, jobId: string) =>
  tx.payment.findMany({
    where: { orgId, jobId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: {
      emails: {
        where: { kind: 'receipt' },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        select: {
          to: true,
          status: true,
          attempts: true,
          sentAt: true,
          keptHere: true,
          lastError: true,
          supersededBy: true,
        },
      },
      reversals: true,
      duplicateCharges: { where: { clearedAt: null } },
    },
  })

export type JobPaymentRow = Awaited<ReturnType<typeof listJobPayments>>[number]
export type JobPayment = Omit<JobPaymentRow, 'reversals' | 'duplicateCharges'>

/** The incomplete refunds among a job's payments, for a screen that has all of them. */
export const incompleteRefundsAmong = (
  payments: readonly Omit<JobPaymentRow, 'emails' | 'duplicateCharges'>[],
): (IncompleteRefund & { paymentId: string })[] =>
  payments.flatMap((payment) =>
    payment.reversals.flatMap((reversal) => {
      const incomplete = incompleteRefund(reversal, payment.status, payments)
      return incomplete ? [{ ...incomplete, paymentId: payment.id }] : []
    }),
  )

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

/** The filters of the list of payments. */
export const STATUS_FILTERS = {
  checking: { label: FILTER_LABELS.checking, statuses: ['submitting', 'unknown'] },
  authorized: { label: FILTER_LABELS.authorized, statuses: ['authorized'] },
  settled: { label: FILTER_LABELS.settled, statuses: ['settled'] },
  declined: { label: FILTER_LABELS.declined, statuses: ['declined', 'not_taken'] },
  reversed: { label: FILTER_LABELS.reversed, statuses: ['voided', 'refunded'] },
  returned: { label: FILTER_LABELS.returned, statuses: ['returned', 'chargeback'] },
  recorded: { label: FILTER_LABELS.recorded, statuses: [] }, // of what people recorded, which has no status
} as const satisfies Record<string, { label: string; statuses: readonly PaymentStatus[] }>

export type StatusFilter = keyof typeof STATUS_FILTERS

/** The filter that a search parameter names; null for all payments, and for anything else. */
export const statusFilterParam = (text: string): StatusFilter | null =>
  Object.hasOwn(STATUS_FILTERS, text) ? (text as StatusFilter) : null

export type PaymentSearch = {
  /** What is listed (lib/payments/listing/filter.ts): all payments, and all that people recorded, unless told. */
  where?: Prisma.PaymentWhereInput
  recorded?: Prisma.RecordedPaymentWhereInput
}

/**
 * One page of an organization's payments and of what people recorded, in one order of time, the newest first, below the
 * row `before`. Each table is walked by its own index from the same place, so a page costs the same at any depth.
 */
export async function listPayments(
  tx: Tx,
  orgId: string,
  { before, where = {}, recorded = {} }: PaymentSearch & { before?: string | undefined },
) {
  const below = before ? await findPlace(tx, orgId, before) : null
  const take = PAGE_SIZE + 1
  const charged = await listCharged(tx, orgId, { where, below, take })
  const entries = await listRecorded(tx, orgId, { where: recorded, below, take })
  const rows = [
    ...charged.map((row) => ({ kind: 'payment' as const, ...row })),
    ...entries.map((row) => ({ kind: 'recorded' as const, ...row })),
  ]
  return toPage(rows.sort(newestFirst))
}

/** How many there are of what `listPayments` lists, on all of its pages. */
export const countPayments = async (tx: Tx, orgId: string, { where = {}, recorded = {} }: PaymentSearch) =>
  (await tx.payment.count({ where: { orgId, AND: where } })) +
  (await tx.recordedPayment.count({ where: { orgId, AND: recorded } }))

/** Where a row stands. Ids are not in order of time, so it is read from the row itself. */
async function findPlace(tx: Tx, orgId: string, id: string): Promise<Place | null> {
  const find = { where: { orgId_id: { orgId, id } }, select: { id: true, createdAt: true } } as const
  return (await tx.payment.findUnique(find)) ?? (await tx.recordedPayment.findUnique(find))
}

type ChargedSearch = { where: Prisma.PaymentWhereInput; below: Place | null; take: number }

function listCharged(tx: Tx, orgId: string, { where, below, take }: ChargedSearch) {
  return tx.payment.findMany({
    where: {
      orgId,
      AND: where,
      ...(below && {
        OR: [{ createdAt: { lt: below.createdAt } }, { createdAt: below.createdAt, id: { lt: below.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
    include: {
      job: { select: { number: true, title: true, customer: true } },
      reversals: { where: { status: { in: ['submitting', 'unknown'] } }, select: { kind: true, status: true } },
    },
  })
}

export type ListedPayment = Awaited<ReturnType<typeof listPayments>>['rows'][number]
