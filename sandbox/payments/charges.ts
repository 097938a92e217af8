/** One charge at the processor: its result and its dates (PS-041, PS-045, PS-047, PS-051). */
import { randomInt, randomUUID } from 'node:crypto'
import type { AchSubType, CardSubType } from '../store/enumerations.ts'
import type { Account, Payment } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import {
  addBusinessDays,
  addDays,
  dayAsInstant,
  localDay,
  localInstant,
  rollOverWeekend,
  toSeconds,
} from '../time/calendar.ts'
import { SETTLEMENT_HOUR } from '../time/clock.ts'
import { ACH_MOCKS, CARD_MOCKS, type Refusal } from './mocks.ts'

/** Mountain time until which a payment can be voided: 20:45 for cards, 17:00 for bank payments. */
const CARD_CUT_OFF = [20, 45] as const
const ACH_CUT_OFF = [17, 0] as const

export type Charge = {
  account: Account
  amountCents: number
  nowMs: number
  PaymentSubType: CardSubType | AchSubType
  details?: Partial<Payment>
  /** The result that a fault or a duplicate forces. A mock amount needs none. */
  forced?: 'Pending'
  refusal?: Refusal
}

export function defaultSubType(account: Account): CardSubType | AchSubType {
  return account.kind === 'card' ? 'Moto' : 'Web'
}

/** A new payment from the account: a row with an id, not yet committed. */
export function newPayment(store: Store, charge: Charge): Payment {
  const { account, amountCents, nowMs, PaymentSubType, details, forced } = charge
  const isCard = account.kind === 'card'
  const refusal = (isCard ? CARD_MOCKS : ACH_MOCKS).get(amountCents) ?? charge.refusal
  return {
    client: account.client,
    amountCents,
    createdMs: nowMs,
    CustomerId: account.CustomerId,
    ReferenceId: 0,
    RecurringScheduleId: 0,
    PaymentType: isCard ? 'CC' : 'ACH',
    ...verdict(isCard, refusal, forced),
    ...(isCard ? cardDates(nowMs) : achDates(nowMs)),
    ...(refusal && { EstimatedSettleDate: null, CanVoidUntil: null }),
    AccountId: account.Id,
    IsDebit: false,
    InvoiceId: null,
    InvoiceNumber: null,
    PurchaseOrderNumber: null,
    OrderId: null,
    Description: null,
    Latitude: null,
    Longitude: null,
    SuccessReceiptOptions: null,
    FailureReceiptOptions: null,
    ...details,
    PaymentSubType,
    Id: store.takeId('payment'),
    LastModified: toSeconds(nowMs),
  }
}

/** PS-050: the credit that refunds a settled payment, not yet committed. */
export function newCredit(store: Store, original: Payment, nowMs: number): Payment {
  const isCard = original.PaymentType === 'CC'
  const dates = isCard ? cardDates(nowMs) : { ...achDates(nowMs), EstimatedSettleDate: dayAsInstant(localDay(nowMs)) }
  return {
    ...original,
    ...verdict(isCard, undefined, undefined),
    ...dates,
    Status: isCard ? 'Authorized' : 'ReversePosted',
    createdMs: nowMs,
    ReferenceId: original.Id,
    RecurringScheduleId: 0,
    IsDebit: true,
    OrderId: null,
    Id: store.takeId('payment'),
    LastModified: toSeconds(nowMs),
  }
}

/** What the processor answers; nothing yet for a pending payment. */
function verdict(isCard: boolean, refusal: Refusal | undefined, forced: 'Pending' | undefined) {
  if (forced) return { Status: forced, ProviderAuthCode: null, TraceNumber: null, FailureData: null }
  if (refusal) return { Status: 'Failed' as const, ...refusal }
  const approved = { ProviderAuthCode: 'Approved', FailureData: null }
  return isCard
    ? { Status: 'Authorized' as const, TraceNumber: String(randomInt(100_000, 1_000_000)), ...approved }
    : { Status: 'Posted' as const, TraceNumber: randomUUID(), ...approved }
}

/**
 * The estimate is two days ahead, moved past a weekend, as in the samples; the sandbox settles the next day. A payment
 * after the evening's cutoff can be voided until that settlement.
 */
function cardDates(nowMs: number) {
  const today = localDay(nowMs)
  const settlesOn = addDays(today, 1)
  const cutOffMs = localInstant(today, ...CARD_CUT_OFF)
  return {
    settlesOn,
    PaymentDate: dayAsInstant(today),
    ReturnDate: null,
    EstimatedSettleDate: dayAsInstant(rollOverWeekend(addDays(today, 2))),
    ActualSettledDate: null,
    CanVoidUntil: toSeconds(nowMs < cutOffMs ? cutOffMs : localInstant(settlesOn, SETTLEMENT_HOUR)),
  }
}

/** Estimated in three business days, settled in two days. After the cutoff, a payment joins the next day's batch. */
function achDates(nowMs: number) {
  const today = localDay(nowMs)
  const cutOffMs = localInstant(today, ...ACH_CUT_OFF)
  return {
    settlesOn: addDays(today, 2),
    PaymentDate: dayAsInstant(today),
    ReturnDate: null,
    EstimatedSettleDate: dayAsInstant(addBusinessDays(today, 3)),
    ActualSettledDate: null,
    CanVoidUntil: toSeconds(nowMs < cutOffMs ? cutOffMs : localInstant(addDays(today, 1), ...ACH_CUT_OFF)),
  }
}
