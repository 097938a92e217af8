import { sumCents } from '@/lib/money'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { isPaid } from './status'

/** A change of a payment's status, as its log has it. */
export type StatusChange = { at: Date; to: PaymentStatus }
export type PaymentHistory = { id: string; amountCents: number; events: readonly StatusChange[] }

/** An entry or a counter-entry of a person's, in cents, and when it was recorded: it counts from then on. */
export type RecordedAmount = { amountCents: number; at: Date }

/** What a receipt says about the whole job, in cents. */
export type ReceiptBalance = { totalCents: number; paidCents: number; remainingCents: number }

/**
 * What was paid and what remained on a job right after a payment counted. A receipt says that, whenever it is read: what
 * is paid, voided or refunded later never changes it.
 * @param totalCents the total of the job at that time
 * @param payments all payments of the job with their logs, this one among them, in any order
 * @param recorded all recorded payments of the job and their counter-entries, in any order
 */
export function balanceAsOf(
  id: string,
  totalCents: number,
  payments: readonly PaymentHistory[],
  recorded: readonly RecordedAmount[],
): ReceiptBalance {
  const own = payments.find((payment) => payment.id === id)
  const at = own && firstPaidAt(own)
  const others = payments.filter((payment) => payment.id !== id)
  return receiptOf(totalCents, (own?.amountCents ?? 0) + (at ? countedAt(at, others, recorded) : 0))
}

/** What was paid and what remained on a job at an instant, that instant's changes included. Parameters as above. */
export const balanceAt = (
  at: Date,
  totalCents: number,
  payments: readonly PaymentHistory[],
  recorded: readonly RecordedAmount[],
): ReceiptBalance => receiptOf(totalCents, countedAt(at, payments, recorded))

function countedAt(at: Date, payments: readonly PaymentHistory[], recorded: readonly RecordedAmount[]): number {
  const paid = payments.filter((payment) => isPaid(statusAt(payment, at)))
  return sumCents([...paid, ...recorded.filter((entry) => entry.at <= at)].map(({ amountCents }) => amountCents))
}

const receiptOf = (totalCents: number, paidCents: number): ReceiptBalance => ({
  totalCents,
  paidCents,
  remainingCents: Math.max(0, totalCents - paidCents),
})

const byTime = (a: StatusChange, b: StatusChange) => a.at.getTime() - b.at.getTime()

const firstPaidAt = ({ events }: PaymentHistory) => events.filter(({ to }) => isPaid(to)).sort(byTime)[0]?.at

const statusAt = ({ events }: PaymentHistory, at: Date): PaymentStatus =>
  events
    .filter((event) => event.at <= at)
    .sort(byTime)
    .at(-1)?.to ?? 'submitting'
