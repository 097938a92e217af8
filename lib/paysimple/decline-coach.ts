import { type Advice, DECLINES, type DeclineTopic } from './decline-words'
import type { Processor } from './failure-codes'

/** What's known about a failed payment: its FailureData, ProviderAuthCode and PaymentType (PS-045, PS-046). */
export type Failure = {
  code?: string | null
  description?: string | null
  providerAuthCode?: string | null
  /** CC unless it says ACH. */
  paymentType?: string | null
  /** The processor whose code it is, if known. */
  processor?: Processor
}

/**
 * Returns what may be said about a failed payment and the best next step. Always returns something, whatever the input.
 */
export const coach = (failure: Failure): Advice & { topic: DeclineTopic } => {
  const topic = topicOf(failure)
  return { topic, ...DECLINES[topic] }
}

/** Finds the explanation that fits: by the standardized failure code, else by the processor's words (PS-083). */
export function topicOf(failure: Failure): DeclineTopic {
  const { code, description, providerAuthCode } = failure
  const topic =
    otherMeaning(failure) ?? OF_CODE.get(code?.trim() ?? '') ?? ofWords(providerAuthCode) ?? ofWords(description)
  if (!isBankPayment(failure)) return topic ?? 'declined'
  if (topic === 'no_account') return 'account_number'
  return topic === undefined || OF_CARDS.has(topic) ? 'account_declined' : topic
}

const isBankPayment = ({ paymentType, processor }: Failure) =>
  paymentType === 'ACH' || (processor !== undefined && processor !== 'TSYS' && processor !== 'Global')

/**
 * Three codes mean different things to different processors. PaySimple doesn't say which processor it was; the words
 * that come with the code do.
 */
function otherMeaning(failure: Failure): DeclineTopic | undefined {
  const words = `${failure.description ?? ''} ${failure.providerAuthCode ?? ''}`
  switch (failure.code?.trim()) {
    case '4014':
      return isBankPayment(failure) ? 'account_number' : /\bCID\b|CVV/i.test(words) ? 'security_code' : undefined
    case '4054':
      return failure.processor === 'Global' || /\bPIN\b/i.test(words) ? 'pin' : undefined
    case '4055':
      return isBankPayment(failure) ? 'details' : undefined
    default:
      return undefined
  }
}

const CODES: Partial<Record<DeclineTopic, string>> = {
  declined: '4005 4093 4880 4881',
  hold: '4004 4007 4041 4043',
  call_bank: '4001 4002',
  card_number: '4014 4015 4201',
  expired: '4054 4080',
  security_code: '4220',
  address: '4223 4882 4883 4884 4885',
  details: '4012 4019 4063 4203 4204 4217',
  amount: '4013 4215 4509',
  pin: '4055 4075 4083 4086 4235',
  check_failed: '4076 4077 4092 4208 4886 4887',
  funds: '4051 4061 4205 4228 4229',
  limit: '4065 4206',
  no_account: '4039 4052 4053 4078',
  not_allowed: '4057 4058 4062 4227 4889 4890',
  stopped: '4211 4221',
  routing_number: '4214 4501 4513',
  account_number: '4512',
  bank_details: '4511',
  account_declined: '4216 4219 4507',
  merchant_limit: '4502 4503 4504 4505',
  setup: '4003 4207 4209 4210 4225 4226 4508 4510 4514 4515 4516 4517',
  contact: '4079 4202 4213 4230 4231 4232 4234 4236 4237',
  duplicate: '4294 4506',
  bank_down: '4091 4888',
  processor_down: '4028 7000',
  processor_error: '4006 4021 4081 4218 4222 4224 4233',
}
const OF_CODE = new Map(
  (Object.keys(CODES) as DeclineTopic[]).flatMap((topic) =>
    (CODES[topic] ?? '').split(' ').map((code) => [code, topic]),
  ),
)

// Topics that a bank account can't have.
const OF_CARDS: ReadonlySet<DeclineTopic> = new Set([
  'declined',
  'hold',
  'call_bank',
  'card_number',
  'expired',
  'security_code',
  'address',
  'pin',
  'check_failed',
  'funds',
  'limit',
  'not_allowed',
  'stopped',
])

// The first match counts.
const WORDS: readonly (readonly [RegExp, DeclineTopic])[] = [
  [/FAILURE CV/, 'check_failed'],
  [/CVV|CVC|\bCID\b/, 'security_code'],
  [/EXPIR/, 'expired'],
  [/CARD NO|INVALID CARD|NO SUCH ISSUER/, 'card_number'],
  [/KNOWN BAD/, 'account_declined'],
  [/SAME ATTRIBUTES|DUPLICATE/, 'duplicate'],
  [/MERCHANT.*LIMIT/, 'merchant_limit'],
  [/ROUTING.*ACCOUNT/, 'bank_details'],
  [/\bABA\b|ROUTING/, 'routing_number'],
  [/PROCESSING KEY|PASSWORD|MERCHANT ID|NOT .?LIVE|BAD BIN|CONFIGURATION/, 'setup'],
  [/COMMUNICATION|UNAVAILABLE/, 'processor_down'],
  [/INVALID FIELD|AMOUNT ERROR/, 'amount'],
  [/INSUFF|\bNSF\b/, 'funds'],
  [/STOP/, 'stopped'],
  [/\bNO \w* ?ACCOUNT/, 'no_account'],
  [/HOLD|PICK.?UP|LOST|STOLEN|RESTRICTED/, 'hold'],
  [/NOT ALLOWED|NOT PERMITTED/, 'not_allowed'],
  [/\bZIP\b|\bAVS\b|POSTAL/, 'address'],
  [/\bPIN\b/, 'pin'],
  [/LIMIT|EXCEED/, 'limit'],
  [/CALL|REFER/, 'call_bank'],
  [/TIME.?OUT|TRY AGAIN|RETRY/, 'processor_error'],
]

const ofWords = (words: string | null | undefined): DeclineTopic | undefined =>
  WORDS.find(([pattern]) => pattern.test(words?.toUpperCase() ?? ''))?.[1]
