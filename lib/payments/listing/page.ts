import 'server-only'
import { type Answers, readForOrg, type Statement } from '@/lib/db'
import { paymentWords } from '@/lib/payments/payment-search'
import { PAGE_SIZE } from '@/lib/search'
import { foundOf, readFound, searchRows } from '@/lib/search-rows'
import { isFiltered, type PaymentList } from './filter'
import { pageStatements, toListPage } from './list'
import { type ListSums, sumsStatement } from './sums'

/** The list with what is known of its search: which payments it may find. */
export async function withFound(list: PaymentList): Promise<PaymentList> {
  const { query } = list.filter
  if (!query) return list
  const asked = searchRows('payment', paymentWords(query, list.timeZone))
  return { ...list, found: foundOf(...(await readForOrg(list.orgId, [asked]))) }
}

/**
 * Whether a filter is added up: always where it is of some days or of one customer, never without any, since the sums of
 * all there are would take longer with each payment.
 */
const isAddedUp = ({ filter, found }: PaymentList): boolean =>
  isFiltered(filter) && (found !== null || Boolean(filter.range || filter.customerId))

type ListPage<S extends readonly Statement[]> = {
  page: ReturnType<typeof toListPage>
  /** What all of a filter comes to; null without one, and where a search finds too many. */
  sums: ListSums | null
  answers: Answers<S>
}

/**
 * Reads a page of a filter below the row `before`: in one round trip, of a search in two or a few more.
 * @param also what is asked along
 */
export async function readListPage<const S extends readonly Statement[]>(
  asked: PaymentList,
  before: string | undefined,
  also: S,
): Promise<ListPage<S>> {
  const list = await withFound(asked)
  const sum = isAddedUp(list) ? [sumsStatement(list)] : []
  const read = (rows: number | null) =>
    readForOrg(list.orgId, [...pageStatements(list, before, rows), ...also, ...sum] as const)
  const isFull = ([charges]: readonly [readonly unknown[], ...unknown[]]) => charges.length > PAGE_SIZE
  const [charges, entries, ...rest] = await readFound(list.found, read, isFull)
  const answers = rest.slice(0, also.length) as Answers<S>
  const [sums] = (rest[also.length] ?? []) as ListSums[]
  const page = toListPage(charges, entries)
  if (sums || !isFiltered(list.filter) || before !== undefined || page.older !== undefined)
    return { page, sums: sums ?? null, answers }
  // These are all that it finds.
  const [[all]] = await readForOrg(list.orgId, [sumsStatement({ ...list, found: charges.map(({ id }) => id) })])
  return { page, sums: all ?? null, answers }
}
