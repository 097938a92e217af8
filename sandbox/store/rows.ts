/** What the sandbox stores for each object. A member stored as the API shows it has the API's name. */
import type { AchSubType, CardSubType, FrequencyName, IssuerName, PaymentStatus } from './enumerations.ts'

export type Address = {
  StreetAddress1: string
  StreetAddress2: string | null
  City: string
  StateCode: string | null
  ZipCode: string
  Country: string
}

export type Customer = {
  client: string
  deleted: boolean
  AltEmail: string | null
  AltPhone: string | null
  MobilePhone: string | null
  Fax: string | null
  Website: string | null
  BillingAddress: Address | null
  ShippingSameAsBilling: boolean
  ShippingAddress: Address | null
  Company: string | null
  Notes: string | null
  CustomerAccount: string | null
  FirstName: string
  LastName: string
  Email: string | null
  Phone: string | null
  Id: number
  LastModified: string
  CreatedOn: string
}

/** Never the card number: only its mask, and a keyed fingerprint to recognize it by (PS-031, PS-033). */
export type CardAccount = {
  kind: 'card'
  client: string
  deleted: boolean
  fingerprint: string
  CreditCardNumber: string
  ExpirationDate: string
  Issuer: IssuerName
  BillingZipCode: string | null
  CustomerId: number
  IsDefault: boolean
  Id: number
  LastModified: string
  CreatedOn: string
}

/** The routing number is public. Of the account number, only a mask and a fingerprint are stored (PS-034). */
export type AchAccount = {
  kind: 'ach'
  client: string
  deleted: boolean
  fingerprint: string
  IsCheckingAccount: boolean
  RoutingNumber: string
  AccountNumber: string
  BankName: string
  CustomerId: number
  IsDefault: boolean
  Id: number
  LastModified: string
  CreatedOn: string
}

export type Account = CardAccount | AchAccount

export type ReceiptOptions = { SendToCustomer: boolean; SendToOtherAddresses: string[] | null }

/** Why the processor refused a payment. */
export type FailureData = {
  Code: string | null
  Description: string | null
  MerchantActionText: string | null
  IsDecline: boolean
}

export type Payment = {
  client: string
  amountCents: number
  /** CreatedOn, with milliseconds. */
  createdMs: number
  /** The merchant's day on which the sandbox settles the payment (PS-051). */
  settlesOn: string
  CustomerId: number
  ReferenceId: number
  Status: PaymentStatus
  RecurringScheduleId: number
  PaymentType: 'CC' | 'ACH'
  PaymentSubType: CardSubType | AchSubType
  ProviderAuthCode: string | null
  TraceNumber: string | null
  PaymentDate: string
  ReturnDate: string | null
  EstimatedSettleDate: string | null
  ActualSettledDate: string | null
  CanVoidUntil: string | null
  /** Null for a success (PS-046). */
  FailureData: FailureData | null
  AccountId: number
  InvoiceId: number | null
  IsDebit: boolean
  InvoiceNumber: string | null
  PurchaseOrderNumber: string | null
  OrderId: string | null
  Description: string | null
  Latitude: number | null
  Longitude: number | null
  SuccessReceiptOptions: ReceiptOptions | null
  FailureReceiptOptions: ReceiptOptions | null
  Id: number
  LastModified: string
}

export type ScheduleType = 'RecurringPayment' | 'PaymentPlan'
export type ScheduleStatus = 'Active' | 'Suspended' | 'Expired'

/** Days are the merchant's, `YYYY-MM-DD`; amounts are cents. */
export type Schedule = {
  client: string
  deleted: boolean
  PaymentScheduleType: ScheduleType
  CustomerId: number
  AccountId: number
  PaymentSubType: CardSubType | AchSubType
  InvoiceNumber: string | null
  OrderId: string | null
  Description: string | null
  ScheduleStatus: ScheduleStatus
  ExecutionFrequencyType: FrequencyName
  ExecutionFrequencyParameter: number
  paymentCents: number
  /** For a plan; 0 for a recurring payment. */
  totalDueCents: number
  TotalNumberOfPayments: number
  startOn: string
  endOn: string | null
  /** The custom first payment, and whether it was generated. */
  firstCents: number
  firstOn: string | null
  firstDone: boolean
  /** The day from which quarters, half years, years and two-week periods are counted. */
  anchorOn: string
  /** The day of the next regular payment; null when none will follow. */
  nextOn: string | null
  pauseUntilOn: string | null
  lastOn: string | null
  paidCents: number
  NumberOfPaymentsMade: number
  Id: number
  LastModified: string
  CreatedOn: string
}
