/** How many rows a list shows at once. */
export const PAGE_SIZE = 25

/** A word as a LIKE pattern's literal text: Prisma's `contains` leaves % and _ as wildcards. */
export const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&')

/** What was typed into a search → its words, each of which must be found somewhere. At most six, 60 characters each. */
export const searchWords = (query: string): string[] =>
  query
    .normalize('NFC')
    .split(/[\s,]+/)
    .map((word) => word.replace(/^#/, '').slice(0, 60))
    .filter(Boolean)
    .slice(0, 6)

/** A search parameter of a page, which may be missing or repeated. */
export const firstParam = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

/** A page number from a search parameter: 1 for anything that is none. */
export function pageParam(value: string | string[] | undefined): number {
  const text = firstParam(value)
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

/** Whether a text from an address may be asked for as a uuid: the database refuses to compare any other. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
