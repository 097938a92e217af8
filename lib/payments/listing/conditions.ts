import 'server-only'
import { ofCustomer } from '@/lib/jobs/conditions'
import { paymentSearch } from '@/lib/payments/payment-search'
import { recordedSearch } from '@/lib/payments/recorded/recorded-search'
import { REVERSED_STATUSES } from '@/lib/payments/rules/status'
import { isFound } from '@/lib/search-rows'
import { all } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { type PaymentList, STATUS_FILTERS } from './filter'
import { type DayRange, instantsOf } from './range'

export const inStatus = (statuses: readonly PaymentStatus[]): Prisma.Sql =>
  Prisma.sql`payment.status = any(${[...statuses]}::payment_status[])`

const onJobsOf = (jobId: Prisma.Sql, orgId: string, customerId: string): Prisma.Sql =>
  Prisma.sql`${jobId} in (select id from job where org_id = ${orgId}::uuid and ${ofCustomer(customerId)})`

/** An instant lies in a range of days. */
function within(column: Prisma.Sql, range: DayRange, timeZone: string): Prisma.Sql {
  const { from, before } = instantsOf(range, timeZone)
  return all([
    ...(from ? [Prisma.sql`${column} >= ${from}`] : []),
    ...(before ? [Prisma.sql`${column} < ${before}`] : []),
  ])
}

/** The payments that match everything but the days. */
const onAnyDay = ({ orgId, timeZone, filter: { query, status, customerId }, found }: PaymentList): Prisma.Sql[] => [
  Prisma.sql`payment.org_id = ${orgId}::uuid`,
  ...isFound(Prisma.sql`payment.id`, found),
  ...(query ? [paymentSearch(query, timeZone)] : []),
  ...(status ? [inStatus(STATUS_FILTERS[status].statuses)] : []),
  ...(customerId ? [onJobsOf(Prisma.sql`payment.job_id`, orgId, customerId)] : []),
]

/** As the index payment_reversed_idx has it: in words and not as a value, or PostgreSQL doesn't see that it may use it. */
const REVERSED = Prisma.raw(`payment.status in ('${REVERSED_STATUSES.join("', '")}')`)

/**
 * The payments of a filter, as conditions on `payment`, in three ways. Money moves on two days: a payment is taken on
 * one, and is voided, refunded, returned or disputed on another. The days of a filter are held against each, so that a
 * month has in it what moved in it, and a refund of last month's payment isn't lost between two months.
 */
export function paymentConditions(list: PaymentList) {
  const any = onAnyDay(list)
  const { range } = list.filter
  if (!range)
    return { listed: all(any), taken: all(any), reversed: all([...any, REVERSED]), onlyReversed: Prisma.sql`false` }
  const taken = within(Prisma.sql`payment.created_at`, range, list.timeZone)
  const then = all([REVERSED, within(Prisma.sql`payment.status_at`, range, list.timeZone)])
  return {
    /** Those that the list shows. */
    listed: all([...any, Prisma.sql`(${taken} or ${then})`]),
    /** Those that were taken, or tried, on these days. */
    taken: all([...any, taken]),
    /** Those that were voided, refunded, returned or disputed on these days, and still are. */
    reversed: all([...any, then]),
    /** Those of them that were taken on other days. */
    onlyReversed: all([...any, then, Prisma.sql`not (${taken})`]),
  }
}

/**
 * The recorded payments of a filter, as a condition on `recorded_payment`, here `entry`, by the day they were received.
 * The counter-entry of a mistake shares it, that of money that came back is on the day on which it left. None where the
 * filter asks for a status of the others.
 */
export function entryCondition({ orgId, timeZone, filter }: PaymentList): Prisma.Sql {
  const { query, status, range, customerId } = filter
  return all([
    Prisma.sql`entry.org_id = ${orgId}::uuid`,
    ...(query ? [recordedSearch(query, timeZone)] : []),
    ...(status !== null && status !== 'recorded' ? [Prisma.sql`false`] : []),
    ...(customerId ? [onJobsOf(Prisma.sql`entry.job_id`, orgId, customerId)] : []),
    ...(range?.from ? [Prisma.sql`entry.received_on >= ${range.from}::date`] : []),
    ...(range?.to ? [Prisma.sql`entry.received_on <= ${range.to}::date`] : []),
  ])
}
