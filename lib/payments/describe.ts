import { dateToDay, dayOf, formatDayNear } from '@/lib/dates'
import type { Payment } from '@/prisma/generated/client'
import { wordsFor } from './reasons'
import { isUndecided } from './status'

/** A payment as the dialog shows it. Safe to send to a browser: brand and last four are all it says of the card. */
export type PaymentView = {
  id: string
  /** The three looks of the dialog, and `not_taken`, which looks like a decline: nothing was charged. */
  look: 'authorized' | 'declined' | 'not_taken' | 'checking'
  amountCents: number
  cardBrand: string
  cardLastFour: string
  receiptEmail: string | null
  /** PaySimple's number for the payment, once known: what its support asks for. */
  reference: string | null
  /** "Tuesday", "Tue, Dec 1"; null when not known or not authorized. */
  settles: string | null
  /** Words for anything but `authorized`. */
  words: { title: string; what: string; next: string } | null
}

type Described = Pick<
  Payment,
  | 'id'
  | 'status'
  | 'amountCents'
  | 'cardBrand'
  | 'cardLastFour'
  | 'receiptEmail'
  | 'paysimplePaymentId'
  | 'estimatedSettleOn'
  | 'reason'
  | 'refusal'
>

/** A payment's row → what the dialog shows of it, at `at`, in the organization's zone. */
export function describePayment(payment: Described, timeZone: string, at: Date): PaymentView {
  const look = isUndecided(payment.status)
    ? 'checking'
    : payment.status === 'declined' || payment.status === 'not_taken'
      ? payment.status
      : 'authorized'
  const words =
    look === 'authorized' ? null : wordsFor(look === 'checking' ? (payment.reason ?? 'no_answer') : payment.reason)
  return {
    id: payment.id,
    look,
    amountCents: payment.amountCents,
    cardBrand: payment.cardBrand,
    cardLastFour: payment.cardLastFour,
    receiptEmail: payment.receiptEmail,
    reference: payment.paysimplePaymentId === null ? null : String(payment.paysimplePaymentId),
    settles:
      look === 'authorized' && payment.estimatedSettleOn
        ? formatDayNear(dateToDay(payment.estimatedSettleOn), dayOf(at, timeZone))
        : null,
    words:
      words && (payment.refusal ? { ...words, what: `PaySimple says: “${payment.refusal}” ${words.what}` } : words),
  }
}
