import { hasCardNumber } from './card-in-text'
import { fold } from './fold'
import { MAX_QUERY } from './max-query'
import { parseCents } from './money'

/** How many rows a page of a list shows. */
export const PAGE_SIZE = 25

/** How many a search found, as far as a page knows without counting all: "3 items", "More than 25 items". */
export function foundCount(listed: number, noun: string, isMore: boolean): string {
  if (isMore) return `More than ${PAGE_SIZE} ${noun}s`
  return listed === 1 ? `1 ${noun}` : `${listed} ${noun}s`
}

/** Escapes a word for a LIKE pattern, in which % and _ are wildcards. */
export const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&')

/** A phone number in any formatting, with or without the country's 1. */
const PHONE = /(?<!\d)(?:\+?1[\s.-]*)?\(?(\d{3})\)?[\s./-]*(\d{3})[\s.-]*(\d{4})(?!\d)/g
/** An amount with its thousands, "$1,000.00", or what stands between blanks and commas. */
const WORD = /-?\$?\d{1,3}(?:,\d{3})+(?:\.\d*)?(?![\d,])|[^\s,]+/g
/** What only stands between words on the screen: "Proposal · Accepted". */
const SEPARATOR = /^[·•|:;-]+$/

/** A search as it is asked. Half of a character, which no database takes, may have been sent, or cut here. */
const cutQuery = (query: string): string => query.slice(0, MAX_QUERY).replace(/\p{Surrogate}/gu, '')

/** Search text → its words, folded (fold.ts), each once, all of which have to match. */
export function searchWords(query: string): string[] {
  const words = fold(cutQuery(query)).replace(PHONE, '$1$2$3').match(WORD) ?? []
  return [...new Set(words.map((word) => word.replace(/^#/, '')))].filter(
    (word) => word !== '' && !SEPARATOR.test(word),
  )
}

/** The forms of a word, of which one has to occur: a part of a phone number is stored without its punctuation. */
export function formsOf(word: string): string[] {
  const digits = /^[\d().+/-]+$/.test(word) ? word.replace(/\D/g, '') : ''
  return digits === '' ? [word] : [...new Set([word, digits])]
}

/** A word of `searchWords` that may be an amount → its cents: "$1,000.00" and "1000" are both 100000. Else null. */
export const wordCents = (word: string): number | null => {
  const cents = parseCents(word)
  return cents !== null && cents > 0 && cents <= 2_147_483_647 ? cents : null
}

/** Returns a page's search parameter, which may be missing or repeated. No database takes its NUL characters. */
export const firstParam = (value: string | string[] | undefined): string =>
  ((Array.isArray(value) ? value[0] : value) ?? '').replaceAll('\0', '')

/** Returns a page's search, as it is asked and shown. A card number is none: the page would show it, and link to it. */
export function queryParam(value: string | string[] | undefined): string {
  const query = cutQuery(firstParam(value).trim())
  return hasCardNumber(query) ? '' : query
}
