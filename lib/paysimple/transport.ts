import { Pool } from 'undici'
import { type FailedCall, type FailureFacts, type FieldMessage, PaySimpleError } from './errors'
import { authorization } from './sign'

export type Credentials = {
  /** Scheme and host of the endpoint, https://api.paysimple.com */
  baseUrl: string
  userName: string
  apiKey: string
  /** Milliseconds for each whole call, connecting and reading included; 20 seconds unless given. */
  deadlineMs?: number
  /**
   * Told once of every call that failed, and nothing of what was sent or answered but PaySimple's codes. It is not
   * waited for, and its own failures change nothing.
   */
  onFailure?: (call: FailedCall) => void | Promise<void>
}
export type Paging = { TotalItems: number; Page: number; ItemsPerPage: number }
export type Answer = { status: number; response: unknown; paging: Paging | null }
export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: object
  /** An instant (as of `performance.now()`) after which the request is no longer sent. */
  sendBefore?: number
}
export type Transport = (call: Call) => Promise<Answer>

/** Codes that undici and Node give only while connecting, before a byte of the request is written. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

// Connections are kept per endpoint, so that the second call of a payment does not shake hands again; credentials are
// not, they travel with each call. undici neither follows redirects nor repeats a request.
const pools = new Map<string, Pool>()
function poolOf(baseUrl: string): Pool {
  let pool = pools.get(baseUrl)
  if (!pool) {
    pool = new Pool(baseUrl, { connections: 32, keepAliveTimeout: 4_000, connect: { timeout: 10_000 } })
    pools.set(baseUrl, pool)
  }
  return pool
}

/** The network part of the client: signs, sends once, reads the envelope (PS-003), sorts failures. */
export function createTransport(credentials: Credentials): Transport {
  return async (call) => {
    const begun = performance.now()
    try {
      return await sendOnce(credentials, call)
    } catch (error) {
      if (error instanceof PaySimpleError) tell(credentials.onFailure, error, performance.now() - begun)
      throw error
    }
  }
}

async function sendOnce({ baseUrl, userName, apiKey, deadlineMs = 20_000 }: Credentials, call: Call): Promise<Answer> {
  const route = routeOf(call)
  if (call.sendBefore !== undefined && performance.now() > call.sendBefore)
    throw new PaySimpleError({ kind: 'not_sent', route })
  let status: number
  let text: string
  try {
    const answer = await poolOf(baseUrl).request({
      method: call.method,
      path: call.path,
      query: Object.fromEntries(Object.entries(call.query ?? {}).filter(([, value]) => value !== undefined)),
      headers: {
        authorization: authorization(userName, apiKey, new Date()),
        accept: 'application/json',
        ...(call.body && { 'content-type': 'application/json; charset=utf-8' }),
      },
      body: call.body ? JSON.stringify(call.body) : null,
      signal: AbortSignal.timeout(deadlineMs),
    })
    status = answer.statusCode
    text = await answer.body.text()
  } catch (error) {
    throw unanswered(error, route)
  }
  return readAnswer(status, text, route)
}

const routeOf = ({ method, path }: Pick<Call, 'method' | 'path'>) => `${method} ${path.replace(/\/\d+/g, '/{id}')}`

function unanswered(error: unknown, route: string): PaySimpleError {
  const code = (error as { code?: string }).code ?? ''
  // The error itself is not kept as the cause: undici's may hold the request.
  return new PaySimpleError({ kind: NEVER_SENT.has(code) ? 'not_sent' : 'no_answer', route })
}

function tell(onFailure: Credentials['onFailure'], error: PaySimpleError, milliseconds: number) {
  const { route, kind, status, errorCode, traceCode } = error
  const facts = { route, kind, status, errorCode, traceCode, milliseconds: Math.round(milliseconds) }
  // Inside of a promise, so that a failing observer cannot fail the call, whether it throws or rejects.
  void (async () => onFailure?.(facts))().catch(() => undefined)
}

/**
 * An answer's status and text → its envelope's content.
 * @throws PaySimpleError for everything that is not a success in the API's own shape
 */
export function readAnswer(status: number, text: string, route: string): Answer {
  if (status === 204) return { status, response: null, paging: null } // a stray body is ignored
  if (status === 401) throw new PaySimpleError({ kind: 'unauthorized', route, status }) // has no JSON body (PS-002)
  const body = parse(text)
  if (status >= 200 && status < 300) {
    if (body === null || !('Response' in body)) throw new PaySimpleError({ kind: 'unreadable', route, status })
    const meta = body.Meta as { PagingDetails?: Paging | null } | null | undefined
    return { status, response: body.Response, paging: meta?.PagingDetails ?? null }
  }
  throw new PaySimpleError({ route, status, ...describeFailure(status, body) })
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

type WireErrors = {
  ErrorCode?: string
  ErrorMessages?: { Field?: string | null; Message?: string | null }[] | null
  TraceCode?: string | null
}

function describeFailure(status: number, body: Record<string, unknown> | null): Omit<FailureFacts, 'route'> {
  const errors = (body?.Meta as { Errors?: WireErrors | null } | null | undefined)?.Errors
  const messages: FieldMessage[] = (errors?.ErrorMessages ?? []).map((entry) => ({
    field: entry.Field ?? '',
    message: entry.Message ?? '',
  }))
  // Some refusals come without the envelope (PS-006, field notes).
  if (!errors && typeof body?.Message === 'string') messages.push({ field: '', message: body.Message })
  const rights = errors?.ErrorCode === 'InvalidPermissions' || messages.some((m) => /enough rights/i.test(m.message))
  const facts = {
    messages,
    ...(errors?.ErrorCode && { errorCode: errors.ErrorCode }),
    ...(errors?.TraceCode && { traceCode: errors.TraceCode }),
  }
  if (status >= 500) return { kind: 'server_error', ...facts }
  if (!body) return { kind: 'unreadable' } // a proxy's page, not PaySimple's answer: it proves nothing
  if (status === 403 || (status === 400 && rights)) return { kind: 'forbidden', ...facts }
  if (status === 400) return { kind: 'refused', ...facts }
  if (status === 404) return { kind: 'not_found', ...facts }
  if (status === 405) return { kind: 'unsupported', ...facts }
  return { kind: 'unreadable', ...facts }
}
