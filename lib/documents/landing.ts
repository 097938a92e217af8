import { formatCents, MAX_DOCUMENT_CENTS } from '@/lib/money'
import type { Problem } from './sums/problem'

/**
 * Where the amount of a change order lands: on the last payment, on a payment of its own, or spread over the payments that
 * have nothing paid on them, in proportion to their amounts.
 */
export const LANDINGS = ['rest', 'own', 'spread'] as const
export type Landing = (typeof LANDINGS)[number]

export const LANDING_LABELS: Record<Landing, string> = {
  rest: 'On the last payment',
  own: 'On a payment of its own',
  spread: 'Spread over the open payments',
}

/**
 * Returns what is wrong with a change by itself, whatever was paid; null where nothing is.
 * @param changeCents the change of the total; below zero for a credit
 */
export function changeProblem(changeCents: number, landing: Landing): Problem | null {
  if (!Number.isSafeInteger(changeCents) || changeCents === 0)
    return { path: 'sections', message: 'This change order changes nothing. Add a line with an amount.' }
  if (landing === 'own' && changeCents < 0)
    return {
      path: 'landing',
      message: 'A credit can’t be a payment of its own. Take it off the last payment, or spread it.',
    }
  return null
}

/** Returns what is wrong with what a job would come to: less than nothing, or more than any document; null where nothing is. */
export function totalProblem(totalBeforeCents: number, changeCents: number): Problem | null {
  const after = totalBeforeCents + changeCents
  if (after < 0)
    return {
      path: 'sections',
      message: `This change order takes off ${formatCents(-changeCents)}, and the total is ${formatCents(totalBeforeCents)}. Take off at most that.`,
    }
  if (after > MAX_DOCUMENT_CENTS)
    return {
      path: 'sections',
      message: `The job would come to ${formatCents(after)}. It can come to at most ${formatCents(MAX_DOCUMENT_CENTS)}.`,
    }
  return null
}
