import { dateToDay, dayOf, formatDayNear, formatInstant } from '@/lib/dates'
import type { Reason } from '@/lib/payments/rules/reason'
import { isReversed, isUndecided } from '@/lib/payments/rules/status'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { REVERSED, wordsFor } from './reasons'

/** A payment of the same customer and amount, some minutes ago. */
export type EarlierPayment = {
  id: string
  amountCents: number
  accountLabel: string
  lastFour: string
  /** "2:14 PM" */
  takenAt: string
  /** Not known yet whether it was charged. */
  undecided: boolean
}

/**
 * A payment as the dialog shows it. Safe to send to a browser: label and last four are all it says of the card or bank
 * account.
 */
export type PaymentView = {
  id: string
  /**
   * The three looks of the dialog; `not_taken`, which looks like a decline: nothing was charged; and `undone`: it was
   * taken, and given back or taken back since.
   */
  state: 'authorized' | 'declined' | 'not_taken' | 'checking' | 'reversed'
  method: PaymentMethod
  amountCents: number
  accountLabel: string
  lastFour: string
  receiptEmail: string | null
  /** PaySimple's number for the payment, once known: what its support asks for. */
  reference: string | null
  /** "Tuesday", "Tue, Dec 1"; null when not known or not authorized. */
  settles: string | null
  /** Words for anything but `authorized`. */
  words: { title: string; what: string; next: string } | null
  /** The first of two, where PaySimple took this payment for a repeat. */
  earlier: EarlierPayment | null
}

/** Asked before anything is sent: is this really a second payment? */
export type RepeatQuestion = { state: 'repeat'; earlier: EarlierPayment }

type Described = Pick<
  Payment,
  | 'id'
  | 'status'
  | 'method'
  | 'amountCents'
  | 'accountLabel'
  | 'lastFour'
  | 'receiptEmail'
  | 'paysimplePaymentId'
  | 'estimatedSettleOn'
  | 'reason'
  | 'paysimpleMessage'
>

function stateOf(status: PaymentStatus): PaymentView['state'] {
  switch (status) {
    case 'submitting':
    case 'unknown':
      return 'checking'
    case 'authorized':
    case 'settled':
      return 'authorized'
    case 'declined':
    case 'not_taken':
      return status
    case 'voided':
    case 'refunded':
    case 'returned':
    case 'chargeback':
      return 'reversed'
  }
}

/** Why, where the row does not say, as of a payment that is being sent. */
const UNSAID: Partial<Record<PaymentView['state'], Reason>> = { checking: 'no_answer', not_taken: 'absent' }

function wordsOf({ status, reason, method, paysimpleMessage }: Described): PaymentView['words'] {
  if (isReversed(status)) return REVERSED[status]
  const state = stateOf(status)
  if (state === 'authorized') return null
  const words = wordsFor(reason ?? UNSAID[state] ?? null, method)
  return paysimpleMessage ? { ...words, what: `PaySimple says: “${paysimpleMessage}” ${words.what}` } : words
}

/** A payment's row → what the dialog shows of it, at `at`, in the organization's zone. */
export function describePayment(
  payment: Described,
  timeZone: string,
  at: Date,
  earlier: EarlierPayment | null = null,
): PaymentView {
  const state = stateOf(payment.status)
  return {
    id: payment.id,
    state,
    method: payment.method,
    amountCents: payment.amountCents,
    accountLabel: payment.accountLabel,
    lastFour: payment.lastFour,
    receiptEmail: payment.receiptEmail,
    reference: payment.paysimplePaymentId,
    settles:
      state === 'authorized' && payment.estimatedSettleOn
        ? formatDayNear(dateToDay(payment.estimatedSettleOn), dayOf(at, timeZone))
        : null,
    words: wordsOf(payment),
    earlier,
  }
}

/** An earlier payment's row → what the question about a second one says of it. */
export const describeEarlier = (
  payment: Pick<Payment, 'id' | 'amountCents' | 'accountLabel' | 'lastFour' | 'createdAt' | 'status'>,
  timeZone: string,
): EarlierPayment => ({
  id: payment.id,
  amountCents: payment.amountCents,
  accountLabel: payment.accountLabel,
  lastFour: payment.lastFour,
  takenAt: formatInstant(payment.createdAt, timeZone).split(', ').at(-1) ?? '',
  undecided: isUndecided(payment.status),
})
