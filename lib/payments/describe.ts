import { dateToDay, dayOf, formatDayNear } from '@/lib/dates'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { wordsFor } from './reasons'
import { isPaid, isUndecided } from './status'

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

function lookOf(status: PaymentStatus): PaymentView['look'] {
  if (isUndecided(status)) return 'checking'
  if (isPaid(status)) return 'authorized'
  return status === 'declined' ? 'declined' : 'not_taken'
}

/** Why, where the row does not say: a payment that is being sent, and one that was taken and then undone. */
const UNSAID = { checking: 'no_answer', declined: 'declined', not_taken: 'undone' } as const

/** A payment's row → what the dialog shows of it, at `at`, in the organization's zone. */
export function describePayment(payment: Described, timeZone: string, at: Date): PaymentView {
  const look = lookOf(payment.status)
  const words = look === 'authorized' ? null : wordsFor(payment.reason ?? UNSAID[look])
  return {
    id: payment.id,
    look,
    amountCents: payment.amountCents,
    cardBrand: payment.cardBrand,
    cardLastFour: payment.cardLastFour,
    receiptEmail: payment.receiptEmail,
    reference: payment.paysimplePaymentId,
    settles:
      look === 'authorized' && payment.estimatedSettleOn
        ? formatDayNear(dateToDay(payment.estimatedSettleOn), dayOf(at, timeZone))
        : null,
    words:
      words && (payment.refusal ? { ...words, what: `PaySimple says: “${payment.refusal}” ${words.what}` } : words),
  }
}
