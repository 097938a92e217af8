// Money is whole cents everywhere except in PaySimple's bodies and on the screen.

/** The most that one payment can be at PaySimple, in cents (PS-042). */
export const MAX_PAYMENT_CENTS = 200_000_000

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Cents → text to show: 150000 → "$1,500.00", -5000 → "-$50.00". */
export const formatCents = (cents: number): string => dollars.format(cents / 100)

/** Cents → an input's value: 150000 → "1,500.00". */
export const formatCentsPlain = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/**
 * Typed text → cents. Takes "1500", "1,500.00", "$1,500.5", " 1 500.00 "; a minus sign only with `negative`.
 * @returns null for anything else, and for more than two decimals: a third decimal is a typing error, not a fraction to
 *   round
 */
export function parseCents(text: string, { negative = false } = {}): number | null {
  const plain = text.replace(/[\s$]/g, '').replace('−', '-')
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match || (match[2] === undefined && !match[3])) return null
  if (match[1] && !negative) return null
  const whole = Number((match[2] ?? '0').replaceAll(',', ''))
  const cents = whole * 100 + Number((match[3] ?? '').padEnd(2, '0') || 0)
  if (!Number.isSafeInteger(cents)) return null
  return match[1] ? -cents : cents
}

/** Returns the sum of amounts in cents. */
export const sumCents = (amounts: Iterable<number>): number => {
  let sum = 0
  for (const amount of amounts) sum += amount
  return sum
}
