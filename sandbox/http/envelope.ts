/** The shape of every JSON answer of the API, and the few exceptions (PS-003 to PS-006, PS-008). */
import { randomBytes } from 'node:crypto'

/** What a handler returns: already serialized, so that the server only writes bytes. */
export type Answer = {
  status: number
  body: string | null
  contentType?: string
  /** The reason phrase of the status line, where a 401 says why (PS-002). */
  reason?: string
}

export type ErrorMessage = { Field: string | null; Message: string }
export type ErrorCode = 'InvalidInput' | 'InvalidPermissions' | 'NotFound' | 'UnexpectedError'
export type Paging = { TotalItems: number; Page: number; ItemsPerPage: number }

const HTTP_STATUS: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  203: 'NonAuthoritativeInformation',
  204: 'NoContent',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  500: 'InternalServerError',
}

/** PS-003: success. 200 for reads and updates, 201 for a new object, 203 for a deleted object (PS-005). */
export function ok(response: unknown, status: 200 | 201 | 203 = 200, paging: Paging | null = null): Answer {
  const meta = paging === null ? META[status] : successMeta(status, paging)
  return { status, body: `{"Meta":${meta},"Response":${JSON.stringify(response)}}` }
}

function successMeta(status: number, PagingDetails: Paging | null): string {
  return JSON.stringify({ Errors: null, HttpStatus: HTTP_STATUS[status], HttpStatusCode: status, PagingDetails })
}

/** Computed once: most answers have one of these three. */
const META = { 200: successMeta(200, null), 201: successMeta(201, null), 203: successMeta(203, null) }

/** PS-005: done, with an empty answer. */
export const noContent: Answer = { status: 204, body: null }

/** PS-004: all errors of the request under one code, one message per error. */
export function fail(
  status: number,
  code: ErrorCode,
  messages: ErrorMessage[],
  traceCode: string | null = null,
): Answer {
  const errors = { ErrorCode: code, ErrorMessages: messages, TraceCode: traceCode }
  const meta = { Errors: errors, HttpStatus: HTTP_STATUS[status], HttpStatusCode: status, PagingDetails: null }
  return { status, body: JSON.stringify({ Meta: meta, Response: null }) }
}

export function invalid(message: string, field = ''): Answer {
  return fail(400, 'InvalidInput', [{ Field: field, Message: message }])
}

export function notFound(message: string): Answer {
  return fail(404, 'NotFound', [{ Field: null, Message: message }])
}

/** PS-002: a 401 has no body; its reason phrase says why. */
export function unauthorized(reason: string): Answer {
  return { status: 401, body: null, reason }
}

/** PS-006: a method that the route does not support. This answer has its own shape. */
export function methodNotAllowed(method: string): Answer {
  const Message = `The requested resource does not support http method '${method}'.`
  return { status: 405, body: JSON.stringify({ Message }) }
}

/** PS-008: a system failure has no messages, only a trace code to quote. */
export function systemFailure(): Answer {
  return fail(500, 'UnexpectedError', [], `API${randomBytes(8).toString('hex').toUpperCase().slice(0, 15)}`)
}
