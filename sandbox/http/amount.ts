/** Dollars on the wire, integer cents in the rows. */

/**
 * Dollars, as a number or a numeric string, to cents. Rounds to the nearest cent (PS-040) on the decimal digits as
 * written: binary fractions would turn 1.005 into 1.00. Null for anything that is not a number; Infinity for a number
 * that is absurdly large, which is then refused like any amount over the limit.
 */
export function toCents(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent] = match
  if (whole === '' && fraction === '') return null
  if (exponent !== undefined) {
    const number = Number(text)
    // JSON writes exponents only far outside the range of payments: nothing at all, or far too much.
    return Math.abs(number) < 1e-6
      ? 0
      : Math.abs(number) >= 1e21
        ? sign === '-'
          ? -Infinity
          : Infinity
        : toCents(number)
  }
  const cents =
    Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0')) + (Number(fraction[2] ?? 0) >= 5 ? 1 : 0)
  return sign === '-' ? -cents : cents
}

export function toDollars(cents: number): number {
  return cents / 100
}
