// Percentages are integers: thousandths of a percent, so that 8.875% is 8,875 and 100% is 100,000.

/**
 * A typed percentage → thousandths of a percent: "33.334", "33.334%" and "33,334 %", as some keypads write it, → 33334.
 * Null for anything but a number from 0 to 100 with at most three decimals: a fourth is a typing error, no fraction to
 * round.
 */
export function parsePercent(text: string): number | null {
  const match = /^(?:(\d{1,3})(?:[.,](\d{0,3}))?|[.,](\d{1,3}))\s*%?$/.exec(text.trim())
  if (!match) return null
  const thousandths = Number(match[1] ?? '0') * 1000 + Number((match[2] ?? match[3] ?? '').padEnd(3, '0'))
  return thousandths <= 100_000 ? thousandths : null
}

/** Thousandths of a percent → text to show or edit: 33334 → "33.334%", 50000 → "50%". */
export function formatPercent(thousandths: number): string {
  const decimals = String(thousandths % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  const whole = (thousandths - (thousandths % 1000)) / 1000
  return decimals ? `${whole}.${decimals}%` : `${whole}%`
}
