import { MAX_PAYMENT_CENTS, parseCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import { owedProblem } from '@/lib/payments/words/sentences'
import type { AskedAmounts } from './asked-amounts'

/** `hint`: what of the schedule it is, in a sentence. */
export type AmountChoice = { label: string; cents: number; hint?: string }

/**
 * The amounts that are pressed instead of typed. By a signed schedule: what is due now, the next draw, and all that is
 * owed. Without one: all that is owed, half of it, and, while nothing was paid yet, the company's deposit if it asks for
 * one. Whole cents; each amount once, under its first name; what one payment cannot be is left out.
 */
export function amountChoices(
  { owedCents, paidCents, checkingCents }: Balance,
  depositPercent: number | null,
  asked: AskedAmounts | null,
): AmountChoice[] {
  const deposits = depositPercent !== null && paidCents + checkingCents === 0
  const balance = { label: 'Balance', cents: owedCents }
  const choices: AmountChoice[] = asked
    ? [{ label: 'Due now', ...asked.due }, { label: 'Next draw', ...asked.next }, balance]
    : [
        balance,
        { label: 'Half', cents: Math.round(owedCents / 2) },
        ...(deposits
          ? [{ label: `Deposit ${depositPercent}%`, cents: Math.round((owedCents * depositPercent) / 100) }]
          : []),
      ]
  return choices.filter(
    ({ cents }, index) =>
      cents > 0 && cents <= MAX_PAYMENT_CENTS && choices.findIndex((other) => other.cents === cents) === index,
  )
}

/** What is wrong with an amount that is above what is owed, or null; the other rules are paymentSchema's. */
export function aboveOwed(typed: string, { owedCents, checkingCents }: Balance): string | null {
  const cents = parseCents(typed)
  if (cents === null || cents <= owedCents) return null
  return owedProblem({ owedCents, checkingCents })
}
