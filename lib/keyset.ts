import { firstParam, PAGE_SIZE } from './search'
import { isUuid } from './typed-text'

// Pages of lists that only grow, newest first. A page starts after the last row of the one before, equally fast at any
// depth. Ids are in order of time (UUIDv7), so an id says where a page starts.

/**
 * Returns the id below which a page starts, from a search parameter; undefined for the newest page and for anything
 * that isn't an id.
 */
export function beforeParam(value: string | string[] | undefined): string | undefined {
  const text = firstParam(value)
  return isUuid(text) ? text : undefined
}

/** The same of lists whose rows are numbered. */
export function numberParam(value: string | string[] | undefined): number | undefined {
  const text = firstParam(value)
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

/** Query options for the page below `before` and one more row, which tells whether there's another page. */
export const olderThan = (before: string | undefined) => ({
  where: before ? { id: { lt: before } } : {},
  orderBy: { id: 'desc' } as const,
  take: PAGE_SIZE + 1,
})

/** The rows of such a query → one page, and the id below which the next one starts, if there is one. */
export function toPage<Row extends { id: string }>(rows: readonly Row[]): { rows: Row[]; older: string | undefined } {
  const page = rows.slice(0, PAGE_SIZE)
  return { rows: page, older: rows.length > PAGE_SIZE ? page.at(-1)?.id : undefined }
}
