import {
  type Named,
  PAYMENT_STATUSES,
  PAYMENT_SUB_TYPES,
  PAYMENT_TYPES,
  type PaymentStatus,
  type PaymentSubType,
  type PaymentType,
  readName,
} from './enumerations'
import {
  asList,
  asObject,
  readCents,
  readDay,
  readFlag,
  readId,
  readInstant,
  readNumber,
  readReference,
  readText,
  type Wire,
} from './wire'

// Payments as PaySimple answers them. Money in cents, days as YYYY-MM-DD, instants as dates, missing values null.

/** Why a payment failed, standardized (PS-083). */
export type FailureData = {
  Code: string | null
  Description: string | null
  MerchantActionText: string | null
  IsDecline: boolean | null
}
/** Who gets PaySimple's own receipt or notice of failure. Null leaves it to the merchant's settings. */
export type ReceiptOptions = { SendToCustomer: boolean; SendToOtherAddresses?: string[] }

/** The short form of a payment in lists (PS-052). */
export type LitePayment = {
  Id: number
  CustomerFirstName: string | null
  CustomerLastName: string | null
  /** The status's name (PS-048). An unknown one stays as it came: neither paid nor failed. */
  Status: Named<PaymentStatus>
  PaymentDate: string | null
  AmountCents: number | null
}
/** A payment in complete form (PS-046). */
export type Payment = LitePayment & {
  CustomerId: number | null
  CustomerCompany: string | null
  AccountId: number | null
  /** For a refunded payment its credit, for a credit the payment it refunds (PS-050). */
  ReferenceId: number | null
  RecurringScheduleId: number | null
  PaymentType: Named<PaymentType> | null
  PaymentSubType: Named<PaymentSubType> | null
  ProviderAuthCode: string | null
  TraceNumber: string | null
  FailureData: FailureData | null
  /** True for a credit: money that goes back to the customer. */
  IsDebit: boolean
  ReturnDate: string | null
  EstimatedSettleDate: string | null
  ActualSettledDate: string | null
  CanVoidUntil: Date | null
  InvoiceId: number | null
  InvoiceNumber: string | null
  PurchaseOrderNumber: string | null
  OrderId: string | null
  Description: string | null
  Latitude: number | null
  Longitude: number | null
  SuccessReceiptOptions: ReceiptOptions | null
  FailureReceiptOptions: ReceiptOptions | null
  LastModified: Date | null
  CreatedOn: Date | null
}

export const readPayments = (response: unknown): Payment[] => asList(response).map(readPayment)
export const readLitePayments = (response: unknown): LitePayment[] => asList(response).map(readLitePayment)

export function readPayment(response: unknown): Payment {
  const wire = asObject(response)
  return {
    CustomerId: readReference(wire.CustomerId),
    CustomerCompany: readText(wire.CustomerCompany),
    AccountId: readReference(wire.AccountId),
    ReferenceId: readReference(wire.ReferenceId),
    RecurringScheduleId: readReference(wire.RecurringScheduleId),
    PaymentType: readName(PAYMENT_TYPES, wire.PaymentType),
    PaymentSubType: readName(PAYMENT_SUB_TYPES, wire.PaymentSubType),
    ProviderAuthCode: readText(wire.ProviderAuthCode),
    TraceNumber: readText(wire.TraceNumber),
    FailureData: readFailure(wire.FailureData),
    IsDebit: readFlag(wire.IsDebit) === true,
    ReturnDate: readDay(wire.ReturnDate),
    EstimatedSettleDate: readDay(wire.EstimatedSettleDate),
    ActualSettledDate: readDay(wire.ActualSettledDate),
    CanVoidUntil: readInstant(wire.CanVoidUntil),
    InvoiceId: readReference(wire.InvoiceId),
    InvoiceNumber: readText(wire.InvoiceNumber),
    PurchaseOrderNumber: readText(wire.PurchaseOrderNumber),
    OrderId: readText(wire.OrderId),
    Description: readText(wire.Description),
    Latitude: readNumber(wire.Latitude),
    Longitude: readNumber(wire.Longitude),
    SuccessReceiptOptions: readReceiptOptions(wire.SuccessReceiptOptions),
    FailureReceiptOptions: readReceiptOptions(wire.FailureReceiptOptions),
    LastModified: readInstant(wire.LastModified),
    CreatedOn: readInstant(wire.CreatedOn),
    ...readLitePayment(wire), // last: spreading before many members takes V8 twenty times as long
  }
}

const readLitePayment = (wire: Wire): LitePayment => ({
  Id: readId(wire.Id),
  CustomerFirstName: readText(wire.CustomerFirstName),
  CustomerLastName: readText(wire.CustomerLastName),
  Status: readName(PAYMENT_STATUSES, wire.Status) ?? '',
  PaymentDate: readDay(wire.PaymentDate),
  AmountCents: readCents(wire.Amount),
})

function readFailure(value: unknown): FailureData | null {
  if (typeof value !== 'object' || value === null) return null
  const wire = value as Wire
  const failure = {
    Code: readText(wire.Code),
    Description: readText(wire.Description),
    MerchantActionText: readText(wire.MerchantActionText),
    IsDecline: readFlag(wire.IsDecline),
  }
  return failure.Code || failure.Description ? failure : null // a success has null or an object of nulls (PS-046)
}

function readReceiptOptions(value: unknown): ReceiptOptions | null {
  if (typeof value !== 'object' || value === null) return null
  const { SendToCustomer, SendToOtherAddresses: others } = value as Wire
  const addresses = (Array.isArray(others) ? others : []).filter((address) => typeof address === 'string')
  return { SendToCustomer: readFlag(SendToCustomer) === true, SendToOtherAddresses: addresses }
}
