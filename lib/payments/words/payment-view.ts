import { dateToDay, dayOf, formatDayNear } from '@/lib/dates'
import type { Reason } from '@/lib/payments/rules/reason'
import { isNotCharged, isReversed } from '@/lib/payments/rules/status'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { statusLabel } from './labels'
import { REASONS, REVERSED, type Words, withMessage, wordsFor } from './reasons'

/** What is known of a payment of the same customer and amount, minutes ago. */
export type Earlier = {
  amountCents: number
  accountLabel: string
  lastFour: string
  /** "2:14 PM" */
  takenAt: string
  /** Nobody knows yet whether it was charged. */
  undecided: boolean
}

export type RepeatWords = { label: string; title: string; what: string; next: string; stop: string; again: string }

/** The same with what is said of it, and the question whether another one is meant, as its reader is spoken to. */
export type EarlierPayment = Earlier & { id: string; sentence: string; question: RepeatWords }

/**
 * A payment as the dialog shows it. Safe to send to a browser: of the card or bank account it holds the label and the
 * last four digits only.
 */
export type PaymentView = {
  id: string
  /**
   * What the dialog shows. Nothing was charged when it is `declined` or `not_taken`. `reversed`: it was charged, and
   * voided, refunded, returned or disputed since.
   */
  state: 'authorized' | 'declined' | 'not_taken' | 'checking' | 'reversed'
  /** The name of the payment's state: "Authorized". */
  label: string
  method: PaymentMethod
  amountCents: number
  accountLabel: string
  lastFour: string
  receiptEmail: string | null
  /** PaySimple's number of the payment, once known. Its support asks for it. */
  reference: string | null
  /** "Tuesday", "Tue, Dec 1"; null when unknown or not authorized. */
  settles: string | null
  /** Words for anything but `authorized`. */
  words: Words | null
  /** Why it was declined or wasn't charged; null for all else, and where nothing is known. */
  reason: Reason | null
  /** The first of two payments, where PaySimple took this one for a repeat. */
  earlier: EarlierPayment | null
}

/** The question before anything is sent: is this really a second payment? */
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

/** A stored key as a reason; null for one of a later version. */
const knownReason = (reason: string | null): Reason | null =>
  reason !== null && Object.hasOwn(REASONS, reason) ? (reason as Reason) : null

/** The reason to show where the row has none, such as while the charge is being sent. */
const UNSAID: Partial<Record<PaymentView['state'], Reason>> = { checking: 'no_answer', not_taken: 'absent' }

function wordsOf({ status, reason, method, paysimpleMessage }: Described): PaymentView['words'] {
  if (isReversed(status)) return REVERSED[status]
  const state = stateOf(status)
  if (state === 'authorized') return null
  return withMessage(wordsFor(reason ?? UNSAID[state] ?? null, method), paysimpleMessage)
}

/**
 * A payment's row → what the dialog shows of it at `at`.
 * @param timeZone the organization's (IANA name)
 * @param earlier the first of two payments, where PaySimple took this one for a repeat
 */
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
    label: statusLabel(payment.status, payment.method).label,
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
    reason: isNotCharged(payment.status) ? knownReason(payment.reason) : null,
    earlier,
  }
}
