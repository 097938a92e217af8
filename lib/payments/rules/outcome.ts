import { type Failure, topicOf } from '@/lib/paysimple/decline-coach'
import { isAccountGone, type PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { PaymentStatus } from '@/prisma/generated/enums'
import type { Reason } from './reason'
import { BY_PAYSIMPLE_STATUS, canBecome, isConcludedAbsent, isPaid, isUndecided } from './status'

// Translates an answer from PaySimple, or the lack of one, into an outcome. Pure. Everyone who learns something about a
// payment (the click, the reconciler, the sync) translates it here and writes it with recordOutcome.

/** What PaySimple's record says of the payment. Days are YYYY-MM-DD. */
export type Facts = {
  paysimplePaymentId: string
  paysimpleAccountId: string | null
  paysimpleStatus: string
  providerAuthCode: string | null
  traceNumber: string | null
  failureCode: string | null
  estimatedSettleOn: string | null
  settledOn: string | null
  returnedOn: string | null
  canVoidUntil: Date | null
}

export type Outcome = {
  status: Exclude<PaymentStatus, 'submitting'>
  /** Why, for `declined`, `not_taken` and `unknown`. */
  reason?: Reason
  /** PaySimple's own message for a refused request, which it means to be shown (PS-004). */
  paysimpleMessage?: string
  facts?: Facts
  /**
   * PaySimple's id of the credit of a refunded payment, when known (PS-050). A payment that was disputed or returned
   * after its refund has it too.
   */
  creditId?: string
}

const NAMES_CREDIT: readonly PaymentStatus[] = ['refunded', 'returned', 'chargeback']

/** Whether a record with this status took money at PaySimple, or will. */
export const isLive = (status: string): boolean => ['Pending', 'Authorized', 'Posted', 'Settled'].includes(status)

/** Whether a record with this status took no money, or its money went back. False for a status that isn't known. */
export function isOver(status: string): boolean {
  const known = BY_PAYSIMPLE_STATUS.get(status)
  return known !== undefined && !isPaid(known)
}

/**
 * PaySimple's record of a payment → its outcome. A 201 alone proves nothing: only the status does. A status that isn't
 * known here, Pending, and a record of another payment leave the payment `unknown`: they never read as paid, and never
 * as failed.
 */
export function outcomeOfRecord(
  record: PaySimplePayment,
  asked: { orderId: string | null; amountCents: number },
): Outcome {
  const facts: Facts = {
    paysimplePaymentId: String(record.Id),
    paysimpleAccountId: record.AccountId === null ? null : String(record.AccountId),
    paysimpleStatus: record.Status,
    providerAuthCode: record.ProviderAuthCode,
    traceNumber: record.TraceNumber,
    failureCode: record.FailureData?.Code ?? null,
    estimatedSettleOn: record.EstimatedSettleDate,
    settledOn: record.ActualSettledDate,
    returnedOn: record.ReturnDate,
    canVoidUntil: record.CanVoidUntil,
  }
  if (record.OrderId !== asked.orderId || record.AmountCents !== asked.amountCents || record.IsDebit)
    return { status: 'unknown', reason: 'mismatch' }
  const status = BY_PAYSIMPLE_STATUS.get(record.Status)
  if (status === undefined || status === 'submitting')
    return { status: 'unknown', reason: record.Status === 'Pending' ? 'pending' : 'strange_status', facts }
  if (status === 'declined') return { status, reason: topicOf(failureOf(record)), facts }
  if (NAMES_CREDIT.includes(status) && record.ReferenceId !== null)
    return { status, facts, creditId: String(record.ReferenceId) }
  return { status, facts }
}

/** The failed charge request → its outcome. `unknown` unless the error proves that PaySimple did nothing. */
export function outcomeOfChargeError(error: PaySimpleError): Outcome {
  if (isDuplicateAnswer(error)) return { status: 'unknown', reason: 'duplicate_check' }
  if (error.mayHaveBeenProcessed) return { status: 'unknown', reason: 'no_answer' }
  return isAccountGone(error) ? { status: 'not_taken', reason: 'account_gone' } : notTaken(error)
}

/** "Duplicate Transaction.": of an earlier payment, or of this very request a moment before (PS-043). */
const isDuplicateAnswer = (error: PaySimpleError) => error.kind === 'refused' && error.mayHaveBeenProcessed

/** A request before the charge failed → the outcome: no charge was ever sent. */
export const outcomeOfPreparationError = (error: PaySimpleError): Outcome =>
  error.mayHaveBeenProcessed ? { status: 'not_taken', reason: 'unreachable' } : notTaken(error)

function notTaken(error: PaySimpleError): Outcome {
  if (error.kind === 'not_sent') return { status: 'not_taken', reason: 'unreachable' }
  if (error.kind === 'unauthorized') return { status: 'not_taken', reason: 'credentials' }
  if (error.kind === 'forbidden') return { status: 'not_taken', reason: 'rights' }
  const words = error.messages.map(({ message }) => message).join(' ')
  return { status: 'not_taken', reason: 'refused', ...(words && { paysimpleMessage: words }) }
}

/**
 * Whether an outcome may overwrite the present state: along the arrows of status.ts, and over a conclusion from an empty
 * list whenever PaySimple has a record after all. Over a person's decision only when that record says more than the
 * unconfirmed state that was decided.
 */
export function outranks(outcome: Outcome, before: { status: PaymentStatus; reason: string | null }): boolean {
  if (canBecome(before.status, outcome.status)) return true
  const repeatsDoubt = before.reason === 'person' && isUndecided(outcome.status)
  return isConcludedAbsent(before) && outcome.facts !== undefined && !repeatsDoubt
}

/** What the decline coach gets of a failed payment. */
const failureOf = (record: PaySimplePayment): Failure => ({
  code: record.FailureData?.Code,
  description: record.FailureData?.Description,
  providerAuthCode: record.ProviderAuthCode,
  paymentType: record.PaymentType,
})
