import 'server-only'
import { Prisma } from '@/prisma/generated/client'
import type { Statement } from './db'
import { first, patternsOf } from './sql'

// A search asks first which rows have its words, and then for a page of them. Under row-level security PostgreSQL would
// read all of a company's rows for that (prisma/migrations/20261130000000_search_rows).

/** The most rows that a search names one by one. Of more than these it finds a page's worth soon. */
export const MOST_FOUND = 2_000
/** The same in a company of more than 5,000 rows: as many as the window (below) has a page of. */
const MOST_OF_MANY = { customer: 250, job: 250, payment: 1_000 }

/** The ids of all rows that a search may find; null where they are more than those. */
export type Found = readonly string[] | null

/**
 * A word of a search that a row has in its text: or else `cents` as its amount. With a `number` only if a job has this
 * number; otherwise the word may say something that no text has, and leaves nothing out.
 */
export type RowWord = { word: string; cents?: number; number?: number }

/** Asks which rows have every word. A word that may also match what is in no text has to be left out. */
export function searchRows(
  table: 'customer' | 'job' | 'payment',
  words: readonly RowWord[],
): Statement<{ ids: Found }> {
  const asked = JSON.stringify(words.map(({ word, ...or }) => ({ forms: patternsOf(word), ...or })))
  return Prisma.sql`select search_rows(${table}, ${asked}::jsonb, ${MOST_FOUND}, ${MOST_OF_MANY[table]}) as ids`
}

/** The answer of `searchRows`. */
export const foundOf = ([row]: readonly { ids: Found }[]): Found => row?.ids ?? null

/** A row is one of those that a search may find: nothing to say without a search, or where they are too many. */
export const isFound = (id: Prisma.Sql, found: Found | undefined): Prisma.Sql[] =>
  found ? [Prisma.sql`${id} = any(${[...found]}::uuid[])`] : []

/** How many rows, in a list's order, have a page's worth of what a search has too much of. */
const WINDOW = 30_000

/** The first so many rows of a list, in its order, under their table's name. */
export const firstRows = (table: Prisma.Sql, ordered: Prisma.Sql, rows: number | null): Prisma.Sql =>
  rows === null ? table : Prisma.sql`(select * from ${table} ${ordered} ${first(rows)}) ${table}`

/** Has PostgreSQL plan a statement of the first so many rows for its values: its usual plan is for any company's size. */
export const ofFirstRows = <Row>(statement: Statement<Row>, rows: number | null): Statement<Row> =>
  rows === null ? statement : Object.assign(statement, { isUnnamed: true })

/**
 * Reads a page of what a search found, or of all without one. Of too many it looks through the first rows of the list first, because PostgreSQL
 * would think that they are few and sort all of them.
 * @param read answers a page of the first so many rows, or of all
 * @param isFull whether the page has as many rows as it can
 */
export async function readFound<Page>(
  found: Found | undefined,
  read: (rows: number | null) => Promise<Page>,
  isFull: (page: Page) => boolean,
): Promise<Page> {
  if (found !== null) return read(null)
  const page = await read(WINDOW)
  return isFull(page) ? page : read(null)
}
