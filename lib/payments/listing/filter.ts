import 'server-only'
import { dayOf } from '@/lib/dates'
import { FILTER_LABELS } from '@/lib/payments/words/labels'
import { firstParam, queryParam } from '@/lib/search'
import type { Found } from '@/lib/search-rows'
import { isUuid } from '@/lib/typed-text'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { type DayRange, rangeParam, rangeParams } from './range'

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

/** What a list of payments, its sums and its export show. */
export type PaymentFilter = {
  query: string
  status: StatusFilter | null
  range: DayRange | null
  customerId: string | null
}

export const ALL_PAYMENTS: PaymentFilter = { query: '', status: null, range: null, customerId: null }

/** A list of payments: of an organization, by the calendar of its time zone, and what is known of its search. */
export type PaymentList = { orgId: string; timeZone: string; filter: PaymentFilter; found?: Found }

/** Whether a filter leaves out any payments. */
export const isFiltered = ({ query, status, range, customerId }: PaymentFilter): boolean =>
  Boolean(query || status || range || customerId)

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** The filter that an address names; what it doesn't understand filters nothing. `at` says which day is today. */
export function filterParam(search: SearchParams, timeZone: string, at: Date): PaymentFilter {
  const text = (name: string) => firstParam(search[name]).trim()
  const customer = text('customer')
  return {
    query: queryParam(search.q),
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
