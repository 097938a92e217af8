/** The longest search, in characters. Alone in its file: a search box needs nothing else of lib/search.ts. */
export const MAX_QUERY = 200
