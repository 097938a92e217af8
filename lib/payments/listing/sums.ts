import 'server-only'
import type { Tx } from '@/lib/db'
import { sumCents } from '@/lib/money'
import { countPayments } from '@/lib/payments/queries'
import { isPaid, isReversed } from '@/lib/payments/rules/status'
import type { Prisma } from '@/prisma/generated/client'
import { type PaymentFilter, recordedOf, whereOf } from './filter'

/** What the whole list comes to, not only the page that is shown. In cents; declined and unconfirmed ones count as 0. */
export type ListSums = {
  /** How many rows are listed: payments of every status, and what people recorded with its counter-entries. */
  count: number
  /** How many payments `takenCents` is the sum of. */
  takenCount: number
  /** Charged on these days, whether or not it was voided or refunded later. */
  takenCents: number
  /** Voided, refunded, returned, disputed or corrected on these days, at most 0. */
  reversedCents: number
  netCents: number
}

/** Sums up the payments of a filter, as their export does line by line. */
export async function sumPayments(tx: Tx, orgId: string, filter: PaymentFilter, timeZone: string): Promise<ListSums> {
  const { listed, taken, reversed } = whereOf(orgId, filter, timeZone)
  const byStatus = await tx.payment.groupBy({ by: ['status'], where: taken, _sum: { amountCents: true }, _count: true })
  const back = await tx.payment.aggregate({ where: reversed, _sum: { amountCents: true } })
  const charged = byStatus.filter(({ status }) => isPaid(status) || isReversed(status))
  const takenCents = sumCents(charged.map(({ _sum }) => _sum.amountCents ?? 0))
  // Of what people recorded, a counter-entry is the other direction.
  const entries = recordedOf(orgId, filter, timeZone)
  const sumOf = async (amountCents: Prisma.IntFilter) => {
    const where = { AND: [entries, { amountCents }] }
    const { _count, _sum } = await tx.recordedPayment.aggregate({ where, _count: true, _sum: { amountCents: true } })
    return { count: _count, cents: _sum.amountCents ?? 0 }
  }
  const recorded = await sumOf({ gt: 0 })
  const counter = await sumOf({ lt: 0 })
  const reversedCents = counter.cents - (back._sum.amountCents ?? 0)
  return {
    count: await countPayments(tx, orgId, { where: listed, recorded: entries }),
    takenCount: sumCents(charged.map(({ _count }) => _count)) + recorded.count,
    takenCents: takenCents + recorded.cents,
    reversedCents,
    netCents: takenCents + recorded.cents + reversedCents,
  }
}
