/** How many rows a page of a list shows. */
export const PAGE_SIZE = 25

/** Escapes a word for a LIKE pattern: Prisma's `contains` leaves % and _ as wildcards. */
export const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&')

/** Search text → its words, all of which have to match. At most six, 60 characters each. */
export const searchWords = (query: string): string[] =>
  query
    .normalize('NFC')
    .split(/[\s,]+/)
    .map((word) => word.replace(/^#/, '').slice(0, 60))
    .filter(Boolean)
    .slice(0, 6)

/** Returns a page's search parameter, which may be missing or repeated. */
export const firstParam = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

/** Returns a page number from a search parameter: 1 for anything that isn't one. */
export function pageParam(value: string | string[] | undefined): number {
  const text = firstParam(value)
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

/** Tells whether a text from an address is a uuid: the database refuses to compare anything else. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
