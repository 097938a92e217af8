import 'server-only'
import { dayOf, dayToDate } from '@/lib/dates'
import { paymentSearch } from '@/lib/payments/payment-search'
import { STATUS_FILTERS, type StatusFilter, statusFilterParam } from '@/lib/payments/queries'
import { recordedSearch } from '@/lib/payments/recorded/recorded-search'
import { REVERSED_STATUSES } from '@/lib/payments/rules/status'
import { firstParam } from '@/lib/search'
import { isUuid } from '@/lib/typed-text'
import type { Prisma } from '@/prisma/generated/client'
import { type DayRange, type Instants, instantsOf, rangeParam, rangeParams } from './range'

/** What a list of payments, its sums and its export show. */
export type PaymentFilter = {
  query: string
  status: StatusFilter | null
  range: DayRange | null
  customerId: string | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** The filter that an address names; what it doesn't understand filters nothing. `at` says which day is today. */
export function filterParam(search: SearchParams, timeZone: string, at: Date): PaymentFilter {
  const text = (name: string) => firstParam(search[name]).trim()
  const customer = text('customer')
  return {
    query: text('q'),
    status: statusFilterParam(text('status')),
    range: rangeParam({ when: text('when'), from: text('from'), to: text('to') }, dayOf(at, timeZone)),
    customerId: isUuid(customer) ? customer : null,
  }
}

/** The search parameters that name a filter. */
export const filterParams = ({ query, status, range, customerId }: PaymentFilter): Record<string, string> => ({
  ...(query && { q: query }),
  ...(status && { status }),
  ...(range && rangeParams(range)),
  ...(customerId && { customer: customerId }),
})

/** Where a filter leads: its list, or another path that takes it. */
export function filterHref(path: string, filter: PaymentFilter): string {
  const params = new URLSearchParams(filterParams(filter))
  return params.size ? `${path}?${params}` : path
}

const within = ({ from, before }: Instants) => ({ ...(from && { gte: from }), ...(before && { lt: before }) })

/** The payments that match everything but the days. */
const whereAnyDay = (
  orgId: string,
  { query, status, customerId }: PaymentFilter,
  timeZone: string,
): Prisma.PaymentWhereInput => ({
  orgId,
  AND: [
    paymentSearch(query, timeZone),
    status ? { status: { in: [...STATUS_FILTERS[status].statuses] } } : {},
    customerId ? { job: { customerId } } : {},
  ],
})

/**
 * The payments of a filter, in three ways. Money moves on two days: a payment is taken on one, and is voided, refunded,
 * returned or disputed on another. The days of a filter are held against each, so that a month has in it what moved in
 * it, and a refund of last month's payment isn't lost between two months.
 */
export function whereOf(orgId: string, filter: PaymentFilter, timeZone: string) {
  const any = whereAnyDay(orgId, filter, timeZone)
  const reversed: Prisma.PaymentWhereInput = { status: { in: [...REVERSED_STATUSES] } }
  if (!filter.range) return { listed: any, taken: any, reversed: { AND: [any, reversed] } }
  const days = within(instantsOf(filter.range, timeZone))
  const then: Prisma.PaymentWhereInput = { ...reversed, statusAt: days }
  return {
    /** Those that the list shows. */
    listed: { AND: [any, { OR: [{ createdAt: days }, then] }] },
    /** Those that were taken, or tried, on these days. */
    taken: { AND: [any, { createdAt: days }] },
    /** Those that were voided, refunded, returned or disputed on these days, and still are. */
    reversed: { AND: [any, then] },
  } satisfies Record<string, Prisma.PaymentWhereInput>
}

const daysOf = ({ from, to }: DayRange) => ({
  ...(from && { gte: dayToDate(from) }),
  ...(to && { lte: dayToDate(to) }),
})

/**
 * The recorded payments of a filter, by the day they were received. The counter-entry of a mistake shares it, that of
 * money that came back is on the day on which it left. None where the filter asks for a status of the others.
 */
export function recordedOf(
  orgId: string,
  { query, status, range, customerId }: PaymentFilter,
  timeZone: string,
): Prisma.RecordedPaymentWhereInput {
  return {
    orgId,
    AND: [
      recordedSearch(query, timeZone),
      status !== null && status !== 'recorded' ? { id: { in: [] } } : {},
      customerId ? { job: { customerId } } : {},
      range ? { receivedOn: daysOf(range) } : {},
    ],
  }
}
