import 'server-only'
import type { Statement } from '@/lib/db'
import { isPaid, isReversed } from '@/lib/payments/rules/status'
import { Prisma } from '@/prisma/generated/client'
import { PaymentStatus } from '@/prisma/generated/enums'
import { entryCondition, inStatus, paymentConditions } from './conditions'
import type { PaymentList } from './filter'

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

/** Money was taken, whatever became of it. */
const CHARGED = Object.values(PaymentStatus).filter((status) => isPaid(status) || isReversed(status))

/**
 * Sums up the payments of a filter, as their export does line by line. Of what people recorded, a counter-entry is the
 * other direction.
 */
export function sumsStatement(list: PaymentList): Statement<ListSums> {
  const { taken, reversed, onlyReversed } = paymentConditions(list)
  return Prisma.sql`
    with charged as (select count(*), coalesce(sum(amount_cents), 0) as cents from payment
        where ${taken} and ${inStatus(CHARGED)}),
      back as (select coalesce(sum(amount_cents), 0) as cents from payment where ${reversed}),
      entries as (select count(*), count(*) filter (where amount_cents > 0) as taken_count,
          coalesce(sum(amount_cents) filter (where amount_cents > 0), 0) as cents,
          coalesce(sum(amount_cents) filter (where amount_cents < 0), 0) as counter_cents
        from recorded_payment entry where ${entryCondition(list)})
    select ((select count(*) from payment where ${taken}) + (select count(*) from payment where ${onlyReversed})
        + entries.count)::float8 as count,
      (charged.count + entries.taken_count)::float8 as "takenCount",
      (charged.cents + entries.cents)::float8 as "takenCents",
      (entries.counter_cents - back.cents)::float8 as "reversedCents",
      (charged.cents + entries.cents + entries.counter_cents - back.cents)::float8 as "netCents"
    from charged, back, entries`
}
