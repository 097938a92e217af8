/** One charge as the processor takes it: its verdict and its dates (PS-041, PS-045, PS-047, PS-051). */
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
import { ACH_MOCKS, CARD_MOCKS, NO_FAILURE, type Refusal } from './mocks.ts'

/** A card can be voided until a quarter to nine in the evening, Mountain time, a bank payment until five. */
const CARD_CUT_OFF = [20, 45] as const
const ACH_CUT_OFF = [17, 0] as const

export type Charge = {
  account: Account
  amountCents: number
  nowMs: number
  PaymentSubType: CardSubType | AchSubType
  details?: Partial<Payment>
  /** What a fault or a duplicate makes of it; the mock amounts speak for themselves. */
  forced?: 'Pending'
  refusal?: Refusal
}

export function defaultSubType(account: Account): CardSubType | AchSubType {
  return account.kind === 'card' ? 'Moto' : 'Web'
}

/** A new payment of that account: a row with an id, not yet committed. */
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

/** PS-050: the credit that gives a settled payment back. */
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

/** What the processor said, or nothing yet. */
function verdict(isCard: boolean, refusal: Refusal | undefined, forced: 'Pending' | undefined) {
  if (forced) return { Status: forced, ProviderAuthCode: null, TraceNumber: null, FailureData: NO_FAILURE }
  if (refusal) return { Status: 'Failed' as const, ...refusal }
  const approved = { ProviderAuthCode: 'Approved', FailureData: NO_FAILURE }
  return isCard
    ? { Status: 'Authorized' as const, TraceNumber: String(randomInt(100_000, 1_000_000)), ...approved }
    : { Status: 'Posted' as const, TraceNumber: randomUUID(), ...approved }
}

/**
 * Settlement is estimated two days ahead, rolled over a weekend, as in the samples; the sandbox then settles the next
 * day. A payment after the evening's cut-off can be voided until that settlement.
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

/** Three business days are estimated, two days are taken. What misses today's bank batch goes with tomorrow's. */
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
