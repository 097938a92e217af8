/** What JSON carries, as it is written here. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Writes a value down the same for ever: JSON as RFC 8785 has it, with the keys of each object in the order of their UTF-16
 * code units, without blanks, and without keys that are undefined. Numbers are safe integers only.
 * @throws for a number that isn't one, and for half a character
 */
export function canonicalJson(value: unknown): string {
  return written(value as Json)
}

function written(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe integer`)
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new TypeError('half a character')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(written).join(',')}]`
  const entries = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  // Not localeCompare: its order depends on the machine.
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${written(each)}`).join(',')}}`
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
