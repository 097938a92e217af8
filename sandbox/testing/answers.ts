/**
 * An answer of the API or the control, as tests read it: one type for every object and list. A member that no answer
 * has does not compile; whether a given answer has it, or has null, is for the test to check.
 */
export interface Json extends Array<Json> {
  // the envelope
  readonly Meta: Json
  readonly Response: Json
  readonly Errors: Json
  readonly ErrorCode: string
  readonly ErrorMessages: Json
  readonly TraceCode: string
  readonly Field: string | null
  readonly Message: string
  readonly HttpStatus: string
  readonly HttpStatusCode: number
  readonly PagingDetails: Json
  readonly ItemsPerPage: number
  // objects
  readonly Id: number
  readonly CustomerId: number
  readonly AccountId: number
  readonly Status: string
  readonly Amount: number
  readonly IsDefault: boolean
  readonly CreditCardNumber: string
  readonly ExpirationDate: string
  readonly FirstName: string
  readonly Phone: string
  readonly BillingAddress: Json
  readonly ShippingAddress: Json
  readonly City: string
  readonly StateCode: Json
  readonly CreatedOn: string
  readonly LastModified: string
  readonly PaymentDate: string
  readonly ReturnDate: string
  readonly CanVoidUntil: string
  readonly ActualSettledDate: string
  readonly PaymentType: string
  readonly PaymentSubType: string
  readonly FailureData: Json
  readonly Code: string
  readonly Description: string
  readonly ScheduleStatus: string
  readonly PaymentScheduleType: string
  readonly StartDate: string
  readonly EndDate: string
  readonly FirstPaymentAmount: number
  readonly FirstPaymentDate: string
  readonly ExecutionFrequencyType: string
  readonly ExecutionFrequencyParameter: number
  readonly NextPaymentDate: string
  readonly NextScheduleDate: string
  readonly PaymentAmount: number
  readonly PaymentPlans: Json
  readonly RecurringPayments: Json
  // the tools
  readonly Results: Json
  readonly OriginId: number
  readonly Name: string
  readonly Value: number
  // the control
  readonly now: string
  readonly id: number
  readonly orderId: string | null
  readonly client: string | null
  readonly method: string
  readonly path: string
  readonly status: number | string
  readonly ms: number
  readonly fault: string | null
  readonly error: string
  readonly faults: number
  readonly kinds: Json
  readonly requests: Json
  readonly total: number
  readonly customers: number
  readonly accounts: number
  readonly schedules: number
  /** A number in the summary. */
  readonly payments: Json
}
