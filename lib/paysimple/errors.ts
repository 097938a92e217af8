import { type Sentence, says } from './refusals'

/**
 * How a call failed:
 * - `not_sent`: no byte reached PaySimple (refused connection, unknown host, or our own limit on when to send)
 * - `unauthorized`: 401, PaySimple rejected the credentials (PS-002)
 * - `forbidden`: 403, or the 400 that stands for it
 * - `refused`: 400, PaySimple read and refused the request; `messages` say why and may be shown (PS-004)
 * - `not_found`: 404
 * - `unsupported`: 405 (PS-006)
 * - `server_error`: any 5xx (PS-008)
 * - `no_answer`: timeout, or the connection broke after something was sent
 * - `unreadable`: an answer that isn't in the API's shape (half a body, an HTML page, a redirect)
 */
export type FailureKind =
  | 'not_sent'
  | 'unauthorized'
  | 'forbidden'
  | 'refused'
  | 'not_found'
  | 'unsupported'
  | 'server_error'
  | 'no_answer'
  | 'unreadable'

export type FieldMessage = { field: string; message: string }

export type FailureFacts = {
  kind: FailureKind
  /** Method and path without ids or query, "POST /v4/payment". */
  route: string
  status?: number
  errorCode?: string
  messages?: FieldMessage[]
  traceCode?: string
}

/** What the observer gets about a failed call: enough for a log that PaySimple's support can work with. */
export type FailedCall = {
  route: string
  kind: FailureKind
  status: number | undefined
  errorCode: string | undefined
  traceCode: string | undefined
  /** From the call to its end, including repeats of a GET. */
  milliseconds: number
}

/** What the observer gets about each call: how it ended and how long it took, with repeats of a GET. */
export type EndedCall = { route: string; outcome: 'answered' | FailureKind; milliseconds: number }

// An answer that proves that the request was refused before anything was done.
const NOTHING_DONE: readonly FailureKind[] = [
  'not_sent',
  'unauthorized',
  'forbidden',
  'refused',
  'not_found',
  'unsupported',
]

/** A call that failed. Carries nothing of the request's body. */
export class PaySimpleError extends Error {
  readonly kind: FailureKind
  readonly route: string
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined
  /** InvalidInput, InvalidPermissions, NotFound or UnexpectedError (PS-004), when there is one. */
  readonly errorCode: string | undefined
  readonly messages: readonly FieldMessage[]
  /** What PaySimple's support asks for (PS-008). */
  readonly traceCode: string | undefined
  /** False only when it's proven that PaySimple didn't act on the request. */
  readonly mayHaveBeenProcessed: boolean

  constructor(facts: FailureFacts, options?: ErrorOptions) {
    super(`PaySimple ${facts.route}: ${facts.kind}${facts.status ? ` (${facts.status})` : ''}`, options)
    this.name = 'PaySimpleError'
    this.kind = facts.kind
    this.route = facts.route
    this.status = facts.status
    this.errorCode = facts.errorCode
    this.messages = facts.messages ?? []
    this.traceCode = facts.traceCode
    // PaySimple's duplicate check can be triggered by this same request, done a moment before.
    this.mayHaveBeenProcessed = says('duplicate', this.messages) || !NOTHING_DONE.includes(facts.kind)
  }
}

/**
 * Tells whether PaySimple answered that an account is gone. Only for a request that names one by its id: about a typed
 * number the same words can mean something else.
 */
export const isAccountGone = (error: unknown): boolean => hasAnswered(error, 'account_gone')

/** Tells whether PaySimple answered that a customer's record is gone. */
export const isCustomerGone = (error: unknown): boolean => hasAnswered(error, 'customer_gone')

const hasAnswered = (error: unknown, sentence: Sentence) =>
  error instanceof PaySimpleError &&
  (error.kind === 'refused' || error.kind === 'not_found') &&
  says(sentence, error.messages)

/**
 * Tells whether PaySimple doesn't show this one record, or not in a readable shape. That must not hold up all the
 * others.
 */
export function nullIfNotShown(error: unknown): null {
  const kinds: readonly FailureKind[] = ['not_found', 'refused', 'unreadable']
  if (error instanceof PaySimpleError && error.status !== undefined && kinds.includes(error.kind)) return null
  throw error
}
