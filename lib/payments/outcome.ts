import type { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { PaymentStatus } from '@/prisma/generated/enums'
import type { Reason } from './reasons'

// What an answer from PaySimple, or the lack of one, means in our words. Pure: everyone who learns something about a
// payment (the click, the reconciler, the status sync) translates it here and writes it with recordOutcome.

/** What PaySimple told about the payment. Days as YYYY-MM-DD. */
export type Facts = {
  paysimplePaymentId: number
  paysimpleAccountId: number | null
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

const BY_STATUS: Partial<Record<string, PaymentStatus>> = {
  Authorized: 'authorized',
  Posted: 'authorized',
  Settled: 'settled',
  Failed: 'declined',
  Voided: 'voided',
  Reversed: 'refunded',
  Returned: 'returned',
  ReverseNSF: 'returned',
  Chargeback: 'chargeback',
}

/** What a table says of a key that came from outside: "constructor" is in no table. */
const lookUp = <T>(table: Partial<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/**
 * PaySimple's record of a payment → its outcome. 201 alone says nothing: only the status does. A status that is not
 * known here (or Pending), and a record that is not the one asked about, leave the payment in doubt: they never read
 * as paid, and never as failed.
 */
export function outcomeOfRecord(record: PaySimplePayment, asked: { id: string; amountCents: number }): Outcome {
  const facts: Facts = {
    paysimplePaymentId: record.Id,
    paysimpleAccountId: record.AccountId,
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
  const status = lookUp(BY_STATUS, record.Status)
  if (status === undefined || status === 'submitting')
    return { status: 'unknown', reason: record.Status === 'Pending' ? 'pending' : 'strange_status', facts }
  if (status === 'declined') return { status, reason: declineReason(facts), facts }
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

/** Which of our explanations fits a decline: by the standardized failure code, else by the processor's words (PS-045, PS-083). */
function declineReason(facts: Facts): Reason {
  const byCode = facts.failureCode && lookUp(DECLINE_BY_CODE, facts.failureCode)
  if (byCode) return byCode
  const words = facts.providerAuthCode?.toUpperCase() ?? ''
  return DECLINE_BY_WORDS.find(([part]) => words.includes(part))?.[1] ?? 'declined'
}

const DECLINE_BY_CODE: Partial<Record<string, Reason>> = {
  '4001': 'call_bank',
  '4002': 'call_bank',
  '4004': 'hold',
  '4005': 'declined',
  '4007': 'hold',
  '4014': 'card_number',
  '4015': 'card_number',
  '4041': 'hold',
  '4043': 'hold',
  '4051': 'funds',
  '4052': 'no_account',
  '4054': 'expired',
  '4057': 'not_allowed',
  '4058': 'not_allowed',
  '4061': 'funds',
  '4065': 'limit',
  '4078': 'no_account',
  '4205': 'funds',
  '4206': 'limit',
  '4208': 'check_failed',
  '4211': 'stopped',
  '4220': 'security_code',
  '4225': 'setup',
  '4294': 'duplicate',
  '4506': 'duplicate',
  '7000': 'processor_down',
}
const DECLINE_BY_WORDS: readonly (readonly [string, Reason])[] = [
  ['CVV', 'security_code'],
  ['CARD NO', 'card_number'],
  ['EXPIRED', 'expired'],
  ['HOLD', 'hold'],
  ['NOT ALLOWED', 'not_allowed'],
  ['FAILURE CV', 'check_failed'],
  ['NO ACCOUNT', 'no_account'],
  ['CALL', 'call_bank'],
]
