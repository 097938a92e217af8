/** What the processor says: enumerations, the mock amounts, and the failure table behind them (PS-045, PS-048). */

export const ISSUERS = { 12: 'Visa', 13: 'Master', 14: 'Amex', 15: 'Discover' } as const
export type IssuerName = (typeof ISSUERS)[keyof typeof ISSUERS]

export const CARD_SUB_TYPES = { 10: 'Swipe', 11: 'Moto' } as const

/** The document's statuses, and those that live systems show beyond it: a client must survive all of them. */
export const PAYMENT_STATUSES = {
  0: 'Pending',
  1: 'Posted',
  2: 'Settled',
  3: 'Failed',
  4: 'Resubmitted',
  5: 'Voided',
  6: 'Reversed',
  7: 'Saved',
  8: 'Scheduled',
  9: 'ReversePosted',
  10: 'Chargeback',
  11: 'CloseChargeBack',
  12: 'Authorized',
  13: 'Returned',
  14: 'ReverseChargeBack',
  15: 'ReverseNSF',
  16: 'ReverseReturn',
  17: 'RefundSettled',
} as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[keyof typeof PAYMENT_STATUSES]

/** Neither settled nor over: what keeps a customer from being deleted (PS-026). */
export const UNSETTLED: readonly PaymentStatus[] = ['Pending', 'Posted', 'Authorized', 'ReversePosted']

/** An enumeration value as it is sent: number, numeric string or name in any case. Undefined when it is none. */
export function enumName<N extends string>(names: Readonly<Record<number, N>>, value: unknown): N | undefined {
  const text = String(value).trim()
  if (/^\d+$/.test(text)) return names[Number(text)]
  return Object.values(names).find((name) => name.toLowerCase() === text.toLowerCase())
}

export type FailureData = {
  Code: string | null
  Description: string | null
  MerchantActionText: string | null
  IsDecline: boolean
}

/** FailureData of a success, and of a failure that the processor's table does not name (PS-046). */
export const NO_FAILURE: FailureData = { Code: null, Description: null, MerchantActionText: null, IsDecline: false }

const RE_ENTER = 'Re-enter the payment information or try a different payment method.'
const TRY_ANOTHER = 'Try a different payment method.'
const CONTACT_SERVICE = 'Contact customer service.'

function failure(Code: string, Description: string, MerchantActionText: string, IsDecline = false): FailureData {
  return { Code, Description, MerchantActionText, IsDecline }
}

export type Refusal = { ProviderAuthCode: string; TraceNumber: string | null; FailureData: FailureData }

function refusal(ProviderAuthCode: string, TraceNumber: string | null, failureData = NO_FAILURE): Refusal {
  return { ProviderAuthCode, TraceNumber, FailureData: failureData }
}

/** Card amounts, in cents, that the processor (TSYS) refuses. 9999.06 is a mock that the TSYS table does not name. */
export const CARD_MOCKS: ReadonlyMap<number, Refusal> = new Map([
  [999_901, refusal('DECLINE', '05', failure('4005', 'Do Not Honor', TRY_ANOTHER, true))],
  [
    999_902,
    refusal(
      'CVV2 MISMATCH',
      '07',
      failure('4007', 'Pick up card, special condition (fraud account)', TRY_ANOTHER, true),
    ),
  ],
  [999_903, refusal('CARD NO. ERROR', '14', failure('4014', 'Invalid card number', RE_ENTER))],
  [999_904, refusal('EXPIRED CARD', '54', failure('4054', 'Invalid Expiration Date', RE_ENTER))],
  [999_905, refusal('HOLD-CALL', '41', failure('4041', 'Lost card, pick up (fraud account)', TRY_ANOTHER, true))],
  [999_906, refusal('SERV NOT ALLOWED', '41')],
  [
    999_907,
    refusal(
      'Received bad bin response from processor, possible configuration error.',
      null,
      failure('4225', 'Received bad bin response from processor, possible configuration error.', CONTACT_SERVICE),
    ),
  ],
  [999_908, refusal('FAILURE CV', null, failure('4208', 'Configuration', TRY_ANOTHER))],
  [999_909, refusal('NO ACCOUNT', null, failure('4078', 'No account', TRY_ANOTHER))],
  [
    999_910,
    refusal(
      'STOP RECURRING',
      null,
      failure('4211', 'Customer requested stop of specific recurring payment', 'Contact the customer.'),
    ),
  ],
  [999_911, refusal('CALL', null, failure('4001', 'Refer to Issuer', TRY_ANOTHER))],
  [999_912, refusal('NO CHECK ACCOUNT', null, failure('4052', 'No checking account', TRY_ANOTHER))],
  [999_913, refusal('NO SUCH ISSUER', null, failure('4015', 'No such issuer', RE_ENTER))],
])

/** `--duplicates processor`: the processor's own verdict on a card charged twice. */
export const CARD_DUPLICATE = refusal(
  'DUPLICATE TRANSACTION',
  null,
  failure('4294', 'Transaction entered is a duplicate', CONTACT_SERVICE),
)
