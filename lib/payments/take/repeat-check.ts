import 'server-only'
import type { Tx } from '@/lib/db'
import { describeEarlier } from '@/lib/payments/words/dialog/repeat-words'
import type { EarlierPayment } from '@/lib/payments/words/payment-view'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'

/** A second payment of the same amount within this many milliseconds asks first. */
const ASK_WITHIN = 10 * 60_000
/** How far back to look for the first payment when PaySimple itself says that there was one: its batch is a day. */
const EXPLAIN_WITHIN = 24 * 60 * 60_000

/** The second of two payments: its amount in cents, its instant and its id. */
type Second = Pick<Payment, 'amountCents' | 'createdAt' | 'id'>

/** Selects of each job the newest other payment of the same amount that was charged, or may have been. */
const earlierThan = ({ amountCents, createdAt, id }: Second, within: number) => ({
  payments: {
    where: {
      amountCents,
      id: { not: id },
      status: { in: ['submitting', 'unknown', 'authorized', 'settled'] as PaymentStatus[] },
      createdAt: { gt: new Date(createdAt.getTime() - within), lte: createdAt },
    },
    orderBy: { createdAt: 'desc' as const },
    take: 1,
  },
})

/** What to select of a customer's jobs, so that `newestOf` finds the payment to ask about before the second one. */
export const repeatCandidates = (second: Second) => earlierThan(second, ASK_WITHIN)

/** The newest payment of a customer's jobs as selected, or null. */
export function newestOf(jobs: readonly { payments: Payment[] }[]): Payment | null {
  const payments = jobs.flatMap((job) => job.payments)
  return payments.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0] ?? null
}

type OfCustomer = Payment & { job: { customerId: string } }

/** The first payment, where PaySimple took this one for a repeat. Null for all other payments. */
export async function findFirstPayment(tx: Tx, payment: OfCustomer): Promise<Payment | null> {
  if (payment.reason !== 'duplicate' && payment.reason !== 'duplicate_check') return null
  // The query starts from the jobs. Starting from the payments walked all of the company's in these minutes, and all jobs
  // for each of them, where PostgreSQL had planned the statement before there were many.
  const jobs = await tx.job.findMany({
    where: { orgId: payment.orgId, customerId: payment.job.customerId },
    select: earlierThan(payment, EXPLAIN_WITHIN),
  })
  return newestOf(jobs)
}

/**
 * The first payment as a screen shows it, in the organization's zone; null as above. A payment made by a link is shown to
 * whoever has that link, who sees its job alone: a first one on another job, with somebody's card, isn't told.
 */
export async function explainRepeat(tx: Tx, payment: OfCustomer, timeZone: string): Promise<EarlierPayment | null> {
  const first = await findFirstPayment(tx, payment)
  const isToldOf = first !== null && (payment.linkId === null || first.jobId === payment.jobId)
  return isToldOf ? describeEarlier(first, timeZone) : null
}
