// Money is whole cents everywhere except in PaySimple's bodies and on the screen.

/** The most that one payment can be at PaySimple, in cents (PS-042). */
export const MAX_PAYMENT_CENTS = 200_000_000
/** The most that a document or a job can come to, in cents: $9,999,999.99. A recorded payment is of no more than that either. */
export const MAX_DOCUMENT_CENTS = 999_999_999

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Cents → text to show: 150000 → "$1,500.00", -5000 → "-$50.00". */
export const formatCents = (cents: number): string => dollars.format(cents / 100)

/** Cents → an input's value: 150000 → "1,500.00". */
export const formatCentsPlain = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** A number with its thousands in commas or blanks, and a point; or with a decimal comma, which some keypads have alone. */
const NUMBER = /^(?:(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\s\d{3})+|\d+)?(?:\.(\d{0,2}))?|(\d+),(\d{2}))$/

/**
 * Typed text → cents. Takes "1500", "1,500.00", "$1,500.5", " 1 500.00 ", "1500,50"; a minus sign only with `negative`.
 * @returns null for anything else: for more than two decimals, because a third is a typing error and no fraction to
 *   round, and for blanks that group no thousands, because "1 50" may be 1.50 or 150
 */
export function parseCents(text: string, { negative = false } = {}): number | null {
  const [, before = '', after = '', plain = ''] = /^\s*([-−]?)\s*\$?\s*([-−]?)\s*(.*?)\s*\$?\s*$/s.exec(text) ?? []
  const match = NUMBER.exec(plain)
  const isNegative = `${before}${after}`.length === 1
  if (!match || plain === '' || plain === '.' || (before && after) || (isNegative && !negative)) return null
  const whole = Number((match[1] ?? match[3] ?? '0').replace(/[\s,]/g, ''))
  const cents = whole * 100 + Number((match[2] ?? match[4] ?? '').padEnd(2, '0'))
  if (!Number.isSafeInteger(cents)) return null
  return isNegative ? -cents : cents
}

/** Says what's wrong with an amount that `parseCents` can't read. */
export const unreadableAmount = (typed: string): string =>
  /\d\s+\d/.test(typed.trim())
    ? 'There’s a space between the digits. Enter the amount without it, for example 1,500.00.'
    : 'Enter the amount in dollars and cents, for example 1,500.00.'

/** Returns the sum of amounts in cents. */
export const sumCents = (amounts: Iterable<number>): number => {
  let sum = 0
  for (const amount of amounts) sum += amount
  return sum
}
