import { sumCents } from '@/lib/money'
import { isPaid, isReversed, isUndecided } from '@/lib/payments/rules/status'
import type { PaymentStatus } from '@/prisma/generated/enums'

// What is refunded after an agreement was canceled. It's never stored: it follows from the payments. Pure, in whole cents.

/** A payment of the job by card or bank account. */
export type HeldPayment = {
  amountCents: number
  status: PaymentStatus
  /** Of what was voided, refunded, returned or disputed: when that was written down. */
  reversedAt: Date | null
  /** What a partial refund of it kept, and charged again as a payment of its own. */
  retainedCents: number
}

/** An entry that a person recorded. `reversedAt`: when a counter-entry took it off; null while it stands. */
export type HeldEntry = { amountCents: number; reversedAt: Date | null }

/** `totalCents`: all that was paid when it was canceled, or came in since. */
export type Progress = { totalCents: number; refundedCents: number; checkingCents: number }

/** What of a job's money counts as refunded: what was on it when it was canceled, or came later, and no longer is. */
export function progressOf(
  payments: readonly HeldPayment[],
  entries: readonly HeldEntry[],
  canceledAt: Date,
): Progress {
  const isSince = ({ reversedAt }: { reversedAt: Date | null }) => reversedAt !== null && reversedAt >= canceledAt
  const gone = sumCents([
    ...payments
      .filter((payment) => isReversed(payment.status) && isSince(payment))
      .map(({ amountCents, retainedCents }) => amountCents - retainedCents),
    ...entries.filter(isSince).map(({ amountCents }) => amountCents),
  ])
  const held = sumCents([
    ...payments.filter(({ status }) => isPaid(status)).map(({ amountCents }) => amountCents),
    ...entries.filter(({ reversedAt }) => reversedAt === null).map(({ amountCents }) => amountCents),
  ])
  const checking = sumCents(payments.filter(({ status }) => isUndecided(status)).map(({ amountCents }) => amountCents))
  return { totalCents: gone + held, refundedCents: gone, checkingCents: checking }
}
