import { type Sentence, says } from './refusals'

/**
 * What kind of failure a call ended in:
 * - `not_sent`: no byte reached PaySimple (refused connection, unknown host, or our own limit on when to send)
 * - `unauthorized`: 401, the credentials were not accepted (PS-002)
 * - `forbidden`: 403, or the 400 that stands for it
 * - `refused`: 400, the request was read and turned down; `messages` say why and may be shown (PS-004)
 * - `not_found`: 404
 * - `unsupported`: 405 (PS-006)
 * - `server_error`: any 5xx (PS-008)
 * - `no_answer`: time-out, or the connection broke after something was sent
 * - `unreadable`: an answer that is not in the API's shape (half a body, an HTML page, a redirect)
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

/** What the observer is told of a call that failed: enough for a log that PaySimple's support can work with. */
export type FailedCall = {
  route: string
  kind: FailureKind
  status: number | undefined
  errorCode: string | undefined
  traceCode: string | undefined
  /** From the call to its end, repeats of a GET included. */
  milliseconds: number
}

// An answer that proves that the request was turned down before anything was done.
const NOTHING_DONE: readonly FailureKind[] = [
  'not_sent',
  'unauthorized',
  'forbidden',
  'refused',
  'not_found',
  'unsupported',
]

/** A call that did not bring what it was made for. Carries nothing of the request's body. */
export class PaySimpleError extends Error {
  readonly kind: FailureKind
  readonly route: string
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined
  /** InvalidInput, InvalidPermissions, NotFound or UnexpectedError (PS-004), when given. */
  readonly errorCode: string | undefined
  readonly messages: readonly FieldMessage[]
  /** What PaySimple's support asks for (PS-008). */
  readonly traceCode: string | undefined
  /** False only when it is proven that PaySimple did not act on the request. */
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
    // PaySimple's duplicate check may be triggered by this very request having been done a moment before.
    this.mayHaveBeenProcessed = says('duplicate', this.messages) || !NOTHING_DONE.includes(facts.kind)
  }
}

/**
 * Whether PaySimple has answered that an account is gone. Of a request that names one by its id: of a typed number the
 * same words may say something else.
 */
export const isAccountGone = (error: unknown): boolean => hasAnswered(error, 'account_gone')

/** Whether PaySimple has answered that a customer's record is gone. */
export const isCustomerGone = (error: unknown): boolean => hasAnswered(error, 'customer_gone')

const hasAnswered = (error: unknown, sentence: Sentence) =>
  error instanceof PaySimpleError &&
  (error.kind === 'refused' || error.kind === 'not_found') &&
  says(sentence, error.messages)

/** One record that PaySimple does not show, or not in a shape that can be read, must not keep all the others waiting. */
export function nullIfNotShown(error: unknown): null {
  const kinds: readonly FailureKind[] = ['not_found', 'refused', 'unreadable']
  if (error instanceof PaySimpleError && error.status !== undefined && kinds.includes(error.kind)) return null
  throw error
}
