// Pure: the same arithmetic runs during typing and on saving.

/** The most that a document or one of its prices can be, in cents: $9,999,999.99. */
export const MAX_DOCUMENT_CENTS = 999_999_999

export type PricedLine = { quantityHundredths: number; unitPriceCents: number }

/**
 * Returns one line's total in cents: quantity × unit price, half a cent rounded away from zero, so that a discount of a
 * half rounds like a charge of a half. The product may exceed a safe integer, hence the bigint.
 */
export function lineTotalCents({ quantityHundredths, unitPriceCents }: PricedLine): number {
  const product = BigInt(quantityHundredths) * BigInt(unitPriceCents)
  const half = product < 0n ? -50n : 50n
  return Number((product + half) / 100n)
}

/** Returns a document's total in cents: the sum of its lines, each rounded to the cent as shown. */
export function documentTotalCents(lines: Iterable<PricedLine>): number {
  let total = 0
  for (const line of lines) total += lineTotalCents(line)
  return total
}

/**
 * A typed quantity → hundredths: "12.5" and "12,5", as some keypads write it, → 1250. Null for anything but a number above
 * 0 with at most two decimals, and for "12 5", which may be 12.5 or 125.
 */
export function parseQuantity(text: string): number | null {
  const match = /^(?:(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{0,2}))?|(\d+),(\d{1,2}))$/.exec(text.trim())
  if (!match) return null
  const whole = Number((match[1] ?? match[3] ?? '0').replaceAll(',', ''))
  const hundredths = whole * 100 + Number((match[2] ?? match[4] ?? '').padEnd(2, '0'))
  return hundredths > 0 && Number.isSafeInteger(hundredths) ? hundredths : null
}

/** Hundredths → text to show or edit: 1250 → "12.5". */
export const formatQuantity = (hundredths: number): string =>
  (hundredths / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })
