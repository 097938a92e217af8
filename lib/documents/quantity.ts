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
