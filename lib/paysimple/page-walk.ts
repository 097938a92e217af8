/** One page of a list. Totals are null where PaySimple doesn't give them. */
export type Page<T> = { items: T[]; page: number; totalItems: number | null; itemsPerPage: number | null }

export type Listed = { Id: number; PaymentScheduleType?: string }

// Where the list gives its length, new records may push a whole page of known ones down while it's being read.
const KNOWN_PAGES_IN_A_ROW = 3

/**
 * Takes a list's pages one by one and tells which of a page's records are new and whether it was the last. A record
 * that moves to a later page during the read counts as new once. No record that was there from the start is missed in a
 * list that runs from new to old or is sorted by something that stays. The last page is the one that the list names, an
 * empty one, or the one after which pages bring nothing new.
 */
export function walkPages<T extends Listed>(): (page: Page<T>) => { fresh: T[]; last: boolean } {
  const seen = new Set<string>()
  let known = 0
  return ({ items, page, totalItems, itemsPerPage }) => {
    const fresh = items.filter((item) => {
      const key = `${item.PaymentScheduleType ?? ''} ${item.Id}`
      return seen.has(key) ? false : seen.add(key)
    })
    known = fresh.length > 0 ? 0 : known + 1
    const told = totalItems !== null && itemsPerPage !== null
    const nothingNew = items.length === 0 || known >= (told ? KNOWN_PAGES_IN_A_ROW : 1)
    return { fresh, last: nothingNew || (told && page * itemsPerPage >= totalItems) }
  }
}
