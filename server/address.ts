// What a request's target names.

/** The longest that our own pages link to are searches, of some hundred characters. */
const LONGEST = 4_000

/**
 * The path and query of a request's target, which may have a host before it (RFC 9112, 3.2.2): Host says the host. Without
 * "..", which Next reads as well: what is judged is what Next answers.
 */
export function pathOf(target = '/'): string {
  const whole = target.startsWith('/') ? `http://app${target}` : target
  if (!/^https?:/i.test(whole) || !URL.canParse(whole)) return '/'
  const { pathname, search } = new URL(whole)
  return pathname + search
}

/** A part of an address as text; undefined for bytes that are none. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/**
 * Tells whether a path and query can be an address of ours: neither the database nor the router takes characters that
 * nobody types, nor bytes that are no text. In a query, whatever is left of such bytes is read as a search for it.
 */
export function isReadable(target: string): boolean {
  const [path = '', ...query] = target.split('?')
  const text = decoded(path)
  const isText = text !== undefined && !/\p{Cc}/u.test(text)
  return isText && target.length <= LONGEST && !/%00|\0/.test(query.join('?'))
}
