import { firstParam, PAGE_SIZE } from './search'

// Numbered pages of lists to which rows are added meanwhile. The links to the other pages carry a mark that says which
// rows there were when the first page was read, so that no row moves to the next page and shows twice.

/** Which page of a list is asked for. `upTo` is the list's own mark; null on the first page, which shows everything. */
export type PageRequest = { page: number; upTo: number | null }

/** Returns what an address asks for: the first page for a page number that isn't one. */
export function pageRequest(search: {
  page?: string | string[] | undefined
  upTo?: string | string[] | undefined
}): PageRequest {
  const [page, upTo] = [firstParam(search.page), firstParam(search.upTo)]
  return {
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
    upTo: /^\d{1,13}$/.test(upTo) ? Number(upTo) : null,
  }
}

export const FIRST_PAGE: PageRequest = { page: 1, upTo: null }

/** The page to show of a list of `total` rows, and how to read it: the last one for a number beyond it. */
export function pageWithin(asked: number, total: number): { page: number; skip: number; take: number } {
  const page = Math.max(1, Math.min(asked, Math.ceil(total / PAGE_SIZE)))
  return { page, skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE }
}

/** What is shown of a list: page `page` of the `total` rows that there were at the mark `upTo`. */
export type Page = { page: number; total: number; upTo: number | null }
