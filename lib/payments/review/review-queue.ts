import 'server-only'
import { dateToDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { can, type OrgRole } from '@/lib/orgs/roles'
import { decidablePayments, decidableReversals } from '@/lib/payments/rules/may-decide'
import { incompleteRefund } from '@/lib/payments/words/incomplete-refund'
import type { Prisma } from '@/prisma/generated/client'

// What waits for a person: what cannot end well by itself, or is not Plumbline's to decide.

const WITH_JOB = { job: { select: { number: true, title: true, customer: true } } } as const

/** Refunds whose credit failed, and partial ones whose two movements have come apart. */
async function listIncomplete(tx: Tx, orgId: string) {
  const pairs = await tx.reversal.findMany({
    where: {
      ...{ orgId, acceptedAt: null },
      OR: [{ status: { in: ['done', 'settled'] }, retainedCents: { gt: 0 } }, { status: 'canceled' }],
    },
    include: { payment: { include: WITH_JOB } },
    orderBy: { createdAt: 'asc' },
  })
  if (pairs.length === 0) return []
  const charges = await tx.payment.findMany({
    where: {
      orgId,
      jobId: { in: pairs.map(({ payment }) => payment.jobId) },
      reversalId: { in: pairs.map(({ id }) => id) },
    },
    select: { id: true, reversalId: true, status: true, reason: true, method: true, createdAt: true },
  })
  return pairs.flatMap(({ payment, ...reversal }) => {
    const incomplete = incompleteRefund(reversal, payment.status, charges)
    return incomplete ? [{ ...incomplete, paymentId: payment.id, payment }] : []
  })
}

/** Payments of which somebody is to take note: nobody looks at one by itself, days or months later (acknowledge-alert.ts). */
const noticed = (orgId: string): Prisma.PaymentWhereInput => ({ orgId, alertAt: { not: null } })

/** Payments made outside that are to be decided. What is shown as the second charge of a payment is none of them. */
const undecided = (
  orgId: string,
  duplicates: readonly { paysimpleId: string }[],
): Prisma.ExternalPaymentWhereInput => ({
  ...{ orgId, state: 'open' },
  paysimpleId: { notIn: duplicates.map(({ paysimpleId }) => paysimpleId) },
})

const mayRefund = (role: OrgRole) => can(role, 'payments:refund')
const mayResolve = (role: OrgRole) => can(role, 'payments:resolve')

/** Whether anything may wait for somebody with this role. */
export const mayReview = (role: OrgRole): boolean => mayRefund(role) || mayResolve(role)

/** Everything that waits for somebody with this role, the oldest of each kind first; a hundred of each at most. */
export async function listReviewQueue(tx: Tx, orgId: string, at: Date, role: OrgRole) {
  const incomplete = mayRefund(role) ? await listIncomplete(tx, orgId) : []
  const notices = mayRefund(role)
    ? await tx.payment.findMany({ where: noticed(orgId), include: WITH_JOB, orderBy: { alertAt: 'asc' }, take: 100 })
    : []
  if (!mayResolve(role)) return { incomplete, notices, duplicates: [], doubts: [], reversals: [], outside: [] }
  const duplicates = await tx.duplicateCharge.findMany({
    where: { orgId, clearedAt: null },
    include: { payment: { include: WITH_JOB } },
    orderBy: { foundAt: 'asc' },
    take: 100,
  })
  const doubts = await tx.payment.findMany({
    where: decidablePayments(orgId, at),
    include: WITH_JOB,
    orderBy: { createdAt: 'asc' },
    take: 100,
  })
  const reversals = await tx.reversal.findMany({
    where: decidableReversals(orgId, at),
    include: { payment: { include: WITH_JOB } },
    orderBy: { createdAt: 'asc' },
    take: 100,
  })
  const outside = await tx.externalPayment.findMany({
    where: undecided(orgId, duplicates),
    orderBy: [{ madeOn: 'asc' }, { id: 'asc' }],
    take: 100,
  })
  return {
    duplicates,
    doubts,
    reversals,
    incomplete,
    notices,
    outside: outside.map((each) => ({ ...each, madeOn: dateToDay(each.madeOn) })),
  }
}

export type ReviewQueue = Awaited<ReturnType<typeof listReviewQueue>>

/** How many things wait for somebody with this role. */
export async function countReviewQueue(tx: Tx, orgId: string, at: Date, role: OrgRole): Promise<number> {
  const mine = mayRefund(role)
    ? (await listIncomplete(tx, orgId)).length + (await tx.payment.count({ where: noticed(orgId) }))
    : 0
  if (!mayResolve(role)) return mine
  const duplicates = await tx.duplicateCharge.findMany({
    where: { orgId, clearedAt: null },
    select: { paysimpleId: true },
  })
  const doubts = await tx.payment.count({ where: decidablePayments(orgId, at) })
  const reversals = await tx.reversal.count({ where: decidableReversals(orgId, at) })
  const outside = await tx.externalPayment.count({ where: undecided(orgId, duplicates) })
  return mine + duplicates.length + doubts + reversals + outside
}

/** The newest jobs of customers by their name as PaySimple has it ("First Last"), to propose one to link to. */
export async function listJobsOfCustomers(tx: Tx, orgId: string, names: readonly string[]) {
  const jobs = new Map<string, { number: number; title: string }[]>()
  for (const name of new Set(names)) {
    const [first, ...rest] = name.trim().split(/\s+/)
    if (!first || rest.length === 0) continue
    const customer = { firstName: first, lastName: rest.join(' ') }
    const found = await tx.job.findMany({
      where: { orgId, customer },
      select: { number: true, title: true },
      orderBy: { number: 'desc' },
      take: 3,
    })
    jobs.set(name, found)
  }
  return jobs
}
