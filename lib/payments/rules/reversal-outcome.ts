import type { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { Payment } from '@/prisma/generated/client'
import { type Outcome, outcomeOfChargeError, outcomeOfRecord } from './outcome'

// What PaySimple's answer to a void or refund, or the lack of one, means. Pure.

/** The payment's outcome, where the answer proves that the reversal was done; the reversal's own state otherwise. */
export type ReversalResult =
  | { outcome: Outcome }
  | {
      outcome?: undefined
      status: 'unknown' | 'not_done'
      reason: 'no_answer' | 'refused' | 'unreachable' | 'credentials' | 'rights'
      paysimpleMessage?: string
    }

const NO_ANSWER: ReversalResult = { status: 'unknown', reason: 'no_answer' }

/** The answer to a void, which is the payment as it stands since. */
export function outcomeOfVoid(record: PaySimplePayment, payment: Pick<Payment, 'orderId' | 'amountCents'>) {
  const outcome = outcomeOfRecord(record, payment)
  return outcome.status === 'voided' ? { outcome } : NO_ANSWER
}

/** The answer to a refund, which is the credit by which the money goes back: of this payment, whole, and not failed. */
export function outcomeOfCredit(
  credit: PaySimplePayment,
  payment: Pick<Payment, 'paysimplePaymentId' | 'amountCents'>,
): ReversalResult {
  const isOurs =
    credit.IsDebit &&
    credit.ReferenceId === Number(payment.paysimplePaymentId) &&
    credit.AmountCents === payment.amountCents
  return isOurs && credit.Status !== 'Failed'
    ? { outcome: { status: 'refunded', creditId: String(credit.Id) } }
    : NO_ANSWER
}

/** The failed request for a void or refund. Unknown unless the error proves that PaySimple did nothing. */
export function outcomeOfReversalError(error: PaySimpleError): ReversalResult {
  const { status, reason, paysimpleMessage } = outcomeOfChargeError(error)
  if (status !== 'not_taken') return NO_ANSWER
  if (reason === 'credentials' || reason === 'rights' || reason === 'unreachable') return { status: 'not_done', reason }
  return { status: 'not_done', reason: 'refused', ...(paysimpleMessage && { paysimpleMessage }) }
}
