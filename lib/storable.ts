// What the database takes, where that is less than what a text or number of JavaScript can be. Pure.

/** PostgreSQL's integer: the largest of our columns of whole numbers. */
const MOST = 2_147_483_647
/** A NUL, or half of a character. */
const UNSTORABLE = /\0|\p{Surrogate}/u

const NO_SUCH_TEXT = 'This has a character in it that can’t be kept. Delete it and type it again.'
const NO_SUCH_NUMBER = 'This number is too large. Enter a smaller one.'

/** Fields that are passed on and never stored: the body of a test call. */
const PASSED_ON = new Set(['body'])

/**
 * Finds the fields of an input, of any shape, that the database wouldn't take: they are wrong input, not a failure of
 * ours.
 * @returns what to say of each, by its path ("items.0.description")
 */
export function unstorableFields(input: unknown, path = ''): Record<string, string> {
  if (typeof input === 'string') return UNSTORABLE.test(input) ? { [path]: NO_SUCH_TEXT } : {}
  if (typeof input === 'number') return Math.abs(input) <= MOST ? {} : { [path]: NO_SUCH_NUMBER }
  if (input instanceof Date) return Number.isNaN(input.getTime()) ? { [path]: NO_SUCH_TEXT } : {}
  if (typeof input !== 'object' || input === null) return {}
  return Object.assign(
    {},
    ...Object.entries(input)
      .filter(([name]) => !PASSED_ON.has(name))
      .map(([name, value]) => unstorableFields(value, path ? `${path}.${name}` : name)),
  )
}
