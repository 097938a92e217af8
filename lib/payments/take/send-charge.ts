import 'server-only'
import { mayStillSend as databaseAllows } from '@/lib/db'
import { report } from '@/lib/errors'
import { AccountNotReady } from '@/lib/payment-accounts/account-not-ready'
import { isSecCode } from '@/lib/payment-methods/bank'
import {
  type Outcome,
  outcomeOfChargeError,
  outcomeOfPreparationError,
  outcomeOfRecord,
} from '@/lib/payments/rules/outcome'
import { CHECK_HOLDS } from '@/lib/payments/rules/timing'
import type { PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment } from '@/prisma/generated/client'

export type ChargeCalls = {
  /** Makes the account ready and returns PaySimple's AccountId. It never moves money. */
  prepare: () => Promise<number>
  /** Of a card that was typed, for this one call. */
  securityCode?: string
  /** What was typed and is never stored: numbers and security code. */
  secrets?: readonly string[]
  /** The instant of `performance.now()` after which nothing is sent. */
  sendBefore: number
}

/**
 * Makes the calls of one payment, outside any transaction: those that make the account ready, then exactly one
 * POST /v4/payment. Only the request that claimed the payment may call it. Never throws: a failure is an outcome.
 */
export async function sendCharge(paysimple: PaySimple, payment: Payment, the: ChargeCalls): Promise<Outcome> {
  const mayStillSend = askedAhead(() => databaseAllows(payment))
  let accountId: number
  try {
    accountId = await the.prepare()
  } catch (error) {
    if (error instanceof PaySimpleError) return withoutSecrets(outcomeOfPreparationError(error), the)
    if (error instanceof AccountNotReady) return { status: 'not_taken', reason: error.reason }
    report(error, 'prepare a charge')
    return { status: 'not_taken', reason: 'unreachable' }
  }
  try {
    // The database's clock decides: our own may have stopped with the whole machine.
    if (!(await mayStillSend())) return { status: 'not_taken', reason: 'unreachable' }
    const record = await paysimple.payments.create(
      {
        AccountId: accountId,
        AmountCents: payment.amountCents,
        OrderId: payment.id,
        ...(the.securityCode && { CVV: the.securityCode }),
        ...(isSecCode(payment.secCode) && { PaymentSubType: payment.secCode }),
      },
      { sendBefore: the.sendBefore },
    )
    return outcomeOfRecord(record, payment)
  } catch (error) {
    if (error instanceof PaySimpleError) return withoutSecrets(outcomeOfChargeError(error), the)
    report(error, 'charge')
    return { status: 'unknown', reason: 'no_answer' }
  }
}

/**
 * Asks the database at once, so that nobody waits for it where PaySimple is quick, and again when that was too long ago.
 * The age is the greater of the monotonic clock's and the wall clock's: one stops while a machine sleeps, the other may
 * be set back.
 */
function askedAhead(ask: () => Promise<boolean>): () => Promise<boolean> {
  const [asked, askedOnTheWall] = [performance.now(), Date.now()]
  const isFresh = () => Math.max(performance.now() - asked, Date.now() - askedOnTheWall) < CHECK_HOLDS
  const ahead = ask().catch(() => false)
  return async () => ((await ahead) && isFresh()) || ask()
}

/** PaySimple's message may quote what it refuses. One that holds a typed number, however grouped, is not stored. */
function withoutSecrets(outcome: Outcome, { secrets = [] }: ChargeCalls): Outcome {
  const words = outcome.paysimpleMessage?.replace(/[\s-]/g, '') ?? ''
  return secrets.some((secret) => secret !== '' && words.includes(secret))
    ? { ...outcome, paysimpleMessage: undefined }
    : outcome
}
