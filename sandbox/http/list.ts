/** Lists: paging, sorting, and their query values (PS-025, PS-052). */
import { parseDay } from '../time/calendar.ts'
import type { Query } from './call.ts'
import { type Answer, invalid, ok } from './envelope.ts'

const DEFAULT_PAGE_SIZE = 200

export type SortKey<Row> = (row: Row) => string | number | null

/** Stores what `make` returns until any row changes. */
export type Remember = <T>(make: () => T, ...key: unknown[]) => T

type ListRules<Row> = {
  /** For this list with these filters. Without it, every page is computed again. */
  remember?: Remember
  /** In their default order, or its reverse if `newestFirst`; equals of a sort keep it. */
  rows: readonly Row[]
  /** The order when no sort is requested: payments newest first, customers oldest first. */
  newestFirst: boolean
  sortKeys: Readonly<Record<string, SortKey<Row>>>
  full: (row: Row) => unknown
  lite: (row: Row) => unknown
  /** Wraps a page of full records where the answer is not a plain array. */
  wrap?: (page: readonly Row[]) => unknown
}

/** The answer with one page of a list, or a 400 for a page that cannot be read. `rows` are filtered already. */
export function listAnswer<Row>(query: Query, rules: ListRules<Row>): Answer {
  const page = positive(query.get('page'), 1)
  if (page === null) return invalid('page must be an integer of 1 or higher.', 'page')
  const pageSize = positive(query.get('pagesize'), DEFAULT_PAGE_SIZE)
  if (pageSize === null) return invalid('pagesize must be an integer of 1 or higher.', 'pagesize')

  const lite = isLite(query)
  const start = (page - 1) * pageSize
  const total = rules.rows.length
  const paging = { TotalItems: total, Page: page, ItemsPerPage: pageSize }
  const rows = pick(query, rules, start, start + pageSize)
  return ok(rules.wrap && !lite ? rules.wrap(rows) : rows.map(lite ? rules.lite : rules.full), 200, paging)
}

export function isLite(query: Query): boolean {
  return query.get('lite')?.toLowerCase() === 'true'
}

function pick<Row>(query: Query, rules: ListRules<Row>, start: number, end: number): Row[] {
  const { rows, newestFirst, sortKeys, remember } = rules
  const sortBy = query.get('sortby')?.toLowerCase() ?? ''
  const key = Object.hasOwn(sortKeys, sortBy) ? sortKeys[sortBy] : undefined
  if (key) {
    const descending = isDescending(query.get('direction'))
    const picked = end <= MAX_PICKED || !remember
    const first = () => sorted(rows, key, descending, picked ? end : rows.length)
    return (picked ? first() : remember(first, sortBy, descending)).slice(start, end)
  }
  if (!newestFirst) return rows.slice(start, end)
  // The newest page of a long list copies one page, not the list.
  return rows.slice(Math.max(rows.length - end, 0), Math.max(rows.length - start, 0)).reverse()
}

/** A sort without a direction is ascending. */
function isDescending(direction = ''): boolean {
  return /^desc(ending)?$/i.test(direction)
}

/** A page that ends before this row is picked out of the list; beyond it, sorting the whole list is cheaper. */
const MAX_PICKED = 1000

type Keyed<Row> = { row: Row; key: string | number | null }

/** The first `count` rows in order. Equal rows stay in ascending order of id, in which they come. */
function sorted<Row>(rows: readonly Row[], key: SortKey<Row>, descending: boolean, count: number): Row[] {
  const order = (a: Keyed<Row>, b: Keyed<Row>) => (descending ? compare(b.key, a.key) : compare(a.key, b.key))
  if (count > MAX_PICKED || count >= rows.length) {
    return rows
      .map((row) => ({ row, key: comparable(key(row)) }))
      .sort(order)
      .map((entry) => entry.row)
  }
  const best: Keyed<Row>[] = []
  for (const row of rows) {
    const entry = { row, key: comparable(key(row)) }
    const last = best[count - 1]
    if (last && order(last, entry) <= 0) continue
    best.splice(placeOf(entry, best, order), 0, entry)
    if (best.length > count) best.pop()
  }
  return best.map((entry) => entry.row)
}

/** The place after all equal entries. */
function placeOf<Row>(entry: Keyed<Row>, best: Keyed<Row>[], order: (a: Keyed<Row>, b: Keyed<Row>) => number): number {
  let low = 0
  let high = best.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = best[middle]
    if (other && order(other, entry) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function comparable(value: string | number | null): string | number | null {
  return typeof value === 'string' ? value.toLowerCase() : value
}

/** Nulls are low: first ascending, last descending. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}

function positive(text: string | undefined, otherwise: number): number | null {
  if (text === undefined || text === '') return otherwise
  const number = Number(text)
  return /^\d+$/.test(text) && number >= 1 && Number.isSafeInteger(number) ? number : null
}

/** The calendar day of a date filter; undefined when it is not set or cannot be read, which is then ignored (PS-052). */
export function dayFilter(text = ''): string | undefined {
  return parseDay(text) ?? undefined
}
