import { formatCents } from '@/lib/money'
import { type IncompleteKind, incompleteKindOf, type RefundPair } from '@/lib/payments/rules/partial-refund'
import { isPaid } from '@/lib/payments/rules/status'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { wordsFor } from '../reasons'

/** An incomplete refund, as a screen shows it. */
export type IncompleteRefund = {
  reversalId: string
  incompleteKind: IncompleteKind
  retainedCents: number
  /** The payments that recharge the retained amount and count. */
  chargeIds: string[]
  /** Why the retained amount wasn't recharged: "Not enough money in the account". */
  why: string | null
}

type Recharge = Pick<Payment, 'id' | 'reversalId' | 'status' | 'reason' | 'method' | 'createdAt'>

/** How a refund is incomplete, or null. Of `charges` only those that recharge its own retained amount count. */
export function incompleteRefund(
  reversal: RefundPair & { id: string },
  original: PaymentStatus,
  charges: readonly Recharge[],
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

type Described = Pick<IncompleteRefund, 'incompleteKind' | 'retainedCents' | 'why'>

/** An incomplete refund in words: what is wrong, and what to do about it. */
export function incompleteRefundWords({ incompleteKind, retainedCents, why }: Described): {
  title: string
  what: string
} {
  const kept = formatCents(retainedCents)
  switch (incompleteKind) {
    case 'not_credited':
      return {
        title: 'The refund didn’t reach the customer',
        what: 'PaySimple shows the payment as refunded, but the credit failed or came back. Ask PaySimple where the money is. If the customer doesn’t have it, pay them another way.',
      }
    case 'not_charged':
      return {
        title: `Incomplete refund: ${kept} wasn’t charged again`,
        what: `The whole payment went back to the customer, and charging the ${kept} you keep didn’t work${why ? ` (${why})` : ''}. The customer hasn’t paid you anything.`,
      }
    case 'both_stand':
      return {
        title: `Incomplete refund: it was canceled, and ${kept} was charged on top`,
        what: `The refund’s credit was voided in PaySimple, so the payment counts again, and so does the charge of ${kept}. The customer paid too much: void or refund that charge.`,
      }
    case 'charged_twice':
      return {
        title: `Incomplete refund: ${kept} was charged twice`,
        what: `PaySimple didn’t show the first charge of ${kept} until after the second. The customer paid too much: void or refund one of the two.`,
      }
  }
}

/** What leaving an incomplete refund as it is means. `amountCents`: of the payment that was refunded. */
export const leaveRefundSentence = (
  { incompleteKind, retainedCents }: Pick<IncompleteRefund, 'incompleteKind' | 'retainedCents'>,
  amountCents: number,
): string =>
  incompleteKind === 'not_charged'
    ? `Nothing is charged. The customer keeps all ${formatCents(amountCents)}, and ${formatCents(retainedCents)} is owed on the job again.`
    : 'Nothing is voided or refunded, and this alert goes away.'
