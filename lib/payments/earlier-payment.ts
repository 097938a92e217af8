import 'server-only'
import type { Tx } from '@/lib/db'
import type { Payment } from '@/prisma/generated/client'
import { describeEarlier, type EarlierPayment } from './describe'

/** Two payments of one amount within so many milliseconds are asked about before the second is sent. */
const ASK_WITHIN = 10 * 60_000
/** How far back the first of two is looked for when PaySimple itself says that there was one: its batch is a day. */
const EXPLAIN_WITHIN = 24 * 60 * 60_000

type Second = { orgId: string; customerId: string; amountCents: number; at: Date; except: string }

/** The customer's newest other payment of the same amount that was taken, or may have been, within `within` ms. */
async function findEarlier(tx: Tx, { orgId, customerId, amountCents, at, except }: Second, within: number) {
  // The jobs first: joined to them, all the company's payments of these minutes were walked, and for each of them all of
  // its jobs, where PostgreSQL had planned the statement before there were many.
  const jobs = await tx.job.findMany({ where: { orgId, customerId }, select: { id: true } })
  return tx.payment.findFirst({
    where: {
      orgId,
      jobId: { in: jobs.map(({ id }) => id) },
      amountCents,
      id: { not: except },
      status: { in: ['submitting', 'unknown', 'authorized', 'settled'] },
      createdAt: { gt: new Date(at.getTime() - within), lte: at },
    },
    orderBy: { createdAt: 'desc' },
  })
}

/** The payment about which a person is to be asked before another of the same amount is sent, or null. */
export const findPaymentToAskAbout = (tx: Tx, second: Second) => findEarlier(tx, second, ASK_WITHIN)

type OfCustomer = Payment & { job: { customerId: string } }

/** Why PaySimple may have taken this payment for a repeat: the first one. Null for all other payments. */
export async function findFirstOfTwo(tx: Tx, payment: OfCustomer): Promise<Payment | null> {
  if (payment.reason !== 'duplicate' && payment.reason !== 'duplicate_check') return null
  const { orgId, amountCents, createdAt: at, id: except, job } = payment
  return findEarlier(tx, { orgId, customerId: job.customerId, amountCents, at, except }, EXPLAIN_WITHIN)
}

/** The same, as a screen says it. */
export async function explainRepeat(tx: Tx, payment: OfCustomer, timeZone: string): Promise<EarlierPayment | null> {
  const first = await findFirstOfTwo(tx, payment)
  return first && describeEarlier(first, timeZone)
}
