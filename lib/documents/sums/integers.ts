// Integer arithmetic: no fraction is ever stored. A product that a number can't hold exactly is computed with bigint.

/** Adds up amounts. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** Returns the floor of a × b / divisor, and what is left over. All not negative, the divisor above 0. */
function divided(a: number, b: number, divisor: number): { quotient: number; remainder: number } {
  const product = a * b
  if (product <= Number.MAX_SAFE_INTEGER) {
    const remainder = product % divisor
    return { quotient: (product - remainder) / divisor, remainder }
  }
  const exact = BigInt(a) * BigInt(b)
  const by = BigInt(divisor)
  return { quotient: Number(exact / by), remainder: Number(exact % by) }
}

/** Returns a × b / divisor rounded to an integer, a half away from zero. All integers, the divisor above 0. */
export function roundedProduct(a: number, b: number, divisor: number): number {
  const { quotient, remainder } = divided(Math.abs(a), Math.abs(b), divisor)
  const rounded = remainder * 2 >= divisor ? quotient + 1 : quotient
  return rounded !== 0 && a < 0 !== b < 0 ? -rounded : rounded
}

/**
 * Cuts `total` into integers that add up to it, each within less than 1 of its exact value `of` × weight / `whole`:
 * each gets the floor, and what is left goes, 1 each, to the largest remainders, of equal ones to the first. Weights below
 * zero get shares below zero.
 * @param total the sum of the exact values, or that sum rounded to an integer; not negative
 * @param of not negative
 * @param whole above 0
 */
export function largestRemainders(total: number, of: number, weights: readonly number[], whole: number): number[] {
  let left = total
  const remainders: { index: number; remainder: number }[] = []
  const shares = weights.map((weight, index) => {
    const { quotient, remainder } = divided(of, Math.abs(weight), whole)
    if (remainder > 0) remainders.push({ index, remainder: weight < 0 ? whole - remainder : remainder })
    const floor = weight >= 0 ? quotient : remainder > 0 ? -quotient - 1 : quotient === 0 ? 0 : -quotient
    left -= floor
    return floor
  })
  remainders.sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of remainders.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1
  return shares.map((share) => share + 0) // no -0
}

/**
 * Spreads an amount over weights in proportion, to the cent (see `largestRemainders`). The amount has the sign of the
 * weights' sum and is at most as large, or any where the weights are of one sign; weights that add up to 0 get nothing.
 */
export function spread(amount: number, weights: readonly number[]): number[] {
  const whole = sum(weights)
  if (whole === 0 || amount === 0) return weights.map(() => 0)
  // Mirrored below zero, so that a credit is exactly the opposite of the charge that it takes away.
  const sign = whole < 0 ? -1 : 1
  const size = Math.abs(amount)
  const shares = largestRemainders(size, size, sign < 0 ? weights.map((weight) => -weight) : weights, Math.abs(whole))
  return sign < 0 ? shares.map((share) => 0 - share) : shares
}
