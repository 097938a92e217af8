import { type IncompleteKind, incompleteKindOf, type RefundPair } from '@/lib/payments/rules/partial-refund'
import { isPaid } from '@/lib/payments/rules/status'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { wordsFor } from './reasons'

/** A refund that has come apart, as a screen tells it. */
export type IncompleteRefund = {
  reversalId: string
  incompleteKind: IncompleteKind
  retainedCents: number
  /** The payments that charge again what is kept. */
  chargeIds: string[]
  /** Why what is kept was not charged again: "Not enough money in the account". */
  why: string | null
}

type KeptCharge = Pick<Payment, 'id' | 'reversalId' | 'status' | 'reason' | 'method' | 'createdAt'>

/** How a refund has come apart, or null; of what `charges` charge again its own are looked at only. */
export function incompleteRefund(
  reversal: RefundPair & { id: string },
  original: PaymentStatus,
  charges: readonly KeptCharge[],
): IncompleteRefund | null {
  const ours = charges
    .filter(({ reversalId }) => reversalId === reversal.id)
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const incompleteKind = incompleteKindOf(reversal, original, ours)
  if (!incompleteKind) return null
  const last = ours.at(-1)
  return {
    reversalId: reversal.id,
    incompleteKind,
    retainedCents: reversal.retainedCents,
    chargeIds: ours.filter(({ status }) => isPaid(status)).map(({ id }) => id),
    why: incompleteKind === 'not_charged' && last ? wordsFor(last.reason, last.method).title : null,
  }
}
