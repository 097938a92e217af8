import { PaySimpleError } from '@/lib/paysimple/errors'

// The ways in which a call to PaySimple goes wrong: those of the sandbox, a refused connection, and two records made of
// one request. Each says whether
// and when PaySimple does what was asked, and what the caller is told.

export const CALL_POINTS = ['customer', 'account', 'payment', 'void', 'reverse', 'get', 'list'] as const
export type CallPoint = (typeof CALL_POINTS)[number]

const ROUTES: Record<CallPoint, string> = {
  customer: 'POST /v4/customer',
  account: 'POST /v4/account',
  payment: 'POST /v4/payment',
  void: 'PUT /v4/payment/{id}/void',
  reverse: 'PUT /v4/payment/{id}/reverse',
  get: 'GET /v4/payment/{id}',
  list: 'GET /v4/customer/{id}/payments',
}

type Failure = 'no_answer' | 'not_sent' | 'server_error' | 'unauthorized' | 'unreadable' | 'duplicate'
/** What the caller sees: PaySimple's own answer, nothing for as long as it waits, or a failure. */
type Seen = 'answer' | 'nothing' | Failure

export type Effect = {
  /** When PaySimple does what was asked: never, at once, or after the fault's `ms`. */
  done: 'no' | 'yes' | 'late'
  sees: Seen
  /** The answer comes only after the fault's `ms`. */
  slow?: true
  /** A new payment is in no read and no list for the fault's `ms`. */
  hides?: true
  /** Two records are made of one new payment, the second at once in every read. */
  twice?: true
  /** A new payment stays Pending. */
  pends?: true
  /** PaySimple is gone for the fault's `ms` afterwards. */
  exits?: true
}

export const FAULTS = {
  'not-sent': { done: 'no', sees: 'not_sent' },
  refuse: { done: 'no', sees: 'no_answer' },
  'no-answer-before': { done: 'no', sees: 'nothing' },
  'no-answer-after': { done: 'yes', sees: 'nothing' },
  'reset-before': { done: 'no', sees: 'no_answer' },
  'reset-after': { done: 'yes', sees: 'no_answer' },
  cut: { done: 'yes', sees: 'no_answer' },
  '500-before': { done: 'no', sees: 'server_error' },
  '500-after': { done: 'yes', sees: 'server_error' },
  '502-html': { done: 'no', sees: 'server_error' },
  '503-html': { done: 'no', sees: 'server_error' },
  '401': { done: 'no', sees: 'unauthorized' },
  slow: { done: 'yes', sees: 'answer', slow: true },
  delay: { done: 'late', sees: 'answer', slow: true },
  'late-commit': { done: 'late', sees: 'nothing' },
  'late-visible': { done: 'yes', sees: 'answer', hides: true },
  twice: { done: 'yes', sees: 'answer', slow: true, hides: true, twice: true },
  'duplicate-after': { done: 'yes', sees: 'duplicate' },
  pending: { done: 'yes', sees: 'answer', pends: true },
  '204-body': { done: 'yes', sees: 'unreadable' },
  'exit-after': { done: 'yes', sees: 'no_answer', exits: true },
} as const satisfies Record<string, Effect>

export type FaultKind = keyof typeof FAULTS
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[]

const STATUS_OF = { server_error: 500, unauthorized: 401, unreadable: 204, duplicate: 400 } as const

/** The client's own error for what was seen. */
export function failureAt(point: CallPoint, failure: Failure): PaySimpleError {
  const route = ROUTES[point]
  if (failure === 'no_answer' || failure === 'not_sent') return new PaySimpleError({ kind: failure, route })
  if (failure === 'duplicate') return refusal(point, 'Duplicate Transaction.')
  return new PaySimpleError({ kind: failure, route, status: STATUS_OF[failure] })
}

/** A 400 of PaySimple's own (PS-004). */
export const refusal = (point: CallPoint, message: string): PaySimpleError =>
  new PaySimpleError({
    kind: 'refused',
    route: ROUTES[point],
    status: 400,
    errorCode: 'InvalidInput',
    messages: [{ field: '', message }],
  })
