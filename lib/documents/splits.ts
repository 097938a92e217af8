import { WHOLE } from './sums/contract'
import { largestRemainders, roundedProduct } from './sums/integers'

// Ways to cut an amount into payments that add up to it. All in whole cents.

/** Cuts an amount into `count` equal parts; the cents that are left go to the first ones: $10.02 in 5 → 2.01, 2.01, 2.00 … */
export const splitEvenly = (cents: number, count: number): number[] =>
  largestRemainders(cents, cents, Array<number>(count).fill(1), count)

/**
 * Cuts an amount into parts of `stepCents` and one for what is left: $203 by $50 → 50, 50, 50, 50, 3. A last part under
 * $1.00 joins the one before it.
 */
export function splitBySteps(cents: number, stepCents: number): number[] {
  const left = cents % stepCents
  const parts = Array<number>((cents - left) / stepCents).fill(stepCents)
  if (left >= 100 || parts.length === 0) return left > 0 ? [...parts, left] : parts
  return parts.map((part, index) => (index === parts.length - 1 ? part + left : part))
}

/**
 * Cuts an amount into a first payment and `count` equal ones, as PaySimple's payment plans need it: their total less the
 * first payment has to divide by their number, so that nothing is left to PaySimple's rounding. The first payment is what
 * the equal ones leave, and so within cents of the percentage: $99.99 with 25% first in 4 → 24.99 + 4 × 18.75.
 * @param firstThousandths of the first payment, in thousandths of a percent. Null for one that is as large as the others:
 *   $1,000 in 3 is 333.34 + 2 × 333.33, with `count` 2.
 */
export function installments(
  cents: number,
  count: number,
  firstThousandths: number | null,
): { firstCents: number; eachCents: number; count: number } {
  const eachCents =
    firstThousandths === null
      ? roundedProduct(cents, 1, count + 1)
      : roundedProduct(cents - roundedProduct(cents, firstThousandths, WHOLE), 1, count)
  const firstCents = cents - eachCents * count
  // Of a few cents in many parts, the rounded ones could come to more than there is.
  return firstCents >= 0
    ? { firstCents, eachCents, count }
    : { firstCents: firstCents + count, eachCents: eachCents - 1, count }
}

/**
 * The most that a deposit may be, rounded down to the cent: a fraction of the total, and an amount. Which state sets which
 * of them is no matter of arithmetic.
 * @param rule `of`: the fraction, [1, 3] for a third. `atMostCents`: the amount, where there is one; the lesser counts.
 *   `besidesCents`: what comes on top of the fraction, as for special-order materials.
 */
export function depositCapCents(
  totalCents: number,
  {
    of: [over, under],
    atMostCents,
    besidesCents = 0,
  }: { of: readonly [number, number]; atMostCents?: number; besidesCents?: number },
): number {
  const exact = totalCents * over
  const cap = (exact - (exact % under)) / under + besidesCents
  return Math.min(cap, atMostCents ?? cap, totalCents)
}
