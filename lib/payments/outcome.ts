import { type Failure, topicOf } from '@/lib/paysimple/decline-coach'
import type { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { PaymentStatus } from '@/prisma/generated/enums'
import type { Reason } from './reasons'

// What an answer from PaySimple, or the lack of one, means in our words. Pure: everyone who learns something about a
// payment (the click, the reconciler, the status sync) translates it here and writes it with recordOutcome.

/** What PaySimple told about the payment. Days as YYYY-MM-DD. */
export type Facts = {
  paysimplePaymentId: string
  paysimpleAccountId: string | null
  paysimpleStatus: string
  providerAuthCode: string | null
  traceNumber: string | null
  failureCode: string | null
  estimatedSettleOn: string | null
  settledOn: string | null
  canVoidUntil: Date | null
}

export type Outcome = {
  status: Exclude<PaymentStatus, 'submitting'>
  /** Why, for `declined`, `not_taken` and `unknown`. */
  reason?: Reason
  /** PaySimple's own words for turning a request down, which it means to be shown (PS-004). */
  refusal?: string
  facts?: Facts
}

const BY_STATUS: ReadonlyMap<string, PaymentStatus> = new Map(
  Object.entries({
    Authorized: 'authorized',
    Posted: 'authorized',
    Settled: 'settled',
    Failed: 'declined',
    Voided: 'voided',
    Reversed: 'refunded',
    Returned: 'returned',
    ReverseNSF: 'returned',
    Chargeback: 'chargeback',
  } as const),
)

/**
 * PaySimple's record of a payment → its outcome. 201 alone says nothing: only the status does. A status that is not
 * known here (or Pending), and a record that is not the one asked about, leave the payment in doubt: they never read
 * as paid, and never as failed.
 */
export function outcomeOfRecord(record: PaySimplePayment, asked: { id: string; amountCents: number }): Outcome {
  const facts: Facts = {
    paysimplePaymentId: String(record.Id),
    paysimpleAccountId: record.AccountId === null ? null : String(record.AccountId),
    paysimpleStatus: record.Status,
    providerAuthCode: record.ProviderAuthCode,
    traceNumber: record.TraceNumber,
    failureCode: record.FailureData?.Code ?? null,
    estimatedSettleOn: record.EstimatedSettleDate,
    settledOn: record.ActualSettledDate,
    canVoidUntil: record.CanVoidUntil,
  }
  if (record.OrderId !== asked.id || record.AmountCents !== asked.amountCents || record.IsDebit)
    return { status: 'unknown', reason: 'mismatch' }
  const status = BY_STATUS.get(record.Status)
  if (status === undefined || status === 'submitting')
    return { status: 'unknown', reason: record.Status === 'Pending' ? 'pending' : 'strange_status', facts }
  if (status === 'declined') return { status, reason: topicOf(failureOf(record)), facts }
  return { status, facts }
}

/** The failed charge request → its outcome. In doubt unless the error proves that PaySimple did nothing. */
export function outcomeOfChargeError(error: PaySimpleError): Outcome {
  if (error.mayHaveBeenProcessed) return { status: 'unknown', reason: 'no_answer' }
  return notTaken(error)
}

/** A request before the charge failed, so no charge was ever sent. */
export const outcomeOfPreparationError = (error: PaySimpleError): Outcome =>
  error.mayHaveBeenProcessed ? { status: 'not_taken', reason: 'unreachable' } : notTaken(error)

function notTaken(error: PaySimpleError): Outcome {
  if (error.kind === 'not_sent') return { status: 'not_taken', reason: 'unreachable' }
  if (error.kind === 'unauthorized') return { status: 'not_taken', reason: 'credentials' }
  if (error.kind === 'forbidden') return { status: 'not_taken', reason: 'rights' }
  const words = error.messages.map(({ message }) => message).join(' ')
  return { status: 'not_taken', reason: 'refused', ...(words && { refusal: words }) }
}

/** What the decline coach is told of a failed payment. */
const failureOf = (record: PaySimplePayment): Failure => ({
  code: record.FailureData?.Code,
  description: record.FailureData?.Description,
  providerAuthCode: record.ProviderAuthCode,
  paymentType: record.PaymentType,
})
