import 'server-only'
import { dateToDay } from '@/lib/dates'
import { forOrg, type Statement, type Tx } from '@/lib/db'
import { can, type OrgRole } from '@/lib/orgs/roles'
import { decidablePayments, decidableReversals, mayDecide } from '@/lib/payments/rules/may-decide'
import { incompleteRefund } from '@/lib/payments/words/reversal/incomplete-refund'
import { Prisma } from '@/prisma/generated/client'
import { anyToRefund, countToRefund, listToRefund } from './canceled-jobs'

// The review queue: what needs a person because Plumbline can't resolve it or may not decide it.

const WITH_JOB = { job: { select: { number: true, title: true, customer: true } } } as const

/** Incomplete refunds: the credit failed, or the two halves of a partial refund came apart. */
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

/** Payments with an alert that nobody has acknowledged (acknowledge-alert.ts). */
const withAlert = (orgId: string): Prisma.PaymentWhereInput => ({ orgId, alertAt: { not: null } })

/** External payments that wait for a decision. Those shown as a duplicate charge are not among them. */
const undecided = (
  orgId: string,
  duplicates: readonly { paysimpleId: string }[],
): Prisma.ExternalPaymentWhereInput => ({
  ...{ orgId, state: 'open' },
  paysimpleId: { notIn: duplicates.map(({ paysimpleId }) => paysimpleId) },
})

/** Emails that failed or may not have arrived, which nobody has looked at. */
const undelivered = (orgId: string): Prisma.EmailWhereInput => ({
  orgId,
  attentionAt: { not: null },
  kind: { not: 'notice' }, // to a member
})

/** Emails that wait for a person, each with the job that it is about. */
async function listUndelivered(tx: Tx, orgId: string) {
  const emails = await tx.email.findMany({
    where: undelivered(orgId),
    select: {
      ...{ id: true, kind: true, to: true, status: true, lastError: true, linkId: true },
      ...{ paymentRequestId: true, signerId: true, reminderStep: true },
      payment: { include: WITH_JOB },
      recordedPayment: { include: { ...WITH_JOB, correction: { select: { id: true } } } },
    },
    orderBy: { attentionAt: 'asc' },
    take: 100,
  })
  const ids = emails.flatMap(({ linkId }) => linkId ?? [])
  const links =
    ids.length > 0 ? await tx.customerLink.findMany({ where: { orgId, id: { in: ids } }, include: WITH_JOB }) : []
  return emails.map(({ linkId, ...email }) => ({ ...email, link: links.find(({ id }) => id === linkId) ?? null }))
}

const mayRefund = (role: OrgRole) => can(role, 'payments:refund')

/** Whether the review queue may hold anything for this role. */
const mayReview = (role: OrgRole): boolean => mayRefund(role) || mayDecide(role)

/** Everything that waits for this role at `at`: the oldest of each kind first, at most a hundred of each. */
export async function listReviewQueue(tx: Tx, orgId: string, at: Date, role: OrgRole) {
  const incomplete = mayRefund(role) ? await listIncomplete(tx, orgId) : []
  const alerts = mayRefund(role)
    ? await tx.payment.findMany({ where: withAlert(orgId), include: WITH_JOB, orderBy: { alertAt: 'asc' }, take: 100 })
    : []
  const emails = mayRefund(role) ? await listUndelivered(tx, orgId) : []
  const canceled = mayRefund(role) ? await listToRefund(tx, orgId) : []
  if (!mayDecide(role))
    return { incomplete, alerts, emails, canceled, duplicates: [], unconfirmed: [], reversals: [], external: [] }
  const duplicates = await tx.duplicateCharge.findMany({
    where: { orgId, clearedAt: null },
    include: { payment: { include: WITH_JOB } },
    orderBy: { foundAt: 'asc' },
    take: 100,
  })
  const unconfirmed = await tx.payment.findMany({
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
  const external = await tx.externalPayment.findMany({
    where: undecided(orgId, duplicates),
    orderBy: [{ madeOn: 'asc' }, { id: 'asc' }],
    take: 100,
  })
  return {
    duplicates,
    unconfirmed,
    reversals,
    incomplete,
    alerts,
    emails,
    canceled,
    external: external.map((each) => ({ ...each, madeOn: dateToDay(each.madeOn) })),
  }
}

export type ReviewQueue = Awaited<ReturnType<typeof listReviewQueue>>

/**
 * How many things wait for this role at `at`, where `mayWaitStatement` answered that something may: every page asks, and
 * in most hours nothing waits.
 */
export const countForEveryPage = async (orgId: string, at: Date, role: OrgRole, mayWait: boolean): Promise<number> =>
  mayWait && mayReview(role) ? forOrg(orgId, (tx) => countReviewQueue(tx, orgId, at, role)) : 0

/** Whether anything may wait, whoever asks and whatever the time. Wider than the conditions above, never narrower. */
export const mayWaitStatement = (orgId: string): Statement<{ wait: boolean }> => Prisma.sql`
  select exists (select from payment where org_id = ${orgId}::uuid and alert_at is not null)
    or exists (select from payment where org_id = ${orgId}::uuid and status in ('submitting', 'unknown'))
    or exists (select from reversal where org_id = ${orgId}::uuid and status in ('submitting', 'unknown'))
    or exists (select from reversal where org_id = ${orgId}::uuid and accepted_at is null and status = 'canceled')
    or exists (
      select from reversal where org_id = ${orgId}::uuid and accepted_at is null and retained_cents > 0
        and status in ('done', 'settled') and 1 <> (
          select count(*) from payment where payment.org_id = ${orgId}::uuid and reversal_id = reversal.id
            and payment.status in ('authorized', 'settled')))
    or exists (select from email where org_id = ${orgId}::uuid and attention_at is not null)
    or ${anyToRefund(orgId)}
    or exists (select from duplicate_charge where org_id = ${orgId}::uuid and cleared_at is null)
    or exists (select from external_payment where org_id = ${orgId}::uuid and state = 'open') as wait`

/** How many things wait for this role at `at`. */
export async function countReviewQueue(tx: Tx, orgId: string, at: Date, role: OrgRole): Promise<number> {
  const mine = mayRefund(role)
    ? (await listIncomplete(tx, orgId)).length +
      (await tx.payment.count({ where: withAlert(orgId) })) +
      (await tx.email.count({ where: undelivered(orgId) })) +
      (await countToRefund(tx, orgId))
    : 0
  if (!mayDecide(role)) return mine
  const duplicates = await tx.duplicateCharge.findMany({
    where: { orgId, clearedAt: null },
    select: { paysimpleId: true },
  })
  const unconfirmed = await tx.payment.count({ where: decidablePayments(orgId, at) })
  const reversals = await tx.reversal.count({ where: decidableReversals(orgId, at) })
  const external = await tx.externalPayment.count({ where: undecided(orgId, duplicates) })
  return mine + duplicates.length + unconfirmed + reversals + external
}

/** The three newest jobs of each customer name as PaySimple has it ("First Last"), as proposals to link to. */
export async function listJobsOfCustomers(tx: Tx, orgId: string, names: readonly string[]) {
  const jobs = new Map<string, { number: number; title: string }[]>()
  for (const name of new Set(names)) {
    const [first, ...rest] = name.trim().split(/\s+/)
    if (!first || rest.length === 0) continue
    const customer = { firstName: first, lastName: rest.join(' ') }
    const found = await tx.job.findMany({
      where: { orgId, customer, archivedAt: null },
      select: { number: true, title: true },
      orderBy: { number: 'desc' },
      take: 3,
    })
    jobs.set(name, found)
  }
  return jobs
}
