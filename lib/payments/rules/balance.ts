import { sumCents } from '@/lib/money'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { isPaid, isUndecided } from './status'

export type Balance = {
  /** The price of the job: the agreement's total, or the proposal's while there is no agreement. */
  totalCents: number
  /** Authorized, settled, or recorded by a person. */
  paidCents: number
  /** Processing or unconfirmed: not paid, and not free to charge again either. */
  checkingCents: number
  /** Not paid yet: what the customer is told. */
  remainingCents: number
  /** What may still be charged. */
  owedCents: number
  /** Paid above the total; with no total yet, all that was paid. */
  overpaidCents: number
}

/** Why a job has no price: no document, only a declined proposal, a canceled agreement, or no line items. */
export type Unpriced = 'no_document' | 'declined' | 'canceled' | 'no_total' | 'no_lines'

/** An amount on a job. `recorded`: an entry of a check, cash or another payment, or its counter-entry, which is negative. */
export type JobAmount = { amountCents: number; status: PaymentStatus | 'recorded' }

/**
 * Computes what is owed on a job. All in cents; `remainingCents`, `owedCents` and `overpaidCents` are never negative. Of
 * the product only ../counted/job-balance.ts calls it: that reads all there is to count.
 */
export function computeBalance(totalCents: number, amounts: readonly JobAmount[]): Balance {
  const sum = (counts: (status: JobAmount['status']) => boolean) =>
    sumCents(amounts.filter(({ status }) => counts(status)).map(({ amountCents }) => amountCents))
  const paidCents = sum((status) => status === 'recorded' || isPaid(status))
  const checkingCents = sum((status) => status !== 'recorded' && isUndecided(status))
  const remainingCents = Math.max(0, totalCents - paidCents)
  const owedCents = Math.max(0, remainingCents - checkingCents)
  const overpaidCents = Math.max(0, paidCents - Math.max(0, totalCents))
  return { totalCents, paidCents, checkingCents, remainingCents, owedCents, overpaidCents }
}
