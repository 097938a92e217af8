/** The mock amounts, and the failure tables of the processors TSYS and Forte (PS-045). */
import type { FailureData } from '../store/rows.ts'

/** FailureData of a failure that the processor's table does not list (PS-045). A success has none at all. */
const UNLISTED: FailureData = { Code: null, Description: null, MerchantActionText: null, IsDecline: false }

const RE_ENTER = 'Re-enter the payment information or try a different payment method.'
const TRY_ANOTHER = 'Try a different payment method.'
const CONTACT_SERVICE = 'Contact customer service.'

function failure(Code: string, Description: string, MerchantActionText: string, IsDecline = false): FailureData {
  return { Code, Description, MerchantActionText, IsDecline }
}

export type Refusal = { ProviderAuthCode: string; TraceNumber: string | null; FailureData: FailureData }

function refusal(ProviderAuthCode: string, TraceNumber: string | null, failureData = UNLISTED): Refusal {
  return { ProviderAuthCode, TraceNumber, FailureData: failureData }
}

/** Card amounts, in cents, that the processor (TSYS) refuses. The TSYS table does not list the mock 9999.06. */
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

/** `--duplicates processor`: the processor's refusal of a card charged twice. */
export const CARD_DUPLICATE = refusal(
  'DUPLICATE TRANSACTION',
  null,
  failure('4294', 'Transaction entered is a duplicate', CONTACT_SERVICE),
)

const INVALID_VALUE = 'Re-enter payment amount and try again. If problem persists contact customer service'

function forte(
  trace: string | null,
  providerAuthCode: string,
  code: string,
  description: string,
  action: string | null,
) {
  return refusal(providerAuthCode, trace, {
    Code: code,
    Description: description,
    MerchantActionText: action,
    IsDecline: false,
  })
}

/** Bank account amounts, in cents, that the processor (Forte) refuses. The trace number is its response code. */
export const ACH_MOCKS: ReadonlyMap<number, Refusal> = new Map([
  [
    999_901,
    forte(
      'U03',
      'ACHP-003: Merchant daily limit exceeded (EFT only).',
      '4504',
      "Merchant's daily limit exceeded",
      CONTACT_SERVICE,
    ),
  ],
  [
    999_902,
    forte(
      'U02',
      'ACHP-002: Customer account is in the ACH Direct "known bad" account list (EFT only).',
      '4507',
      'Customer account is in the "known bad" account list.',
      TRY_ANOTHER,
    ),
  ],
  [
    999_903,
    forte(
      'U04',
      'ACHP-004: Merchant monthly limit exceeded (EFT only).',
      '4503',
      'Merchant monthly limit exceeded (EFT only).',
      null,
    ),
  ],
  [
    999_904,
    forte(
      'U10',
      'ACHP-008: Transaction has the same attributes as another transaction within the time set by the merchant.',
      '4506',
      'Duplicate transaction',
      CONTACT_SERVICE,
    ),
  ],
  [
    999_905,
    forte(
      'U53',
      'ACHP-025: Transaction amount exceeds merchant’s per transaction limit (EFTs only).',
      '4502',
      "Merchant's maximum transaction amount exceeded",
      CONTACT_SERVICE,
    ),
  ],
  [
    999_906,
    forte(
      'E10',
      " We're sorry!  This transaction cannot be processed because your Merchant Processing Key or Password is incorrect.  Please contact your Account Executive to correct this error.",
      '4510',
      'Invalid Merchant ID or Password',
      CONTACT_SERVICE,
    ),
  ],
  [
    999_907,
    forte('U19', 'ACHP-016: Account ABA number is invalid.', '4501', 'Account ABA number is invalid.', RE_ENTER),
  ],
  [
    999_908,
    forte(null, 'Communication failure with ACH Direct', '7000', 'Processor Unavailable', 'Please try again later.'),
  ],
  [
    999_909,
    forte(
      'F01',
      ' The Routing # and/or Account # entered are not valid.',
      '4511',
      'Invalid Routing Number or Account Number',
      RE_ENTER,
    ),
  ],
  [999_910, forte('F04', ' Invalid Field Value.', '4509', 'Invalid Field Value.', INVALID_VALUE)],
  [999_911, forte('U51', 'ACHP-023: Merchant is not "live".', '4508', 'Merchant is not "live".', CONTACT_SERVICE)],
])

export const ACH_DUPLICATE = refusal(
  'DUPLICATE TRANSACTION',
  'U10',
  failure('4506', 'Duplicate transaction', CONTACT_SERVICE),
)
