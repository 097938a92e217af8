/**
 * How other people's clients of the API sign, send and read: facts from their public sources, which the sandbox must
 * suit as well as our own client. What they send is in requests-typed.ts and requests-dynamic.ts.
 */
import { createHmac } from 'node:crypto'
import { DEFAULTS } from '../sandbox.ts'
import type { Reply } from './support.ts'

export type Ids = Record<'customer' | 'card' | 'bank' | 'payment' | 'schedule', number>

/** One request of a client, as text, and what it must get. */
export type Step = {
  does: string
  /** Without a body nothing is sent. */
  sends: (ids: Ids) => [method: string, path: string, body?: string]
  gets: number
  /** What the Response has. */
  response?: object
  messages?: [field: string, message: string][]
  /** Later steps refer to the Id of the answer by this name. */
  keeps?: keyof Ids
}

export type OtherClient = {
  /** The text that is signed, for an instant in milliseconds. */
  timestamp: (ms: number) => string
  authorization: (user: string, timestamp: string, signature: string) => string
  headers: Record<string, string>
  /** What the client could not make sense of in an answer, one line each. */
  problems: (reply: Reply) => string[]
}

/** The headers of one request, signed as the client signs it. */
export function headersOf({ timestamp, authorization, headers }: OtherClient): Record<string, string> {
  const text = timestamp(Date.now())
  const signature = createHmac('sha256', DEFAULTS.key).update(text).digest('base64')
  return { ...headers, authorization: authorization(DEFAULTS.user, text, signature) }
}

const HOUR_MS = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()
/** Clients that sign local time write the offset of their machine. */
const inDenver = (ms: number) => iso(ms - 7 * HOUR_MS)

const plain = (user: string, timestamp: string, signature: string) =>
  `PSSERVER accessid=${user}; timestamp=${timestamp}; signature=${signature}`
/** The form of the document's PHP and C# samples. */
const spaced = (user: string, timestamp: string, signature: string) =>
  `PSSERVER AccessId = ${user}; Timestamp = ${timestamp}; Signature = ${signature}`

const JSON_BOTH_WAYS = { accept: 'application/json', 'content-type': 'application/json' }

/** The vendor's SDK: local time with seven digits, and a connection of its own for each request. */
export const CSHARP: OtherClient = {
  timestamp: (ms) => `${inDenver(ms).slice(0, 23)}0973-07:00`,
  authorization: plain,
  headers: { ...JSON_BOTH_WAYS, connection: 'close' },
  problems: (reply) => [...envelopeProblems(reply), ...memberProblems(reply, { ...TYPES, ...CSHARP_TYPES })],
}

/** Nine digits, of which trailing zeros are dropped, and no type for an OrderId but a number. */
export const GO: OtherClient = {
  timestamp: (ms) => `${iso(ms).slice(0, 23)}456789Z`,
  authorization: plain,
  headers: { 'content-type': 'application/json' },
  problems: (reply) => [
    ...envelopeProblems(reply),
    ...memberProblems(reply, { ...TYPES, OrderId: nullable(isInteger) }),
  ],
}

export const RUBY: OtherClient = {
  timestamp: (ms) => `${iso(ms).slice(0, 19)}Z`,
  authorization: plain,
  headers: JSON_BOTH_WAYS,
  // An empty body is an empty object to it; anything else has to have an envelope, a 401 not even that.
  problems: (reply) => (reply.text === '' ? [] : envelopeProblems(reply)),
}

/** Takes any FailureData that is not null for a failure. */
export const OMNIPAY: OtherClient = {
  timestamp: (ms) => `${iso(ms).slice(0, 19)}+00:00`,
  authorization: spaced,
  headers: { 'content-type': 'application/json' },
  problems: (reply) => {
    const response = reply.json?.Response
    const taken = reply.status < 300 && !(response?.FailureData && typeof response.FailureData === 'object')
    if (!taken) return []
    if (response?.Status === 'Failed') return ['takes a failed payment for a success']
    return isInteger(response?.Id) ? [] : ['finds no Id']
  },
}

/** Trusts the envelope's HttpStatusCode, and shows the first message. */
export const WOOCOMMERCE: OtherClient = {
  timestamp: (ms) => `${iso(ms).slice(0, 19)}+00:00`,
  authorization: spaced,
  headers: { accept: '*/*', 'content-type': 'application/json; charset=utf-8' },
  problems: ({ status, json }) => [
    ...(json.Meta.HttpStatusCode === status ? [] : ['HttpStatusCode differs from the status']),
    ...((status < 300 ? isInteger(json.Response.Id) : isText(json.Meta.Errors.ErrorMessages[0]?.Message)) === true
      ? []
      : ['finds neither an Id nor a message']),
  ],
}

/** Sends a body with every request, a GET included. */
export const NODE: OtherClient = {
  timestamp: iso,
  authorization: plain,
  headers: JSON_BOTH_WAYS,
  problems: () => [],
}

/** Who does what the document's PHP sample does. */
export const SAMPLES: OtherClient = { ...OMNIPAY, problems: envelopeProblems }

/** Those of which only the header differs. */
export const SIGNATURES: readonly [name: string, client: OtherClient][] = [
  ['PaySimpleCS', { ...NODE, timestamp: (ms) => `${inDenver(ms).slice(0, 19)}-07:00`, authorization: spaced }],
  ['Java with Joda', { ...NODE, timestamp: (ms) => `${inDenver(ms).slice(0, 23)}-07:00` }],
  ['CakePHP', { ...OMNIPAY, authorization: (...parts) => `${spaced(...parts)};` }],
]

type Check = (value: unknown) => boolean

const isInteger: Check = (value) => Number.isInteger(value)
const isNumber: Check = (value) => typeof value === 'number'
const isFlag: Check = (value) => typeof value === 'boolean'
const isText: Check = (value) => typeof value === 'string'
const nullable =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
/** RFC 3339: what .NET and Go can read. */
const isInstant: Check = (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(value))
const oneOf =
  (names: string): Check =>
  (value) =>
    names.split(' ').includes(String(value))

const each = (names: string, check: Check) => Object.fromEntries(names.split(' ').map((name) => [name, check]))

/** The types that statically typed clients insist on, by the member's name. */
const TYPES: Record<string, Check> = {
  ...each('Id CustomerId AccountId ReferenceId RecurringScheduleId ExecutionFrequencyParameter', isInteger),
  ...each('InvoiceId', nullable(isInteger)),
  ...each('Amount PaymentAmount TotalAmountPaid', isNumber),
  ...each('IsDebit IsDefault IsCheckingAccount ShippingSameAsBilling FirstPaymentDone', isFlag),
  ...each('CreatedOn LastModified PaymentDate ReturnDate EstimatedSettleDate ActualSettledDate', nullable(isInstant)),
  ...each('CanVoidUntil StartDate EndDate NextScheduleDate PauseUntilDate FirstPaymentDate', nullable(isInstant)),
  ...each('ProviderAuthCode TraceNumber InvoiceNumber PurchaseOrderNumber Description', nullable(isText)),
  ...each('Phone Email Company Notes BillingZipCode', nullable(isText)),
}

/** Names that the SDK has no word for would turn into its first word, "Authorized". */
const CSHARP_TYPES: Record<string, Check> = {
  Status: oneOf(
    'Authorized Chargeback Failed Pending Posted RefundSettled Returned Reversed ReverseNSF ReversePosted Settled Voided',
  ),
  PaymentType: oneOf('CC ACH'),
  PaymentSubType: oneOf('Ccd Moto Ppd Swipe Tel Web'),
  Issuer: oneOf('Visa Master Amex Discover'),
  ScheduleStatus: oneOf('None Active PauseUntil Expired Suspended'),
  // A number there, and text on the wire.
  Code: nullable((value) => /^\d+$/.test(String(value))),
  IsDecline: isFlag,
}

function envelopeProblems({ status, text, json }: Reply): string[] {
  if (status === 204) return text === '' ? [] : ['a 204 with a body']
  if (!json?.Meta) return ['no envelope']
  const { Errors, HttpStatusCode, PagingDetails } = json.Meta
  const problems = HttpStatusCode === status ? [] : ['HttpStatusCode differs from the status']
  if (status >= 400 && !Errors?.ErrorMessages.every(({ Message }) => isText(Message))) problems.push('no messages')
  if (Array.isArray(json.Response) !== (PagingDetails !== null)) problems.push('a list and its paging belong together')
  return problems
}

/** Walks the whole answer, because a member has one type wherever it stands. */
function memberProblems({ text }: Reply, types: Record<string, Check>): string[] {
  const problems: string[] = []
  if (text === '') return problems
  JSON.parse(text, (name, value) => {
    if (Object.hasOwn(types, name) && types[name]?.(value) === false) problems.push(`${name}: ${JSON.stringify(value)}`)
    return value
  })
  return problems
}
