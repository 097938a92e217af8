import { firstParam, isUuid, PAGE_SIZE } from './search'

// Lists that only grow, newest first: a page goes on from the last row of the one before, at any depth equally fast.
// Their ids are in order of time (UUIDv7), so an id says where a page begins.

/** The id below which a page begins, from a search parameter; undefined for the newest page and for anything that is none. */
export function beforeParam(value: string | string[] | undefined): string | undefined {
  const text = firstParam(value)
  return isUuid(text) ? text : undefined
}

/** What a query needs to read the page below `before`, and one row more, to know whether there is another page. */
export const olderThan = (before: string | undefined) => ({
  where: before ? { id: { lt: before } } : {},
  orderBy: { id: 'desc' } as const,
  take: PAGE_SIZE + 1,
})

/** The rows of such a query → one page, and the id below which the next one begins, if there is one. */
export function toPage<Row extends { id: string }>(rows: readonly Row[]): { rows: Row[]; older: string | undefined } {
  const page = rows.slice(0, PAGE_SIZE)
  return { rows: page, older: rows.length > PAGE_SIZE ? page.at(-1)?.id : undefined }
}
