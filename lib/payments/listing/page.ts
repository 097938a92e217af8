import 'server-only'
import { type Answers, readForOrg, type Statement } from '@/lib/db'
import { paymentWords } from '@/lib/payments/payment-search'
import { PAGE_SIZE } from '@/lib/search'
import { readFound, searchRows } from '@/lib/search-rows'
import { isFiltered, type PaymentList } from './filter'
import { pageStatements, toListPage } from './list'
import { type ListSums, sumsStatement } from './sums'

/** The list with what is known of its search: which payments it may find. */
export async function withFound(list: PaymentList): Promise<PaymentList> {
  const { query } = list.filter
  if (!query) return list
  const [[{ ids } = { ids: null }]] = await readForOrg(list.orgId, [
    searchRows('payment', paymentWords(query, list.timeZone)),
  ])
  return { ...list, found: ids }
}

type ListPage<S extends readonly Statement[]> = {
  page: ReturnType<typeof toListPage>
  /** What all of a filter comes to; null without one, and where a search finds too many. */
  sums: ListSums | null
  answers: Answers<S>
}

/**
 * Reads a page of a filter below the row `before`, in one round trip, or two for a search.
 * @param also what is asked along
 */
export async function readListPage<const S extends readonly Statement[]>(
  asked: PaymentList,
  before: string | undefined,
  also: S,
): Promise<ListPage<S>> {
  const list = await withFound(asked)
  // The sums of all there are would take longer with each payment.
  const sum = isFiltered(list.filter) && list.found !== null ? [sumsStatement(list)] : []
  const read = (rows: number | null) =>
    readForOrg(list.orgId, [...pageStatements(list, before, rows), ...sum, ...also] as const)
  const isFull = ([charges]: readonly [readonly unknown[], ...unknown[]]) => charges.length > PAGE_SIZE
  const [charges, entries, ...rest] =
    list.found === undefined ? await read(null) : await readFound(list.found, read, isFull)
  const [sums] = sum.length > 0 ? (rest[0] as ListSums[]) : []
  return { page: toListPage(charges, entries), sums: sums ?? null, answers: rest.slice(sum.length) as Answers<S> }
}
