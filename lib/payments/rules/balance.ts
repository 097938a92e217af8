import { sumCents } from '@/lib/money'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { isPaid, isUndecided } from './status'

export type Balance = {
  /** The price of the job: the agreement's total, or the proposal's while there is no agreement. */
  totalCents: number
  /** Authorized or settled. */
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

/** Why a job has no price: no document, only a declined proposal, or no line items. */
export type Unpriced = 'no_document' | 'declined' | 'no_lines'

/** Computes what is owed on a job. All in cents; `remainingCents`, `owedCents` and `overpaidCents` are never negative. */
export function computeBalance(
  totalCents: number,
  payments: readonly { amountCents: number; status: PaymentStatus }[],
): Balance {
  const sum = (counts: (status: PaymentStatus) => boolean) =>
    sumCents(payments.filter((payment) => counts(payment.status)).map((payment) => payment.amountCents))
  const paidCents = sum(isPaid)
  const checkingCents = sum(isUndecided)
  const remainingCents = Math.max(0, totalCents - paidCents)
  const owedCents = Math.max(0, remainingCents - checkingCents)
  const overpaidCents = Math.max(0, paidCents - Math.max(0, totalCents))
  return { totalCents, paidCents, checkingCents, remainingCents, owedCents, overpaidCents }
}
