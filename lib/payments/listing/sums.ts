import 'server-only'
import type { Tx } from '@/lib/db'
import { sumCents } from '@/lib/money'
import { countPayments } from '@/lib/payments/queries'
import { isPaid, isReversed } from '@/lib/payments/rules/status'
import type { Prisma } from '@/prisma/generated/client'
import { type PaymentFilter, recordedOf, whereOf } from './filter'

/** What the whole list comes to, not only the page that is shown. In cents; declined and unconfirmed ones count as 0. */
export type ListSums = {
  /** How many payments are listed, of every status. */
  count: number
  /** Charged on these days, whether or not it was voided or refunded later. */
  takenCents: number
  /** Voided, refunded, returned or disputed on these days, at most 0. */
  reversedCents: number
  netCents: number
}

/** Sums up the payments of a filter, as their export does line by line. */
export async function sumPayments(tx: Tx, orgId: string, filter: PaymentFilter, timeZone: string): Promise<ListSums> {
  const { listed, taken, reversed } = whereOf(orgId, filter, timeZone)
  const byStatus = await tx.payment.groupBy({ by: ['status'], where: taken, _sum: { amountCents: true } })
  const back = await tx.payment.aggregate({ where: reversed, _sum: { amountCents: true } })
  const takenCents = sumCents(
    byStatus.filter(({ status }) => isPaid(status) || isReversed(status)).map(({ _sum }) => _sum.amountCents ?? 0),
  )
  // Of what people recorded, a counter-entry is the other direction.
  const entries = recordedOf(orgId, filter, timeZone)
  const sumOf = async (amountCents: Prisma.IntFilter) => {
    const where = { AND: [entries, { amountCents }] }
    return (await tx.recordedPayment.aggregate({ where, _sum: { amountCents: true } }))._sum.amountCents ?? 0
  }
  const recordedCents = await sumOf({ gt: 0 })
  const counterCents = await sumOf({ lt: 0 })
  const reversedCents = counterCents - (back._sum.amountCents ?? 0)
  return {
    count: await countPayments(tx, orgId, { where: listed, recorded: entries }),
    takenCents: takenCents + recordedCents,
    reversedCents,
    netCents: takenCents + recordedCents + reversedCents,
  }
}
