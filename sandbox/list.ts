/** Lists: paging, the order of rows, and the query values they are asked with (PS-025, PS-052). */
import type { Query } from './app.ts'
import { parseDay } from './calendar.ts'
import { type Answer, invalid, ok } from './envelope.ts'

const DEFAULT_PAGE_SIZE = 200

export type SortKey<Row> = (row: Row) => string | number | null

type ListRules<Row> = {
  /** In ascending order of id. */
  rows: readonly Row[]
  /** What comes first when nothing is asked for: payments newest, customers oldest. */
  newestFirst: boolean
  sortKeys: Readonly<Record<string, SortKey<Row>>>
  full: (row: Row) => unknown
  lite: (row: Row) => unknown
  /** What a page of full records is wrapped in, where it is no plain array. */
  wrap?: (page: readonly Row[]) => unknown
}

/** One page of a list, in the answer's shape. Filters that a list does not know were ignored before this. */
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

function pick<Row>(query: Query, { rows, newestFirst, sortKeys }: ListRules<Row>, start: number, end: number): Row[] {
  const sortBy = query.get('sortby')?.toLowerCase() ?? ''
  const key = Object.hasOwn(sortKeys, sortBy) ? sortKeys[sortBy] : undefined
  if (key) return sorted(rows, key, isDescending(query.get('direction'))).slice(start, end)
  if (!newestFirst) return rows.slice(start, end)
  // The newest page of a long list costs one page, not a copy of the list.
  return rows.slice(Math.max(rows.length - end, 0), Math.max(rows.length - start, 0)).reverse()
}

/** A sort without a direction is ascending. */
function isDescending(direction = ''): boolean {
  return /^desc(ending)?$/i.test(direction)
}

/** The second key is always the ascending id: rows come in that order, and the sort is stable. */
function sorted<Row>(rows: readonly Row[], key: SortKey<Row>, descending: boolean): Row[] {
  const keyed = rows.map((row) => ({ row, key: comparable(key(row)) }))
  keyed.sort((a, b) => (descending ? compare(b.key, a.key) : compare(a.key, b.key)))
  return keyed.map((entry) => entry.row)
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

/** A calendar day of a date filter. Undefined when not asked for, null when unreadable. */
export function dayFilter(text: string | undefined): string | null | undefined {
  return text === undefined || text === '' ? undefined : parseDay(text)
}
